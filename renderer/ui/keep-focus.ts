/**
 * A button that has the focus may be disabled by what it did, or go away: "Accept all", "Cancel",
 * "Revert", the row that is deleted. The browser then gives the focus to the page as a whole, and
 * who works by the keys has to begin anew. So it goes to the nearest that can have it.
 */

const FOCUSABLE = 'a[href], button, input, select, textarea, [tabindex]'

/** A splitter would take the arrow keys, and nobody looks for the focus there. */
const NOT_MEANT = '[role="separator"], [inert] *, [aria-hidden="true"] *'

const OVERLAY = '[role="dialog"], [role="alertdialog"]'

/** Those that had the focus before, for what floats above the page and leaves no place in it. */
const REMEMBERED = 12

interface Place {
  readonly parent: Element
  /** Stood just before it; `null` when it was the first. */
  readonly before: Node | null
}

/** Returns its off. */
export function keepFocus(): () => void {
  let focused: HTMLElement | null = null
  let path: Element[] = []
  let earlier: HTMLElement[] = []
  let isChecking = false

  const onFocus = ({ target }: Event): void => {
    if (target instanceof HTMLElement && target !== document.body) {
      focused = target
      path = ancestorsOf(target)
      earlier = [target, ...earlier.filter((one) => one !== target)].slice(0, REMEMBERED)
    }
  }
  // Who clicks beside everything wants the focus to be nowhere.
  const onPointer = (): void => {
    requestAnimationFrame(() => {
      if (document.activeElement === document.body && focused !== null && canHaveFocus(focused)) {
        focused = null
      }
    })
  }
  const observer = new MutationObserver((records) => {
    if (focused === null || isChecking || canHaveFocus(focused)) {
      return
    }
    const place = focused.isConnected
      ? { parent: focused.parentElement ?? document.body, before: focused }
      : placeIn(records, focused)
    isChecking = true
    // Lists and dialogs know better where their focus belongs, and move it a moment later.
    afterFrames(2, () => {
      isChecking = false
      if (document.activeElement === document.body && focused !== null && !canHaveFocus(focused)) {
        const next = nextOf(place, path) ?? earlier.find(canHaveFocus)
        focused = null
        next?.focus()
      }
    })
  })
  document.addEventListener('focusin', onFocus)
  document.addEventListener('pointerdown', onPointer)
  observer.observe(document, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled'],
  })
  return () => {
    document.removeEventListener('focusin', onFocus)
    document.removeEventListener('pointerdown', onPointer)
    observer.disconnect()
  }
}

function ancestorsOf(element: Element): Element[] {
  const above = element.parentElement
  return above === null ? [] : [above, ...ancestorsOf(above)]
}

function canHaveFocus(element: HTMLElement): boolean {
  return (
    element.isConnected &&
    element.tabIndex >= 0 &&
    !element.matches(':disabled') &&
    !element.matches(NOT_MEANT) &&
    element.checkVisibility({ visibilityProperty: true })
  )
}

/** Where it stood, by the last that was taken out of the page with it inside. */
function placeIn(records: readonly MutationRecord[], gone: Node): Place | null {
  const record = records.findLast(
    ({ target, removedNodes }) =>
      target.isConnected && [...removedNodes].some((node) => node.contains(gone)),
  )
  return record?.target instanceof Element
    ? { parent: record.target, before: record.previousSibling }
    : null
}

/** In the smallest part around the place that has any: the next one, or else the one before. */
function nextOf(place: Place | null, path: readonly Element[]): HTMLElement | undefined {
  const start = place?.parent.isConnected === true ? place.parent : path.find(isThere)
  const before = place?.before?.isConnected === true ? place.before : null
  for (
    let part = start ?? null;
    part !== null && part !== document.body;
    part = part.parentElement
  ) {
    const candidates = [...part.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(canHaveFocus)
    const next = candidates.find((one) => before === null || isAfter(one, before))
    if (candidates.length > 0) {
      return next ?? candidates.at(-1)
    }
    if (part.matches(OVERLAY)) {
      break
    }
  }
  return undefined
}

function isThere(element: Element): boolean {
  return element.isConnected
}

function isAfter(element: Element, before: Node): boolean {
  const { DOCUMENT_POSITION_FOLLOWING: following, DOCUMENT_POSITION_CONTAINED_BY: inside } = Node
  const position = before.compareDocumentPosition(element)
  return (position & following) !== 0 && (position & inside) === 0
}

function afterFrames(count: number, work: () => void): void {
  requestAnimationFrame(() => (count <= 1 ? work() : afterFrames(count - 1, work)))
}
