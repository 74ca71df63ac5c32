/**
 * What must be true when a batch is journaled: this process is the one that captures, and the rings
 * take the events. What was found true stays so until something in the database changes, and to ask
 * for that is one small query for each batch instead of several.
 */
import type { EventsRepo } from '#main/store/events-repo'
import { AppError } from '#preload/errors'

export interface BatchChecks {
  /** To be called before those below, whenever the database may have changed. */
  lookAgain(): void
  /** Throws as `EventsRepo.admit`. */
  admit(sourceId: string): void
  /** Two that write to the journal would give their events the same sequences. */
  refuseWhenTakenOver(): void
}

/** `isOurs`: no other process has begun to use the journal. */
export function createBatchChecks(
  events: Pick<EventsRepo, 'admit' | 'revision'>,
  isOurs: () => boolean,
): BatchChecks {
  const admitted = new Set<string>()
  let isKnownOurs = false
  let foundAt: string | undefined

  return {
    lookAgain() {
      const now = events.revision()
      if (now !== foundAt) {
        foundAt = now
        admitted.clear()
        isKnownOurs = false
      }
    },
    admit(sourceId) {
      if (!admitted.has(sourceId)) {
        events.admit(sourceId)
        admitted.add(sourceId)
      }
    },
    refuseWhenTakenOver() {
      isKnownOurs ||= isOurs()
      if (!isKnownOurs) {
        throw new AppError('capture_owned', 'Another process captures webhooks now.')
      }
    },
  }
}
