import { lazy, Suspense } from 'react'
import { Skeleton } from '../ui/state.tsx'
import type { MonacoDiffProps } from './monaco-diff.tsx'

const MonacoDiff = lazy(async () => {
  const module = await import('./monaco-diff.tsx')
  return { default: module.MonacoDiff }
})

export function CompareTexts(props: MonacoDiffProps) {
  return (
    <Suspense fallback={<Skeleton label="Loading the comparison" />}>
      <MonacoDiff {...props} />
    </Suspense>
  )
}
