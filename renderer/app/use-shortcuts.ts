import { useEffect, useRef } from 'react'
import { isModKey } from '../ui/shortcut.tsx'

export interface Shortcuts {
  readonly onSave: () => void
  readonly onRun: () => void
}

/** Before anything else sees the key, so that they work inside the editors too. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts)
  latest.current = shortcuts
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isDialogOpen = document.querySelector('.overlay') !== null
      if (!isModKey(event) || event.altKey || event.shiftKey || isDialogOpen) {
        return
      }
      const action = { s: latest.current.onSave, Enter: latest.current.onRun }[event.key]
      if (action !== undefined) {
        event.preventDefault()
        event.stopPropagation()
        action()
      }
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}
