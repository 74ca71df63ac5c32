/** Presses the button of a part that was just brought into sight: what it opens stands beside it. */
import type { ActionId } from '#preload/actions'

/** As long as a part may take to be there; nothing opens by surprise after that. */
const PATIENCE_MS = 1500

export function pressPart(id: ActionId): void {
  const until = performance.now() + PATIENCE_MS
  const attempt = (): void => {
    const button = document.querySelector<HTMLElement>(`[data-part="${id}"]`)
    // Once the palette is gone, which gives the focus back as it closes.
    const isReady = document.querySelector('.overlay') === null && button?.offsetParent != null
    if (isReady) {
      button.focus()
      button.click()
    } else if (performance.now() < until) {
      requestAnimationFrame(attempt)
    }
  }
  requestAnimationFrame(attempt)
}
