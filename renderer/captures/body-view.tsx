import { useMutation } from '@tanstack/react-query'
import { Download, TriangleAlert } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useConnector } from '../host/connector-context.tsx'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { saveFile } from '../ui/files.ts'
import { formatBytes, plural } from '../ui/format.ts'
import { LongText } from '../ui/long-text.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { EmptyState } from '../ui/state.tsx'
import { HexView } from './hex-view.tsx'
import { NameValueTable } from './name-value-table.tsx'
import type { EventView } from './use-event-view.ts'

type Content = EventView['content']
type Reading = 'read' | 'text' | 'hex'

export interface BodyViewProps {
  readonly view: EventView
  /** JSON with colours and folding; composed by the app because it is an editor. */
  readonly renderJson: (text: string) => ReactNode
}

/** What each kind of body is called when it is read as what it is. */
const readings: Partial<Record<Content['kind'], string>> = {
  json: 'Pretty',
  form: 'Fields',
  multipart: 'Parts',
}

/** The body as what it is; as text and as bytes beside that. */
export function BodyView(props: BodyViewProps) {
  const { view } = props
  const { content } = view
  const [wanted, setWanted] = useState<Reading>('read')
  const text = 'text' in content ? content.text : null
  const options: { value: Reading; label: string }[] = [
    ...(readings[content.kind] === undefined
      ? []
      : [{ value: 'read' as const, label: readings[content.kind] ?? '' }]),
    ...(text === null ? [] : [{ value: 'text' as const, label: 'Text' }]),
    { value: 'hex', label: 'Hex' },
  ]
  const reading = options.some(({ value }) => value === wanted)
    ? wanted
    : (options[0]?.value ?? 'hex')
  if (content.kind === 'empty') {
    return <EmptyState title="No body">The request came without a body.</EmptyState>
  }
  const shown = reading === 'read' && content.kind === 'json' ? content.pretty : text
  return (
    <div className="body-view">
      <div className="body-bar">
        <Segmented
          label="How to read the body"
          value={reading}
          options={options}
          onChange={setWanted}
        />
        <span className="muted truncate grow">{facts(view)}</span>
        {shown !== null && reading !== 'hex' && (
          <CopyButton size="small" text={shown} label="Copy the body" />
        )}
      </div>
      <Remarks view={view} />
      {reading === 'hex' ? (
        <HexView eventId={view.eventId} of={view.encodings.length > 0 ? 'decoded' : 'arrived'} />
      ) : reading === 'text' ? (
        <TextBody text={text ?? ''} />
      ) : (
        readContent(props)
      )}
    </div>
  )
}

function facts({ encodings, decodedSize, size, charset }: EventView): string {
  const parts = [
    encodings.length === 0
      ? formatBytes(size)
      : `${formatBytes(size)} of ${encodings.join(', ')}, ${formatBytes(decodedSize)} decoded`,
    ...(charset === null || charset === 'utf-8' ? [] : [charset]),
  ]
  return parts.join(' · ')
}

/** Things that a pretty view would hide. */
function Remarks(props: { view: EventView }) {
  const { content, problems } = props.view
  const remarks = [
    ...problems,
    ...(content.kind === 'json' && content.duplicateKeys.length > 0
      ? [`Keys that stand twice: ${content.duplicateKeys.join(', ')}. A function sees the last.`]
      : []),
    ...(content.kind === 'json' && content.inexactNumbers.length > 0
      ? [`JavaScript cannot hold ${content.inexactNumbers.join(', ')} exactly; here it is as sent.`]
      : []),
    ...('truncated' in content && content.truncated ? ['Only the beginning is shown.'] : []),
  ]
  return remarks.length === 0 ? null : (
    <ul className="body-remarks">
      {remarks.map((remark) => (
        <li key={remark}>
          <TriangleAlert size={12} aria-hidden="true" />
          {remark}
        </li>
      ))}
    </ul>
  )
}

function readContent({ view, renderJson }: BodyViewProps): ReactNode {
  const { content } = view
  switch (content.kind) {
    case 'json':
      return <div className="body-json">{renderJson(content.pretty)}</div>
    case 'form':
      return <NameValueTable label="Form fields" rows={content.fields} />
    case 'multipart':
      return <Parts eventId={view.eventId} parts={content.parts} />
    case 'empty':
    case 'text':
    case 'binary':
      break
  }
  return null
}

function TextBody(props: { text: string }) {
  return (
    // A scrolling region must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="body-text scroll" tabIndex={0} aria-label="Body as text">
      <LongText text={props.text} />
    </section>
  )
}

type Part = Extract<Content, { kind: 'multipart' }>['parts'][number]

function Parts(props: { eventId: string; parts: readonly Part[] }) {
  const { api } = useConnector()
  const save = useMutation({
    mutationFn: (index: number) => api['events.part']({ eventId: props.eventId, index }),
    onSuccess: ({ filename, type, bodyBase64 }) =>
      saveFile({
        fileName: filename,
        mediaType: type ?? 'application/octet-stream',
        base64: bodyBase64,
      }),
  })
  return (
    <ul className="body-parts scroll" aria-label={plural(props.parts.length, 'part')}>
      {props.parts.map((part) => (
        <li key={part.index} className="body-part">
          <div className="body-part-head">
            <strong className="mono">{part.name ?? `Part ${part.index + 1}`}</strong>
            {part.filename !== null && <bdi className="truncate">{part.filename}</bdi>}
            <span className="muted truncate grow">
              {[part.type, formatBytes(part.size)].filter((fact) => fact !== null).join(' · ')}
            </span>
            <Button
              size="small"
              aria-label={`Save ${part.filename ?? part.name ?? `part ${part.index + 1}`}`}
              onPress={() => save.mutate(part.index)}
            >
              <Download size={12} aria-hidden="true" />
              Save
            </Button>
          </div>
          {part.text !== null && (
            <pre className="body-part-text">
              {part.text}
              {part.truncated && '…'}
            </pre>
          )}
        </li>
      ))}
    </ul>
  )
}
