/** Monaco is most of the bundle: the window is drawn first and the editors appear in it. */
import { lazyPanel } from '../ui/lazy-part.tsx'
import type * as MonacoTextModule from './monaco-text.tsx'

let loading: Promise<typeof MonacoTextModule> | undefined

/** Begun with the page, so that it is fetched while the window waits for the core. */
export function loadEditor(): Promise<typeof MonacoTextModule> {
  loading ??= import('./monaco-text.tsx').catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

/** Not by `Suspense`: React holds back for 300 ms what takes the place of a fallback. */
export const TextEditor = lazyPanel('Loading the editor', async () => {
  const { MonacoText } = await loadEditor()
  return MonacoText
})
