import type { Result } from '#preload/contract'
import { toWire } from '#preload/errors'
import { useSourceAnswer } from '../host/queries.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState, Skeleton } from '../ui/state.tsx'
import { AddressCard } from './address-card.tsx'
import { AnswerForm } from './answer-form.tsx'
import './answers.css'
import { HandshakesCard } from './handshakes-card.tsx'
import type { SeenHandshake } from './seen-handshakes.ts'

export interface WebhookPanelProps {
  readonly source: Result<'sources.get'>
  readonly seen: readonly SeenHandshake[]
  readonly urlWith: (token: string) => string | null
}

/** How the source behaves towards its senders. */
export function WebhookPanel(props: WebhookPanelProps) {
  const answer = useSourceAnswer(props.source.id)
  if (answer.isError) {
    return (
      <EmptyState
        title="The answer could not be read"
        action={<Button onPress={() => void answer.refetch()}>Try again</Button>}
      >
        {toWire(answer.error).message}
      </EmptyState>
    )
  }
  return (
    <div className="webhook-panel scroll">
      <AddressCard source={props.source} urlWith={props.urlWith} />
      {answer.data === undefined ? (
        <Skeleton label="Loading the answer" />
      ) : (
        <>
          <AnswerForm answer={answer.data} />
          <HandshakesCard answer={answer.data} seen={props.seen} />
        </>
      )}
    </div>
  )
}
