import { Download } from 'lucide-react'
import { useMemo } from 'react'
import type { Result } from '#preload/contract'
import { useEvent } from '../host/queries.ts'
import { IconButton } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { saveFile } from '../ui/files.ts'
import { formatBytes } from '../ui/format.ts'
import { LongText } from '../ui/long-text.tsx'
import { EmptyState, Skeleton } from '../ui/state.tsx'
import { decodeBody, fileNameOf } from './decode-body.ts'
import { NameValues } from './name-value-table.tsx'
import './raw-request.css'

/** Its bytes are asked for when it is looked at: a test of the event needs none of them. */
export function RawRequestOf(props: { readonly eventId: string; readonly hasFacts?: boolean }) {
  const { data, isPending } = useEvent(props.eventId)
  return <RawRequest event={data ?? null} isLoading={isPending} hasFacts={props.hasFacts ?? true} />
}

export interface RawRequestProps {
  /** `null` when the chosen payload is not a captured event. */
  readonly event: Result<'events.get'> | null
  readonly isLoading: boolean
  /** Where it came from and the hash of its body, where nothing around it says that. */
  readonly hasFacts?: boolean
}

/** The request exactly as it came: the line, the headers in their order and case, the body. */
export function RawRequest(props: RawRequestProps) {
  const { event } = props
  // Each drawing would decode it anew, and a large one takes its time.
  const body = useMemo(() => decodeBody(event?.bodyBase64 ?? ''), [event?.bodyBase64])
  if (props.isLoading) {
    return <Skeleton label="Loading the request" />
  }
  if (event === null) {
    return (
      <EmptyState title="No captured event chosen">
        Choose a captured event in Test to see its request as it arrived: each header in its order
        and case, and the body byte for byte.
      </EmptyState>
    )
  }
  const target = event.path + (event.query === '' ? '' : `?${event.query}`)
  return (
    <section className="raw-request scroll" aria-label="Raw request">
      <p className="raw-line mono">
        <strong>{event.method}</strong> <bdi>{target}</bdi> HTTP/{event.httpVersion}
      </p>
      <h3>Headers ({event.rawHeaders.length})</h3>
      <NameValues rows={event.rawHeaders.map(([name, value]) => ({ name, value }))} />
      <div className="raw-body-bar">
        <h3>Body ({formatBytes(event.size)})</h3>
        <span className="grow" />
        {event.size > 0 && (
          <IconButton
            label="Save the body as a file"
            size="small"
            icon={<Download size={13} />}
            onPress={() =>
              saveFile({
                fileName: fileNameOf(event, body),
                mediaType: 'application/octet-stream',
                base64: event.bodyBase64,
              })
            }
          />
        )}
        {body.kind === 'text' && <CopyButton text={body.text} label="Copy the body" />}
      </div>
      {body.kind === 'text' ? (
        <div className="raw-body mono">
          <LongText text={body.text === '' ? 'The body is empty.' : body.text} />
        </div>
      ) : (
        <p className="muted">The body is not UTF-8 text. Its first bytes: {body.hex}</p>
      )}
      {props.hasFacts !== false && (
        <p className="raw-facts">
          {event.remoteAddress === '' ? 'Imported' : `From ${event.remoteAddress}`} · SHA-256{' '}
          <span className="mono">{event.bodySha256}</span>
        </p>
      )}
    </section>
  )
}
