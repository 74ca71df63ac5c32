/** The editors that are on the screen, so that the focus can be moved into one from anywhere. */
interface Mounted {
  readonly documentId: () => string
  readonly focus: () => void
}

const mounted = new Set<Mounted>()

/** Returns its off. */
export function mountEditor(editor: Mounted): () => void {
  mounted.add(editor)
  return () => void mounted.delete(editor)
}

/** By the start of its document's name, such as `payload:`; once it is shown. */
export function focusEditor(prefix: string): void {
  requestAnimationFrame(() => {
    const found = [...mounted].find(({ documentId }) => documentId().startsWith(prefix))
    found?.focus()
  })
}
