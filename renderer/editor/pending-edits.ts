/**
 * Large texts are handed on a moment after the last key, because reading them out of the editor
 * takes a while. Who is about to use the text asks for it at once.
 */
const flushers = new Set<() => void>()

export function onFlush(flush: () => void): () => void {
  flushers.add(flush)
  return () => flushers.delete(flush)
}

export function flushPendingEdits(): void {
  for (const flush of flushers) {
    flush()
  }
}
