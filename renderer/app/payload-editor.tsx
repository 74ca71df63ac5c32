import { useEffect, useState } from 'react'
import { findInJson, lineAndColumn, type JsonPath } from '../editor/json-place.ts'
import { TextEditor } from '../editor/lazy-monaco.tsx'
import type { MonacoTextHandle } from '../editor/monaco-text.tsx'
import { usePayloadText, type PayloadState } from '../test-panel/use-payload.ts'
import { Skeleton } from '../ui/state.tsx'

export interface PayloadPlace {
  readonly selection: string
  readonly path: JsonPath
  readonly ignoresCase: boolean
}

export interface PayloadEditorProps {
  readonly sourceId: string
  readonly payload: PayloadState
  /** What is to be shown, once its payload is there. */
  readonly place: PayloadPlace | null
  readonly onShown: () => void
}

/** Apart from what stands around it: this is what each key renders. */
export function PayloadEditor({ sourceId, payload, place, onShown }: PayloadEditorProps) {
  const [handle, setHandle] = useState<MonacoTextHandle | null>(null)
  const text = usePayloadText(payload)
  useEffect(() => {
    if (place === null || handle === null || text === null) {
      return
    }
    if (place.selection === payload.selection) {
      const offset = findInJson(text, place.path, place.ignoresCase)
      if (offset !== null) {
        const { line, column } = lineAndColumn(text, offset)
        handle.reveal(line, column)
      }
      onShown()
    }
  }, [place, handle, text, payload.selection, onShown])
  return (
    // It stays while the next payload is read: to make an editor takes longer than to read one.
    <div className="payload-editor">
      <TextEditor
        documentId={`payload:${sourceId}:${payload.selection}`}
        value={text}
        language="json"
        label="Payload"
        onChange={payload.edit}
        onReady={setHandle}
      />
      {text === null && (
        <div className="editor-fallback payload-cover">
          <Skeleton label="Loading the payload" />
        </div>
      )}
    </div>
  )
}
