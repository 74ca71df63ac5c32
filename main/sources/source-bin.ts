/**
 * Deleted sources: kept for some minutes with all that belongs to them, so that a deletion can be
 * undone, and removed for good after that, or when the process that deleted them ends.
 */
import type { EventBus } from '#main/core/event-bus'
import type { SourcesRepo } from '#main/store/sources-repo'
import { AppError } from '#preload/errors'
import type { Source } from '#preload/model'
import { slugFor } from './slug.ts'

const KEPT_MS = 10 * 60_000

export interface SourceBin {
  discard(sourceId: string): void
  /** With another slug when its own was taken in the meantime. */
  restore(sourceId: string): Source
  dispose(): void
}

export interface SourceBinDependencies {
  readonly sources: Pick<
    SourcesRepo,
    'discard' | 'findBySlug' | 'findDiscarded' | 'restore' | 'purge' | 'purgeOne'
  >
  /** Throws `not_found` for a source that is gone. */
  get(sourceId: string): Source
  readonly bus: Pick<EventBus, 'publish'>
}

export function createSourceBin({ sources, get, bus }: SourceBinDependencies): SourceBin {
  const own = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Also of what a process left behind that was killed. */
  function sweep(): void {
    clearTimeout(timer)
    const wait = purge()
    if (wait !== null) {
      timer = setTimeout(sweep, wait).unref()
    }
  }

  /** How long until there is more to remove; `null` when there is nothing. */
  function purge(): number | null {
    try {
      const oldest = sources.purge(new Date(Date.now() - KEPT_MS).toISOString())
      // Never more than that: the clock may have been set back.
      return oldest === null
        ? null
        : Math.min(Date.parse(oldest) + KEPT_MS - Date.now(), KEPT_MS) + 1
    } catch {
      // A full disk or a database that is held: nobody waits for it to be gone.
      return KEPT_MS
    }
  }
  sweep()

  return {
    discard(sourceId) {
      get(sourceId)
      sources.discard(sourceId, new Date().toISOString())
      own.add(sourceId)
      sweep()
      bus.publish('sources.changed', { sourceId })
    },
    restore(sourceId) {
      const discarded = sources.findDiscarded(sourceId)
      if (discarded === undefined) {
        throw new AppError('not_found', 'This source cannot be brought back any more.', {
          hint: `A deletion can be undone for ${KEPT_MS / 60_000} minutes, while Hookbench runs.`,
        })
      }
      const isTaken = (slug: string): boolean => sources.findBySlug(slug) !== undefined
      const { name, slug } = discarded
      sources.restore(sourceId, isTaken(slug) ? slugFor(name, isTaken) : slug)
      own.delete(sourceId)
      bus.publish('sources.changed', { sourceId })
      return get(sourceId)
    },
    dispose() {
      clearTimeout(timer)
      try {
        for (const sourceId of own) {
          sources.purgeOne(sourceId)
        }
      } catch {
        // The next start does it: what else has to end here must not be kept from it.
      }
    },
  }
}
