import { Settings2 } from 'lucide-react'
import { useState } from 'react'
import { Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components'
import type { Result } from '#preload/contract'
import { Button, IconButton } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import '../ui/menu.css'
import './history.css'

type Preferences = Result<'preferences.get'>

export interface KeepFormProps {
  readonly preferences: Pick<Preferences, 'runsKept' | 'runsKeptDays'>
  readonly onChange: (change: Partial<Preferences>) => void
}

/** How much of the past is kept. */
export function KeepForm(props: KeepFormProps) {
  const [place, setPlace] = useState<HTMLElement | null>(null)
  return (
    <DialogTrigger>
      <IconButton label="What is kept" size="small" icon={<Settings2 size={13} />} />
      <Popover
        className="popover"
        placement="bottom end"
        offset={4}
        UNSTABLE_portalContainer={place ?? undefined}
      >
        <Dialog className="keep-dialog">
          {({ close }) => <KeepFields {...props} onDone={close} />}
        </Dialog>
      </Popover>
      <div ref={setPlace} />
    </DialogTrigger>
  )
}

function errorOf(text: string, max: number): string | undefined {
  const value = Number(text)
  return /^\d+$/.test(text) && value >= 1 && value <= max ? undefined : `1 to ${max}`
}

function KeepFields({ preferences, onChange, onDone }: KeepFormProps & { onDone: () => void }) {
  const [runs, setRuns] = useState(String(preferences.runsKept))
  const [days, setDays] = useState(String(preferences.runsKeptDays))
  const runsError = errorOf(runs, 10_000)
  const daysError = errorOf(days, 3650)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (runsError === undefined && daysError === undefined) {
          onChange({ runsKept: Number(runs), runsKeptDays: Number(days) })
          onDone()
        }
      }}
    >
      <Heading slot="title" level={2}>
        What is kept
      </Heading>
      <div className="keep-fields">
        <TextField label="Runs of a source" value={runs} onChange={setRuns} error={runsError} />
        <TextField label="For days" value={days} onChange={setDays} error={daysError} />
      </div>
      <p className="muted">
        Older runs are dropped with their payloads, for every source. Those of all events are
        counted apart.
      </p>
      <div className="dialog-actions">
        <Button type="submit" size="small" variant="primary">
          Keep so
        </Button>
      </div>
    </form>
  )
}
