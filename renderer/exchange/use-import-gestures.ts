/** Files dropped anywhere in the window, and what is pasted while a list has the focus. */
import { useEffect, useState } from 'react'
import { useLatest } from '../ui/use-latest.ts'
import { pastedText } from './import-input.ts'
import type { ImportStart } from './import-dialog.tsx'

/**
 * Only there: a secret that misses its field, because nothing has the focus any more, must not
 * end up in a preview.
 */
function isList(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('[role="listbox"], [role="grid"], [role="row"], .event-list') !== null &&
    target.closest('input, textarea, select, [contenteditable="true"], .monaco-editor') === null
  )
}

function carriesFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true
}

/** Whether files are held over the window right now. */
export function useImportGestures(onImport: (start: ImportStart) => void): boolean {
  const latest = useLatest(onImport)
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    // `dragleave` tells of every element that is left; only the window's own has no next one.
    const onOver = (event: DragEvent): void => {
      if (carriesFiles(event)) {
        event.preventDefault()
        setOver(true)
      }
    }
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) {
        setOver(false)
      }
    }
    const onDrop = (event: DragEvent): void => {
      if (!carriesFiles(event)) {
        return
      }
      event.preventDefault()
      event.stopPropagation()
      setOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0) {
        latest.current({ kind: 'files', files })
      }
    }
    const onPaste = (event: ClipboardEvent): void => {
      const data = event.clipboardData
      if (data === null || !isList(document.activeElement) || isDialogOpen()) {
        return
      }
      const files = [...data.files]
      const text = data.getData('text/plain')
      if (files.length > 0) {
        event.preventDefault()
        latest.current({ kind: 'files', files })
      } else if (text.trim() !== '') {
        event.preventDefault()
        latest.current({ kind: 'text', files: pastedText(text) })
      }
    }
    // Before the editors see it: they would open what is dropped on them.
    const options = { capture: true }
    window.addEventListener('dragover', onOver, options)
    window.addEventListener('dragleave', onLeave, options)
    window.addEventListener('drop', onDrop, options)
    window.addEventListener('paste', onPaste)
    return () => {
      window.removeEventListener('dragover', onOver, options)
      window.removeEventListener('dragleave', onLeave, options)
      window.removeEventListener('drop', onDrop, options)
      window.removeEventListener('paste', onPaste)
    }
  }, [latest])
  return isOver
}

function isDialogOpen(): boolean {
  return document.querySelector('.overlay') !== null
}
