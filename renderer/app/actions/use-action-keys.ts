/** The keys of the catalogue, in the whole window. */
import { useEffect } from 'react'
import { allActions, type ActionId } from '#preload/actions'
import { combinationOf } from '../../ui/keys.ts'
import { runOrSay } from './run-or-say.ts'

const byKeys = new Map<string, ActionId>(
  allActions.flatMap(({ keys, id }) => (keys === undefined ? [] : [[keys, id]])),
)

/** Where a sign without a modifier is text. */
const TEXT = 'input, textarea, select, [contenteditable], .monaco-editor'

/** Before anything else sees the key, so that they work inside the editors too. */
export function useActionKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
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
      runOrSay(id)
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}
