/** Drafts of the pages of browser mode, so that they outlive a change of the port. */
import type { DraftsRepo } from '#main/store/drafts-repo'
import type { Draft } from '#preload/model/drafts'

/** Until then a browser may come back with an older draft, which must not be taken for news. */
const TAKEN_BACK_KEPT_MS = 90 * 24 * 60 * 60_000

export interface DraftService {
  list(): Draft[]
  keep(draft: Draft): void
}

export interface DraftDependencies {
  readonly drafts: DraftsRepo
  /** Throws `not_found` for a source that is gone. */
  getSource(sourceId: string): unknown
}

export function createDraftService({ drafts, getSource }: DraftDependencies): DraftService {
  drafts.purge(Date.now() - TAKEN_BACK_KEPT_MS)
  return {
    list: () => drafts.list(),
    keep(draft) {
      getSource(draft.sourceId)
      drafts.keep(draft)
    },
  }
}
