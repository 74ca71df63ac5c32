/**
 * The keys of the catalogue, in the whole window, from the page's first script on: what is asked
 * for before the window is there is done when it is.
 */
import { allActions, type ActionId } from '#preload/actions'
import { combinationOf } from '../../ui/keys.ts'

type Run = (id: ActionId) => void

const byKeys = new Map<string, ActionId>(
  allActions.flatMap(({ keys, id }) => (keys === undefined ? [] : [[keys, id]])),
)

/** Where a sign without a modifier is text. */
const TEXT = 'input, textarea, select, [contenteditable], .monaco-editor'

const waiting: ActionId[] = []
let run: Run = (id) => void waiting.push(id)

/** Before anything else sees the key, so that they work inside the editors too. */
export function listenToActionKeys(): void {
  window.addEventListener('keydown', onKeyDown, { capture: true })
}

function onKeyDown(event: KeyboardEvent): void {
  const keys = combinationOf(event)
  const id = keys === null ? undefined : byKeys.get(keys)
  if (
    id === undefined ||
    event.repeat ||
    document.querySelector('.overlay, .connection-cover') !== null
  ) {
    return
  }
  const isPlain = keys?.includes('+') === false
  if (isPlain && event.target instanceof Element && event.target.closest(TEXT) !== null) {
    return
  }
  // Taken even when there is nothing to do: the browser's own Save helps nobody here.
  event.preventDefault()
  event.stopPropagation()
  run(id)
}

/** From here on somebody does them, first those that waited. Returns its off. */
export function takeActionKeys(next: Run): () => void {
  const before = run
  run = next
  // Once all that is being drawn has said what it can do.
  setTimeout(() => waiting.splice(0).forEach((id) => run(id)))
  return () => void (run = before)
}
