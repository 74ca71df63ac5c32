/**
 * The editor first: the code can be typed in as soon as Monaco and the source's text are there. The
 * window's own script, which takes as long again, is run after it.
 */
import type { EarlyText } from '../editor/early-text.ts'
import type { FirstView } from '../host/first-answers.ts'
import { placeForCode } from './early-frame.ts'
import { markReady } from './mark-ready.ts'

/** From then on the window does not wait for it: over a slow line Monaco comes much later. */
const WITHIN_MS = 1000

/** A page that is not seen draws no frames. */
const DRAWN_WITHIN_MS = 100

export interface FirstParts {
  /** What the window begins with; `undefined` where that is not a source's code. */
  readonly view: Promise<FirstView | undefined>
  /** What was typed last can be read. */
  readonly drafts: Promise<unknown>
  /** Monaco has been read: the next script can be, without being in its way. */
  readonly onLoaded: () => Promise<unknown>
}

/** `undefined` where the window has to make it itself. */
export async function openFirstEditor(parts: FirstParts): Promise<EarlyText | undefined> {
  let isLate = false
  const late = new Promise<undefined>((resolve) => {
    setTimeout(() => {
      isLate = true
      resolve(undefined)
    }, WITHIN_MS)
  })
  // Where the window needs it and it did not come, the window says so.
  const opened = open(parts, () => isLate).catch(() => undefined)
  const early = await Promise.race([opened, late])
  if (early !== undefined) {
    markReady()
    // The window's script keeps the page busy: the text is seen before that. However long it takes,
    // what is open is taken over: a window that does not know of it would lose focus and keys.
    await drawn()
  }
  return early
}

async function open(
  { view, drafts, onLoaded }: FirstParts,
  isLate: () => boolean,
): Promise<EarlyText | undefined> {
  const loading = import('../editor/early-text.ts')
  // Whoever needs it next says that it did not come.
  loading.then(onLoaded).catch(() => undefined)
  const [first] = await Promise.all([view, drafts])
  if (first === undefined) {
    return undefined
  }
  const { openEarlyText } = await loading
  const place = isLate() ? undefined : placeForCode(first)
  if (place === undefined) {
    return undefined
  }
  return openEarlyText(place, first.source)
}

function drawn(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve))
    setTimeout(resolve, DRAWN_WITHIN_MS)
  })
}
