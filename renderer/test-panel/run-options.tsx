import { SlidersHorizontal } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components'
import { isClockTime, isSeed } from '#preload/model/clock'
import { IconButton } from '../ui/button.tsx'
import { Checkbox, TextField } from '../ui/field.tsx'
import '../ui/menu.css'
import type { RunChoices } from './run-choices.ts'
import './test-panel.css'

export interface RunOptionsProps {
  readonly choices: RunChoices
  readonly onChange: (change: Partial<RunChoices>) => void
  /** What the function may reach. */
  readonly network: ReactNode
}

/** How the next runs are made. The button shows when that is not the plain way. */
export function RunOptions(props: RunOptionsProps) {
  const { choices, onChange } = props
  const [place, setPlace] = useState<HTMLElement | null>(null)
  const active = [
    choices.asDeployed && 'as deployed',
    choices.isFrozen && 'frozen clock',
    choices.network !== 'live' && `calls ${choices.network}ed`,
  ].filter((word) => word !== false)
  return (
    <DialogTrigger>
      <span className="run-options-button" data-active={active.length > 0 || undefined}>
        <IconButton
          data-part="run.options"
          label={active.length === 0 ? 'Run options' : `Run options: ${active.join(', ')}`}
          icon={<SlidersHorizontal size={14} />}
        />
      </span>
      <Popover
        className="popover"
        placement="bottom end"
        offset={4}
        UNSTABLE_portalContainer={place ?? undefined}
      >
        <Dialog className="run-options">
          <Heading slot="title" level={2}>
            Run options
          </Heading>
          <div>
            <Checkbox
              isSelected={choices.asDeployed}
              onChange={(asDeployed) => onChange({ asDeployed })}
            >
              As deployed
            </Checkbox>
            <p className="option-hint">
              The body arrives with its JSON keys sorted, as the vendor sends it to a deployed
              function: signatures over <code>text()</code> show whether they hold.
            </p>
          </div>
          <div>
            <Checkbox isSelected={choices.isFrozen} onChange={(isFrozen) => onChange({ isFrozen })}>
              Frozen clock and seed
            </Checkbox>
            <p className="option-hint">
              <code>Date</code>, <code>Math.random</code> and ids give the same at each run, so that
              two outputs can be compared.
            </p>
            {choices.isFrozen && <ClockFields {...props} />}
          </div>
          <div>
            <Checkbox
              isSelected={choices.runOnSave}
              onChange={(runOnSave) => onChange({ runOnSave })}
            >
              Run on save
            </Checkbox>
            <p className="option-hint">Every save of the code runs it on the chosen payload.</p>
          </div>
          {props.network}
        </Dialog>
      </Popover>
      <div ref={setPlace} />
    </DialogTrigger>
  )
}

function ClockFields({ choices, onChange }: Pick<RunOptionsProps, 'choices' | 'onChange'>) {
  const [now, setNow] = useState(choices.clock.now)
  const [seed, setSeed] = useState(String(choices.clock.seed))
  const change = (nextNow: string, nextSeed: string): void => {
    setNow(nextNow)
    setSeed(nextSeed)
    const nextNumber = Number(nextSeed)
    if (isClockTime(nextNow) && nextSeed !== '' && isSeed(nextNumber)) {
      onChange({ clock: { now: nextNow, seed: nextNumber } })
    }
  }
  return (
    <div className="clock-fields">
      <TextField
        label="Time"
        value={now}
        onChange={(next) => change(next, seed)}
        error={isClockTime(now) ? undefined : 'A time like 2019-09-11T00:00:00Z'}
        mono
      />
      <TextField
        label="Seed"
        value={seed}
        onChange={(next) => change(now, next)}
        error={/^\d+$/.test(seed) && isSeed(Number(seed)) ? undefined : 'A whole number'}
        mono
      />
    </div>
  )
}
