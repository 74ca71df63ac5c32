import { lazy, Suspense } from 'react'
import { Skeleton } from '../ui/state.tsx'

const MonacoDiff = lazy(async () => {
  const module = await import('./monaco-diff.tsx')
  return { default: module.MonacoDiff }
})

export function CompareTexts(props: { original: string; modified: string }) {
  return (
    <Suspense fallback={<Skeleton label="Loading the comparison" />}>
      <MonacoDiff {...props} />
    </Suspense>
  )
}
