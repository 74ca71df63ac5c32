import { CopyButton } from '../ui/copy-button.tsx'
import { formatBytes, formatDate, formatDuration } from '../ui/format.ts'
import type { EventView } from './use-event-view.ts'

/** The facts around a request, and the proof that the bytes are those that came. */
export function EventFacts(props: { view: EventView }) {
  const { view } = props
  const facts: [string, string][] = [
    ['Received', formatDate(view.receivedAt)],
    ['Size', formatBytes(view.size)],
    ...(view.receiveMs === null
      ? [['Came by', 'import'] satisfies [string, string]]
      : [
          ['Upload', formatDuration(view.receiveMs)] satisfies [string, string],
          [
            'From',
            `${view.remoteAddress}${view.viaTunnel ? ', through the tunnel' : ''}`,
          ] satisfies [string, string],
        ]),
    ['HTTP', view.httpVersion],
  ]
  return (
    <footer className="event-facts-bar">
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div className="event-hash">
          <dt>SHA-256</dt>
          <dd className="mono truncate" title={view.bodySha256}>
            {view.bodySha256}
          </dd>
        </div>
      </dl>
      <CopyButton size="small" text={view.bodySha256} label="Copy the SHA-256 of the body" />
    </footer>
  )
}
