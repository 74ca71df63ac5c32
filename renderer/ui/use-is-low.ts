import { useLayoutEffect, useState, type RefObject } from 'react'

/** Whether an element has less height than that. Renders its caller only when this changes. */
export function useIsLow(element: RefObject<HTMLElement | null>, height: number): boolean {
  const [isLow, setLow] = useState(false)
  useLayoutEffect(() => {
    const { current } = element
    if (current === null) {
      return undefined
    }
    const measure = (): void => {
      const { clientHeight } = current
      // A hidden one has none, and comes back as it was.
      if (clientHeight > 0) {
        setLow(clientHeight < height)
      }
    }
    const sizes = new ResizeObserver(measure)
    measure()
    sizes.observe(current)
    return () => sizes.disconnect()
  }, [element, height])
  return isLow
}
