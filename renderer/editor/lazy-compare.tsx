import { lazyPanel } from '../ui/lazy-part.tsx'

export const CompareTexts = lazyPanel('Loading the comparison', async () => {
  const { MonacoDiff } = await import('./monaco-diff.tsx')
  return MonacoDiff
})
