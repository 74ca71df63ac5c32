/**
 * What is typed is kept by the page in its storage, which Chromium writes to the disk some seconds
 * later: a process that is killed would take those seconds along. So they are written out sooner.
 */
import type { WebContents } from 'electron'

/** After the page itself has written, which is a moment after the last key. */
const FLUSH_AFTER_MS = 1_000

const TYPING = new Set<string>(['keyDown', 'rawKeyDown', 'char', 'mouseUp'])

export function keepDrafts(contents: WebContents): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let lastAt = 0
  const flush = (): void => {
    timer = undefined
    if (contents.isDestroyed()) {
      return
    }
    contents.session.flushStorageData()
    if (performance.now() - lastAt < FLUSH_AFTER_MS) {
      timer = setTimeout(flush, FLUSH_AFTER_MS)
    }
  }
  contents.on('input-event', (_event, { type }) => {
    if (TYPING.has(type)) {
      lastAt = performance.now()
      timer ??= setTimeout(flush, FLUSH_AFTER_MS)
    }
  })
}
