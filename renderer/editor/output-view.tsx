import { useMemo } from 'react'
import type { Result } from '#preload/contract'
import { useLatest } from '../ui/use-latest.ts'
import { layoutJson, spanOf } from './json-layout.ts'
import { TextEditor } from './lazy-monaco.tsx'
import type { MonacoTextHandle, TextMarker } from './monaco-text.tsx'

type RunResult = Result<'runs.start'>['result']

export interface OutputViewProps {
  readonly runId: string
  readonly output: NonNullable<RunResult['output']>
  readonly warnings: RunResult['warnings']
  readonly onReady: (handle: OutputHandle) => void
}

export interface OutputHandle {
  /** Shows the value at a JSON Pointer. */
  readonly revealPointer: (pointer: string) => void
}

/** The output as JSON, with a marker at each value that the output check found fault with. */
export function OutputView(props: OutputViewProps) {
  const { output, warnings } = props
  const layout = useMemo(() => layoutJson(output), [output])
  const markers = useMemo(
    () =>
      warnings.flatMap((warning): TextMarker[] => {
        const span = spanOf(layout, warning.path)
        return span === undefined
          ? []
          : [{ ...span, message: warning.message, severity: 'warning' }]
      }),
    [layout, warnings],
  )
  const latest = useLatest(layout)
  const ready = (handle: MonacoTextHandle): void => {
    props.onReady({
      revealPointer(pointer) {
        const span = spanOf(latest.current, pointer)
        if (span !== undefined) {
          handle.reveal(span.startLine, span.startColumn)
        }
      },
    })
  }
  return (
    <TextEditor
      documentId={`output:${props.runId}`}
      value={layout.text}
      language="json"
      label="Output"
      isReadOnly
      markers={markers}
      markerOwner="output-check"
      revealsMarkers
      onReady={ready}
    />
  )
}
