/** Texts are masked before they are cut to what is shown: half of a secret is still one. */
import { cutMargin } from './limits.ts'
import type { Mask } from './mask.ts'

interface Shown {
  readonly text: string
  /** Characters that are not shown. */
  readonly more: number
}

/** `cut` is how many characters were left out on the way here, behind a margin. */
export function shownText(text: string, limit: number, mask: Mask, cut = 0): Shown {
  const masked = mask(text)
  const more = text.length + cut - limit
  if (more <= 0) {
    return { text: masked, more: 0 }
  }
  // Where it was cut, a part of a secret may stand at its end.
  const safe = cut > 0 ? masked.slice(0, Math.max(0, masked.length - cutMargin)) : masked
  return { text: safe.slice(0, limit), more }
}

/** For a text that was cut to its limit and the margin, by whom it is not known of how many. */
export function shortened(text: string, limit: number, mask: Mask): string {
  const wasCut = text.length >= limit + cutMargin
  const shown = shownText(text, limit, mask, wasCut ? 1 : 0)
  return shown.more > 0 ? `${shown.text}... (shortened)` : shown.text
}
