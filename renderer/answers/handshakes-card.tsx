import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { queryKeys } from '../host/query-keys.ts'
import { Checkbox } from '../ui/field.tsx'
import { formatClock } from '../ui/format.ts'
import { Dot } from '../ui/state.tsx'
import { Card } from './card.tsx'
import type { SeenHandshake } from './seen-handshakes.ts'

export interface HandshakesCardProps {
  readonly answer: Result<'answers.get'>
  readonly seen: readonly SeenHandshake[]
}

/** The questions by which senders check an address before they use it. */
export function HandshakesCard(props: HandshakesCardProps) {
  const { answer } = props
  const { api } = useConnector()
  const client = useQueryClient()
  const set = useMutation({
    mutationFn: (handshakes: boolean) =>
      api['answers.set']({
        sourceId: answer.sourceId,
        config: { ...answer.config, handshakes },
      }),
    onSuccess: (next) => client.setQueryData(queryKeys.answers(answer.sourceId), next),
  })
  return (
    <Card title="Address checks">
      <Checkbox isSelected={answer.config.handshakes} onChange={(isOn) => set.mutate(isOn)}>
        Answer them as the sender wants
      </Checkbox>
      <p className="muted webhook-note">
        Slack, Meta, Microsoft, Zoom, X, Dropbox and others ask before they use an address. While
        the capture window is open they get the answer that they expect, instead of the one above.
      </p>
      {props.seen.length > 0 && (
        <ul className="seen-list" aria-label="Checks that were seen">
          {props.seen.map((one) => (
            <li key={`${one.at} ${one.kind}`}>
              <time dateTime={one.at} className="muted">
                {formatClock(one.at)}
              </time>
              <Dot tone={one.answered ? 'ok' : 'error'} />
              <span className="grow">{one.description}</span>
              <span className={one.answered ? 'muted' : 'seen-open'}>
                {one.answered ? 'Answered' : 'Not answered'}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
