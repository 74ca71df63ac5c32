import { ChevronRight } from 'lucide-react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import type { Result } from '#preload/contract'
import { formatBytes, formatDuration } from '../ui/format.ts'
import { EmptyState } from '../ui/state.tsx'
import { CallDetail } from './call-detail.tsx'
import './call-list.css'

export type OutgoingCall = Result<'runs.start'>['result']['calls'][number]

function toneOf({ status, error }: OutgoingCall): 'ok' | 'warn' | 'error' {
  if (error !== null || status === null) {
    return 'error'
  }
  return status < 400 ? 'ok' : 'warn'
}

/** What the function called over the network, in order; each opens to what went and what came. */
export function CallList(props: { calls: readonly OutgoingCall[] }) {
  if (props.calls.length === 0) {
    return (
      <EmptyState title="No outgoing calls">
        What the function asks of other services, by <code>fetch</code> or otherwise, is recorded
        here: addresses, headers, bodies and times, with secrets masked.
      </EmptyState>
    )
  }
  return (
    <div className="calls scroll">
      {props.calls.map((call) => (
        <Disclosure key={call.id} className="call">
          <Heading level={3} className="call-heading">
            <Button slot="trigger" className="call-row">
              <ChevronRight size={13} className="call-chevron" aria-hidden="true" />
              <span className="call-method">{call.method}</span>
              <span className="call-url truncate" title={call.url}>
                {call.url}
              </span>
              {call.from === 'cassette' && <span className="call-from">replayed</span>}
              <span className="call-status" data-tone={toneOf(call)}>
                {call.status ?? 'failed'}
              </span>
              <span className="call-facts">
                {formatBytes(call.responseBody.size)} · {formatDuration(call.durationMs)}
              </span>
            </Button>
          </Heading>
          <DisclosurePanel className="call-panel">
            <CallDetail call={call} />
          </DisclosurePanel>
        </Disclosure>
      ))}
    </div>
  )
}
