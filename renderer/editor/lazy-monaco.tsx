/** Monaco is most of the bundle: the window is drawn first and the editors appear in it. */
import { lazy, Suspense } from 'react'
import { Skeleton } from '../ui/state.tsx'
import type * as MonacoTextModule from './monaco-text.tsx'
import type { MonacoTextProps } from './monaco-text.tsx'

let loading: Promise<typeof MonacoTextModule> | undefined

/** Begun with the page, so that it is fetched while the window waits for the core. */
export function loadEditor(): Promise<typeof MonacoTextModule> {
  return (loading ??= import('./monaco-text.tsx'))
}

const MonacoText = lazy(async () => {
  const module = await loadEditor()
  return { default: module.MonacoText }
})

export function TextEditor(props: MonacoTextProps) {
  return (
    <Suspense
      fallback={
        <div className="editor-fallback">
          <Skeleton label={`Loading ${props.label}`} />
        </div>
      }
    >
      <MonacoText {...props} />
    </Suspense>
  )
}
