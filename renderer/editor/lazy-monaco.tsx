/** Monaco is most of the bundle: the window is drawn first and the editors appear in it. */
import { lazy, Suspense } from 'react'
import { Skeleton } from '../ui/state.tsx'
import type { MonacoTextProps } from './monaco-text.tsx'

const MonacoText = lazy(async () => {
  const module = await import('./monaco-text.tsx')
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
