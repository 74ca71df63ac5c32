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
      document.addEventListener('click', countAsKeyboard, { capture: true, once: true })
      button.click()
    } else if (performance.now() < until) {
      requestAnimationFrame(attempt)
    }
  }
  requestAnimationFrame(attempt)
}

/**
 * React Aria takes the click of a script for that of a screen reader, for which a dialog leaves its
 * focus to the body until all transitions have ended: Escape would not be heard. Its own listener,
 * which is older, has seen the click before this one.
 */
function countAsKeyboard(): void {
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Unidentified' }))
}
