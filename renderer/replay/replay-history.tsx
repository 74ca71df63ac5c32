import { Button } from '../ui/button.tsx'
import { EmptyState, Skeleton } from '../ui/state.tsx'
import { ReplayRow } from './replay-row.tsx'
import './replay.css'
import { useClearReplays, useReplays } from './use-replays.ts'

export interface ReplayHistoryProps {
  readonly sourceId: string
  readonly eventId: string
  /** Those that are shown elsewhere already. */
  readonly without?: ReadonlySet<string>
}

/** What was sent before; nothing when there is nothing, beside a form that says what to do. */
export function ReplayHistory(props: ReplayHistoryProps) {
  const replays = useReplays(props.sourceId, props.eventId)
  const earlier = replays?.filter(({ id }) => props.without?.has(id) !== true) ?? []
  if (earlier.length === 0) {
    return null
  }
  return (
    <section aria-label="Earlier replays" className="field">
      <h3 className="field-label">Earlier</h3>
      <div className="replay-list">
        {earlier.map((replay) => (
          <ReplayRow key={replay.id} replay={replay} />
        ))}
      </div>
    </section>
  )
}

/** The history alone, for the detail of an event. */
export function ReplayHistoryView(props: { sourceId: string; eventId: string }) {
  const replays = useReplays(props.sourceId, props.eventId)
  const clear = useClearReplays(props.sourceId)
  if (replays === undefined) {
    return <Skeleton label="Loading the replays" />
  }
  if (replays.length === 0) {
    return (
      <EmptyState title="Not replayed yet">
        Replay sends this event again, as it was or edited, to this source or to any URL. What the
        receivers answered is kept here.
      </EmptyState>
    )
  }
  return (
    <section aria-label="Replays of this event" className="replay-view scroll">
      <div className="replay-list">
        {replays.map((replay) => (
          <ReplayRow key={replay.id} replay={replay} />
        ))}
      </div>
      <Button size="small" variant="quiet" onPress={() => clear.mutate()}>
        Clear the replays of this source
      </Button>
    </section>
  )
}
