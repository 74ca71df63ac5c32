import { TextEditor } from '../editor/lazy-monaco.tsx'
import { usePayloadText, type PayloadState } from '../test-panel/use-payload.ts'
import { Skeleton } from '../ui/state.tsx'

/** Apart from what stands around it: this is what each key renders. */
export function PayloadEditor(props: { sourceId: string; payload: PayloadState }) {
  const { sourceId, payload } = props
  const text = usePayloadText(payload)
  return (
    <div className="payload-editor">
      <TextEditor
        documentId={`payload:${sourceId}:${payload.selection}`}
        value={text}
        language="json"
        label="Payload"
        onChange={payload.edit}
      />
      {text === null && (
        <div className="editor-fallback payload-cover">
          <Skeleton label="Loading the payload" />
        </div>
      )}
    </div>
  )
}
