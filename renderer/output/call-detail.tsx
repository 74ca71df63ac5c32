import { formatBytes, formatDuration } from '../ui/format.ts'
import './call-list.css'
import type { OutgoingCall } from './call-list.tsx'

type Body = OutgoingCall['requestBody']

/** More is kept, but a list is no place to read it. */
const MAX_SHOWN = 20_000

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

export function CallDetail({ call }: { call: OutgoingCall }) {
  return (
    <>
      {call.error !== null && <p className="call-error">{call.error}</p>}
      <p className="muted">
        Began {formatDuration(call.startedMs)} after the start of the function and took{' '}
        {formatDuration(call.durationMs)}.
      </p>
      <Part title="Request" headers={call.requestHeaders} body={call.requestBody} />
      {call.status !== null && (
        <Part
          title={`Response ${call.status} ${call.statusText}`}
          headers={call.responseHeaders}
          body={call.responseBody}
        />
      )}
    </>
  )
}

function Part(props: { title: string; headers: OutgoingCall['requestHeaders']; body: Body }) {
  const { body } = props
  return (
    <section className="call-part">
      <h4>{props.title}</h4>
      <dl className="call-headers">
        {props.headers.map(([name, value], index) => (
          // A header may be there twice: its place is its identity.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {body.size === 0 ? <p className="muted">No body.</p> : <BodyText body={body} />}
    </section>
  )
}

function BodyText({ body }: { body: Body }) {
  const isText = body.encoding === 'text'
  const text = isText ? pretty(body.data) : body.data
  const shown = text.slice(0, MAX_SHOWN)
  const notes = [
    formatBytes(body.size),
    ...(isText ? [] : ['not text, shown as base64']),
    ...(body.isWhole ? [] : ['only the beginning is kept']),
    ...(shown.length === text.length ? [] : ['only the beginning is shown']),
  ]
  return (
    <>
      <p className="muted">{notes.join(', ')}</p>
      <pre className="call-body">{shown}</pre>
    </>
  )
}
