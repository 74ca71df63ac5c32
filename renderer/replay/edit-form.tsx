import { Group } from 'react-aria-components'
import type { Result } from '#preload/contract'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { decodeText } from '../ui/files.ts'
import { formatBytes } from '../ui/format.ts'
import { HeaderRows } from '../ui/header-rows.tsx'
import type { ReplayEdit } from './replay-draft.ts'

export interface EditFormProps {
  readonly event: Result<'events.get'>
  readonly edit: ReplayEdit
  readonly onChange: (edit: ReplayEdit) => void
}

const BODY_ROWS = 9

export function EditForm(props: EditFormProps) {
  const { edit, event } = props
  const change = (part: Partial<ReplayEdit>): void => props.onChange({ ...edit, ...part })
  const original = decodeText(event.bodyBase64)
  return (
    <div className="replay-edit">
      <div className="replay-edit-line">
        <TextField
          label="Method"
          mono
          value={edit.method}
          onChange={(method) => change({ method: method.toUpperCase() })}
        />
        <TextField
          label="Query"
          mono
          placeholder="a=1&b=2"
          value={edit.query}
          onChange={(query) => change({ query: query.replace(/^\?/, '') })}
        />
      </div>
      <Group className="field" aria-label="Headers">
        <span className="field-label">Headers</span>
        <HeaderRows
          label="Header"
          rows={edit.headers}
          onChange={(headers) => change({ headers })}
        />
      </Group>
      {original === null && edit.bodyText === null ? (
        <div className="replay-bytes">
          <span className="muted grow">
            The body has {formatBytes(event.size)} that are not text; they go out as they came.
          </span>
          <Button size="small" onPress={() => change({ bodyText: '' })}>
            Write another body
          </Button>
        </div>
      ) : (
        <>
          <TextField
            label="Body"
            mono
            rows={BODY_ROWS}
            value={edit.bodyText ?? original ?? ''}
            onChange={(text) => change({ bodyText: text === original ? null : text })}
          />
          {edit.bodyText !== null && (
            <div className="replay-bytes">
              <span className="muted grow">The body was changed: it is signed anew.</span>
              <Button size="small" onPress={() => change({ bodyText: null })}>
                Back to the original bytes
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  )
}
