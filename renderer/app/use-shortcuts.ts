import { useEffect } from 'react'
import { useLatest } from '../ui/use-latest.ts'
import { isModKey } from '../ui/shortcut.tsx'

export interface Shortcuts {
  readonly onSave: () => void
  readonly onRun: () => void
  readonly onRunAll: () => void
}

/** Before anything else sees the key, so that they work inside the editors too. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useLatest(shortcuts)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isDialogOpen = document.querySelector('.overlay') !== null
      if (!isModKey(event) || event.altKey || isDialogOpen) {
        return
      }
      const { onSave, onRun, onRunAll } = latest.current
      const actions: Record<string, () => void> = event.shiftKey
        ? { Enter: onRunAll }
        : { s: onSave, Enter: onRun }
      // With Caps Lock on, the key of Ctrl+S is "S".
      const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (action !== undefined) {
        event.preventDefault()
        event.stopPropagation()
        action()
      }
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [latest])
}
