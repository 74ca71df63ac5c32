import { startTransition, useEffect, useState } from 'react'
import { loadEditor } from '../editor/lazy-monaco.tsx'

/** What is behind other tabs is made by then, whatever the browser is at. */
const SETTLED_WITHIN_MS = 1500

/** Whether the editors are there: what is not seen yet is made after them. */
export function useIsSettled(): boolean {
  const [isSettled, setSettled] = useState(false)
  useEffect(() => {
    let idle: number | undefined
    let isGone = false
    const settle = (): void => {
      if (!isGone) {
        const options = { timeout: SETTLED_WITHIN_MS }
        idle = requestIdleCallback(() => startTransition(() => setSettled(true)), options)
      }
    }
    loadEditor().then(settle, settle)
    return () => {
      isGone = true
      if (idle !== undefined) {
        cancelIdleCallback(idle)
      }
    }
  }, [])
  return isSettled
}
