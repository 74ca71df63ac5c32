import { useEffect, useRef } from 'react'
import { useLatest } from '../ui/use-latest.ts'
import { monaco } from './monaco.ts'
import './monaco-text.css'

export interface MonacoDiffHandle {
  /** Shows a line of the original. */
  readonly revealOriginal: (line: number) => void
}

export interface MonacoDiffProps {
  readonly original: string
  readonly modified: string
  readonly language?: 'javascript' | 'json' | 'plaintext'
  /** Marked in the original. */
  readonly notes?: readonly { readonly line: number; readonly message: string }[]
  readonly labels?: { readonly original: string; readonly modified: string }
  readonly onReady?: (handle: MonacoDiffHandle) => void
}

/** Two texts side by side, for reading. */
export function MonacoDiff(props: MonacoDiffProps) {
  const container = useRef<HTMLDivElement>(null)
  const { original, modified, language = 'javascript' } = props
  const latest = useLatest(props)
  useEffect(() => {
    if (container.current === null) {
      return undefined
    }
    const { notes = [], labels, onReady } = latest.current
    const models = {
      original: monaco.editor.createModel(original, language),
      modified: monaco.editor.createModel(modified, language),
    }
    const editor = monaco.editor.createDiffEditor(container.current, {
      automaticLayout: true,
      readOnly: true,
      domReadOnly: true,
      minimap: { enabled: false },
      fontSize: 12,
      fontFamily: 'var(--font-mono)',
      showUnused: false,
      scrollBeyondLastLine: false,
      lineNumbersMinChars: 3,
      renderValidationDecorations: 'on',
      fixedOverflowWidgets: true,
      // The ruler's colours say again what the margin says, in a strip of its own.
      renderOverviewRuler: false,
    })
    editor.getOriginalEditor().updateOptions({ ariaLabel: labels?.original ?? 'Before' })
    editor.getModifiedEditor().updateOptions({ ariaLabel: labels?.modified ?? 'After' })
    editor.setModel(models)
    monaco.editor.setModelMarkers(
      models.original,
      'notes',
      notes.map(({ line, message }) => ({
        startLineNumber: line,
        endLineNumber: line,
        startColumn: models.original.getLineFirstNonWhitespaceColumn(line) || 1,
        endColumn: models.original.getLineMaxColumn(line),
        message,
        severity: monaco.MarkerSeverity.Warning,
      })),
    )
    onReady?.({
      revealOriginal(line) {
        const side = editor.getOriginalEditor()
        side.setPosition({ lineNumber: line, column: 1 })
        side.revealLineInCenter(line)
        side.focus()
      },
    })
    return () => {
      editor.dispose()
      models.original.dispose()
      models.modified.dispose()
    }
  }, [original, modified, language, latest])
  return <div ref={container} className="monaco-text" />
}
