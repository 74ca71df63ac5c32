import { Send, ShieldX, TimerReset } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Result } from '#preload/contract'
import { useCaptureStatus, useSignature } from '../host/queries.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Checkbox } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { Progress } from '../ui/state.tsx'
import { EditForm } from './edit-form.tsx'
import {
  draftFor,
  editOf,
  keepReplay,
  problemOf,
  rememberUrl,
  type ReplayDraft,
  type Signing,
  withTypedUrl,
} from './replay-draft.ts'
import { ReplayHistory } from './replay-history.tsx'
import { ReplayRow } from './replay-row.tsx'
import './replay.css'
import { TargetChoice } from './target-choice.tsx'
import { useSending } from './use-replays.ts'

export interface ReplayDialogProps {
  readonly event: Result<'events.get'>
  readonly sources: Result<'sources.list'>
  readonly startsEditing: boolean
  readonly onOpenWindow: (sourceId: string) => void
  readonly onClose: () => void
}

const WIDTH = 720

const signings: { value: Signing; label: string }[] = [
  { value: 'auto', label: 'Keep it; sign anew when edited' },
  { value: 'keep', label: 'Keep it as it came' },
  { value: 'fresh', label: 'Sign anew, with the present time' },
]

export function ReplayDialog(props: ReplayDialogProps) {
  const { event } = props
  const status = useCaptureStatus().data
  const [draft, setDraft] = useState<ReplayDraft>(() => draftFor(event, props.startsEditing))
  const [problem, setProblem] = useState<string | null>(null)
  const sending = useSending(event)
  const results = useRef<HTMLElement>(null)
  const sent = sending.results.length
  useEffect(() => {
    if (sent > 0) {
      results.current?.scrollIntoView({ block: 'start' })
    }
  }, [sent])
  const change = (part: Partial<ReplayDraft>): void => {
    setProblem(null)
    const next = { ...draft, ...part }
    keepReplay(event.id, next)
    setDraft(next)
  }
  const send = (signing: Signing): void => {
    const ready = { ...withTypedUrl(draft), signing }
    const found = problemOf(ready)
    setProblem(found)
    if (found === null && !sending.isSending) {
      if (ready.urls !== draft.urls) {
        rememberUrl(draft.typedUrl.trim())
        setDraft({ ...draft, urls: ready.urls, typedUrl: '' })
      }
      sending.send(ready)
    }
  }
  const wrong = problem ?? sending.problem
  return (
    <Dialog title={`Replay Captured Event ${event.number}`} width={WIDTH} onClose={props.onClose}>
      <TargetChoice
        sources={props.sources}
        ownId={event.sourceId}
        openWindows={new Set(status?.windows.map(({ sourceId }) => sourceId))}
        draft={draft}
        onChange={change}
        onOpenWindow={props.onOpenWindow}
      />
      <div className="replay-options">
        <Select
          label="Signature"
          value={draft.signing}
          options={signings}
          onChange={(signing) => change({ signing })}
        />
        <div className="replay-checks">
          <Checkbox
            isSelected={draft.edit !== null}
            onChange={(isEdited) => change({ edit: isEdited ? editOf(event) : null })}
          >
            Edit before sending
          </Checkbox>
          <Checkbox
            isSelected={draft.keepRelayHeaders}
            onChange={(keepRelayHeaders) => change({ keepRelayHeaders })}
          >
            Send the relay’s headers again
          </Checkbox>
        </div>
      </div>
      {draft.edit !== null && (
        <EditForm event={event} edit={draft.edit} onChange={(edit) => change({ edit })} />
      )}
      <div className="dialog-actions replay-actions">
        {wrong !== null && (
          <p className="replay-problem" role="alert">
            {wrong}
          </p>
        )}
        <Negatives eventId={event.id} onSend={send} />
        <Button onPress={props.onClose}>Close</Button>
        <Button variant="primary" onPress={() => send(draft.signing)}>
          <Send size={13} aria-hidden="true" />
          {sending.isSending ? 'Sending…' : 'Send'}
        </Button>
      </div>
      {sending.isSending && <Progress label="Sending" />}
      {sending.results.length > 0 && (
        <section
          ref={results}
          aria-label="Results"
          className="replay-list"
          data-testid="replay-results"
        >
          {sending.results.map((replay, index) => (
            // The newest is open; it closes when there is a newer one.
            <ReplayRow
              key={`${replay.id} ${index === 0}`}
              replay={replay}
              startsOpen={index === 0}
            />
          ))}
        </section>
      )}
      <ReplayHistory
        sourceId={event.sourceId}
        eventId={event.id}
        without={new Set(sending.results.map(({ id }) => id))}
      />
    </Dialog>
  )
}

/** Everything is right but the one thing: a good receiver refuses both. */
function Negatives(props: { eventId: string; onSend: (signing: Signing) => void }) {
  const check = useSignature(props.eventId).data
  if (check === undefined) {
    return <span className="grow" />
  }
  const canBeStale = check?.canSign === true && check.hasTimestamp && check.settingName !== null
  return (
    <div className="replay-negatives grow">
      <Button isDisabled={check === null} onPress={() => props.onSend('bad')}>
        <ShieldX size={13} aria-hidden="true" />
        Bad signature
      </Button>
      <Button isDisabled={!canBeStale} onPress={() => props.onSend('stale')}>
        <TimerReset size={13} aria-hidden="true" />
        Stale timestamp
      </Button>
      <span className="muted truncate">{negativeHint(check, canBeStale)}</span>
    </div>
  )
}

function negativeHint(check: Result<'signatures.check'>, canBeStale: boolean): string {
  if (check === null) {
    return 'The sender is not known.'
  }
  if (canBeStale) {
    return 'Receivers must refuse both.'
  }
  return check.hasTimestamp ? 'A stale one needs the secret.' : 'This sender signs no time.'
}
