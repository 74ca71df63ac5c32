import { useEffect, useRef } from 'react'
import { monaco } from './monaco.ts'
import './monaco-text.css'

/** Two versions of JavaScript side by side, for reading. */
export function MonacoDiff(props: { original: string; modified: string }) {
  const container = useRef<HTMLDivElement>(null)
  const { original, modified } = props
  useEffect(() => {
    if (container.current === null) {
      return undefined
    }
    const models = {
      original: monaco.editor.createModel(original, 'javascript'),
      modified: monaco.editor.createModel(modified, 'javascript'),
    }
    const editor = monaco.editor.createDiffEditor(container.current, {
      automaticLayout: true,
      readOnly: true,
      minimap: { enabled: false },
      fontSize: 12,
      fontFamily: 'var(--font-mono)',
      showUnused: false,
      scrollBeyondLastLine: false,
    })
    editor.setModel(models)
    return () => {
      editor.dispose()
      models.original.dispose()
      models.modified.dispose()
    }
  }, [original, modified])
  return <div ref={container} className="monaco-text" />
}
