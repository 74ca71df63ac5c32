import { ChevronRight } from 'lucide-react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import type { Result } from '#preload/contract'
import { AnswerStatus } from '../ui/answer-status.tsx'
import { formatAge, formatDuration, plural } from '../ui/format.ts'
import { Dot } from '../ui/state.tsx'
import { useNow } from '../ui/use-now.ts'

type Push = Result<'push.start'>

export function PushResult(props: { push: Push }) {
  const { push } = props
  const now = useNow(10_000)
  const failed = push.requests.filter((request) => !request.ok).length
  return (
    <section className="push-result" aria-label="Result of the last push">
      <output className="push-result-bar" data-testid="push-result">
        <Dot tone={push.ok ? 'ok' : 'error'} />
        <strong>
          {push.ok
            ? `Pushed: ${plural(push.requests.length, 'request')} accepted`
            : `${failed} of ${plural(push.requests.length, 'request')} failed`}
        </strong>
        <span className="grow" />
        <span className="muted">{formatAge(push.startedAt, now)}</span>
      </output>
      {push.requests.map((request, index) => (
        // Requests of one push never change and may be alike: their place is their identity.
        // oxlint-disable-next-line react/no-array-index-key
        <RequestRow key={index} request={request} />
      ))}
    </section>
  )
}

function RequestRow(props: { request: Push['requests'][number] }) {
  const { request } = props
  return (
    <Disclosure className="push-request" data-ok={request.ok}>
      <Heading level={3}>
        <Button slot="trigger" className="push-request-head">
          <ChevronRight size={13} aria-hidden="true" className="push-chevron" />
          <AnswerStatus tone={request.ok ? 'ok' : 'error'}>
            {request.status ?? 'No answer'}
          </AnswerStatus>
          <span className="truncate grow mono">
            {request.method} {request.url}
          </span>
          <span className="muted">{formatDuration(request.durationMs)}</span>
        </Button>
      </Heading>
      {request.error !== null && <p className="push-error">{request.error}</p>}
      <DisclosurePanel className="push-bodies">
        <h4>Request body</h4>
        <pre className="scroll">{request.requestBody}</pre>
        <h4>Response body</h4>
        <pre className="scroll">
          {request.responseBody === '' ? 'The response has no body.' : request.responseBody}
        </pre>
      </DisclosurePanel>
    </Disclosure>
  )
}
