/** For what takes the place of a part that had the focus: the keys go on from there. */
import { useEffect, useRef, type RefObject } from 'react'

export function useStartsFocused<T extends HTMLElement>(isWanted: boolean): RefObject<T | null> {
  const element = useRef<T>(null)
  const atStart = useRef(isWanted)
  useEffect(() => {
    if (atStart.current) {
      element.current?.focus()
    }
  }, [])
  return element
}
