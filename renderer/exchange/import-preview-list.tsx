import type { Result } from '#preload/contract'
import { Checkbox } from '../ui/field.tsx'
import { formatBytes, plural } from '../ui/format.ts'
import { keyOf, toggled, type Excluded, type PreviewFile } from './import-pick.ts'

const kinds: Record<NonNullable<PreviewFile['kind']>, string> = {
  curl: 'curl command',
  har: 'HAR',
  http: 'raw HTTP',
  payload: 'payload',
  body: 'JSON, taken whole as the body',
  source: 'whole source',
}

export interface ImportPreviewListProps {
  readonly preview: Result<'import.preview'>
  readonly excluded: Excluded
  readonly onChange: (excluded: Excluded) => void
}

/** Each file with its requests; whatever is ticked is taken. */
export function ImportPreviewList(props: ImportPreviewListProps) {
  return (
    <div className="import-files">
      {props.preview.files.map((file, index) => (
        // Files of one preview never change and may be alike: their place is their identity.
        // oxlint-disable-next-line react/no-array-index-key
        <FileRows key={index} file={file} place={index} {...props} />
      ))}
    </div>
  )
}

function FileRows(props: ImportPreviewListProps & { file: PreviewFile; place: number }) {
  const { file, place, excluded, onChange } = props
  const name = file.name === '' ? 'Pasted text' : file.name
  const keys = file.requests.map(({ index }) => keyOf(place, index))
  const taken = keys.filter((key) => !excluded.has(key)).length
  return (
    <section className="import-file" aria-label={name}>
      <header className="import-file-head">
        {keys.length > 1 && (
          <Checkbox
            aria-label={`All requests of ${name}`}
            isSelected={taken === keys.length}
            onChange={(isIn) => onChange(toggled(excluded, keys, isIn))}
          >
            {null}
          </Checkbox>
        )}
        <strong className="truncate">{name}</strong>
        <span className="muted">
          {file.kind === null ? '' : kinds[file.kind]}
          {file.sourceName !== null && ` “${file.sourceName}”`}
        </span>
        <span className="grow" />
        {keys.length > 1 && (
          <span className="muted">
            {taken} of {plural(keys.length, 'request')}
          </span>
        )}
      </header>
      {file.error !== null && <p className="import-problem">{file.error}</p>}
      {file.notes.map((note) => (
        <p key={note} className="import-note">
          {note}
        </p>
      ))}
      <ul>
        {file.requests.map((request) => {
          const key = keyOf(place, request.index)
          return (
            <li key={request.index} className="import-request">
              <Checkbox
                isSelected={!excluded.has(key)}
                onChange={(isIn) => onChange(toggled(excluded, [key], isIn))}
              >
                <span className="import-method mono">{request.method}</span>
                <span className="truncate mono">
                  {request.host}
                  {request.target}
                </span>
              </Checkbox>
              <span className="muted truncate">{request.title}</span>
              <span className="import-size">{formatBytes(request.size)}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
