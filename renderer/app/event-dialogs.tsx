import type { Result } from '#preload/contract'
import { SecretsDialog } from '../exchange/secrets-dialog.tsx'
import { useEvent } from '../host/queries.ts'
import { ReplayDialog } from './lazy-parts.ts'
import type { EventTools, Replaying } from './use-event-tools.ts'

export interface EventDialogsProps {
  readonly tools: EventTools
  readonly sources: Result<'sources.list'>
  readonly onOpenWindow: (sourceId: string) => void
}

export function EventDialogs(props: EventDialogsProps) {
  const { tools } = props
  return (
    <>
      <SecretsDialog exports={tools.exports} />
      {tools.replaying !== null && (
        <Replay key={tools.replaying.eventId} {...props} replaying={tools.replaying} />
      )}
    </>
  )
}

function Replay(props: EventDialogsProps & { replaying: Replaying }) {
  const { replaying, tools } = props
  // The whole of it: what is edited starts from the bytes.
  const event = useEvent(replaying.eventId).data
  return event === undefined ? null : (
    <ReplayDialog
      event={event}
      sources={props.sources}
      startsEditing={replaying.startsEditing}
      onOpenWindow={props.onOpenWindow}
      onClose={tools.endReplay}
    />
  )
}
