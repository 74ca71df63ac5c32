/** Moves the focus into a part of the window, once what was just shown is there. */
const FOCUSABLE =
  '[role="tab"][aria-selected="true"], [role="option"][aria-selected="true"], button:not([disabled]), input, textarea, [tabindex="0"]'

/** What is shown may have to be read first; the focus does not jump later than that. */
const PATIENCE_MS = 1000

/** `wanted` where not the first will do, but what is only about to be chosen. */
export function focusWithin(selector: string, wanted = FOCUSABLE): void {
  const until = performance.now() + PATIENCE_MS
  const attempt = (): void => {
    const found = document.querySelector(selector)?.querySelector<HTMLElement>(wanted)
    // Not in a tab that is about to be shown, where nothing can have the focus yet.
    if (found != null && found.offsetParent !== null) {
      found.focus()
    } else if (performance.now() < until) {
      requestAnimationFrame(attempt)
    }
  }
  requestAnimationFrame(attempt)
}
