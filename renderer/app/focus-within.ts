/** Moves the focus into a part of the window, once what was just shown is there. */
const FOCUSABLE =
  '[role="tab"][aria-selected="true"], button:not([disabled]), input, textarea, [tabindex="0"]'

export function focusWithin(selector: string): void {
  requestAnimationFrame(() => {
    document.querySelector(selector)?.querySelector<HTMLElement>(FOCUSABLE)?.focus()
  })
}
