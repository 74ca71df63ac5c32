import type { Result } from '#preload/contract'
import { useLastRun } from '../host/queries.ts'
import { PushPanel } from '../push/push-panel.tsx'
import { useLater } from '../ui/use-later.ts'

/** Mostly out of sight: drawn after the output, which is what a run is waited for. */
export function PushArea({ source }: { readonly source: Result<'sources.get'> }) {
  'use memo'
  const run = useLater(useLastRun(source.id).data ?? null)
  return <PushPanel source={source} run={run} />
}
