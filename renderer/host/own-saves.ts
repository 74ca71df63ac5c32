/**
 * Saves of code and sample. The core tells everybody of them, and this page of its own before it
 * answers them: what the answer brings is not asked for once more.
 */
import type { QueryClient } from '@tanstack/react-query'
import type { Result } from '#preload/contract'
import { queryKeys } from './query-keys.ts'

type Source = Result<'sources.get'>

/** Of this page, not answered yet. */
const underWay = new Map<string, Set<Promise<unknown>>>()

/** `save` ends when its answer is among the snapshots. */
export async function ownSave<T>(sourceId: string, save: () => Promise<T>): Promise<T> {
  const saves = underWay.get(sourceId) ?? new Set()
  const saving = save()
  underWay.set(sourceId, saves.add(saving))
  try {
    return await saving
  } finally {
    saves.delete(saving)
    if (saves.size === 0) {
      underWay.delete(sourceId)
    }
  }
}

/** `saved` is what the source is since. Nothing else of it has changed, and so nothing is asked. */
export async function learnSave(
  client: QueryClient,
  sourceId: string,
  saved: Pick<Source, 'version' | 'updatedAt'>,
): Promise<void> {
  await Promise.allSettled(underWay.get(sourceId) ?? new Set<Promise<unknown>>())
  const known = client.getQueryData<Source>(queryKeys.source(sourceId))
  const isKnown =
    known !== undefined && known.version >= saved.version && known.updatedAt >= saved.updatedAt
  if (!isKnown) {
    await client.invalidateQueries({ queryKey: queryKeys.source(sourceId) })
  }
}
