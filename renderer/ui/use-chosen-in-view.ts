/**
 * Keeps the chosen row of a list in view, whole: when another one is chosen (by a click, a key, its
 * arrival, from the palette), when rows come or go, and when the list gets another size.
 */
import { useEffect, useRef, type RefObject } from 'react'

const ARROWS: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown'])

export function useChosenInView<T extends HTMLElement>(): RefObject<T | null> {
  const list = useRef<T>(null)
  useEffect(() => {
    const element = list.current
    if (element === null) {
      return undefined
    }
    const show = (): void => {
      element
        .querySelector('[role="option"][aria-selected="true"]')
        ?.scrollIntoView({ block: 'nearest' })
    }
    const sizes = new ResizeObserver(show)
    sizes.observe(element)
    const rows = new MutationObserver((records) => {
      // What changes within a row, such as its age, is no reason to scroll.
      if (records.some(({ type, target }) => type === 'attributes' || target === element)) {
        show()
      }
    })
    rows.observe(element, { childList: true, subtree: true, attributeFilter: ['aria-selected'] })
    // At either end an arrow chooses nothing, and the browser would scroll by the rest of the list.
    // Its scrolling takes a while, also over a choice that comes meanwhile: the next one is cut.
    const keepStill = (event: KeyboardEvent): void => {
      const isOnRow = event.target instanceof Element && event.target.role === 'option'
      if (isOnRow && element.contains(event.target) && ARROWS.has(event.key)) {
        event.preventDefault()
      }
    }
    document.addEventListener('keydown', keepStill)
    return () => {
      sizes.disconnect()
      rows.disconnect()
      document.removeEventListener('keydown', keepStill)
    }
  }, [])
  return list
}
