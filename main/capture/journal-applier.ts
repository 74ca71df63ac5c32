/**
 * Brings journaled events into the database, soon after their senders were answered: at once
 * when it is quiet, and many together in a burst.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { BUSY_TIMEOUT_MS } from '#main/store/busy-timeout'
import type { Committed } from '#main/store/event-inserts'
import type { EventsRepo } from '#main/store/events-repo'
import type { JournaledEvent } from '#main/store/journal/record'
import { isLocked } from '#main/store/store-failure'

export type AppliedEvents = Pick<EventsRepo, 'apply' | 'sync'>

export interface JournalApplier {
  push(entries: readonly JournaledEvent[]): void
  /** Brings in what waits; throws what the database says, and tries again later by itself. */
  apply(): void
  /** Whether the database refused the last time, other than because another process holds it. */
  readonly isRefused: boolean
  /**
   * Resolves when all of it survives a loss of power by the database alone. Waits for a process
   * that holds the database as long as a statement would, but holds nobody up.
   */
  applyDurably(): Promise<void>
  /** Does not try by itself any more. */
  rest(): void
}

/** The eye sees no difference; of a burst, each time writes what the rings keep in the end. */
const INTERVAL_MS = 20

/** Another process may hold the database, or the disk may be full, for a while. */
const RETRY_MS = 250

export function createJournalApplier(
  events: AppliedEvents,
  onCommitted: (committed: Committed) => void,
  onFailure: (error: unknown) => void,
): JournalApplier {
  let waiting: JournaledEvent[] = []
  let timer: NodeJS.Timeout | undefined
  let appliedAt = 0
  let failure: unknown

  function apply(): void {
    clearTimeout(timer)
    timer = undefined
    if (waiting.length === 0) {
      return
    }
    let committed: Committed
    try {
      committed = events.apply(waiting)
    } catch (error) {
      timer = setTimeout(applyLater, RETRY_MS)
      if (failure === undefined) {
        onFailure(error)
      }
      failure = error
      throw error
    }
    failure = undefined
    waiting = []
    appliedAt = performance.now()
    try {
      onCommitted(committed)
    } catch (error) {
      // The events are stored; those after them must not wait for ever.
      onFailure(error)
    }
  }

  function applyLater(): void {
    try {
      apply()
    } catch {
      // Told of, and tried again.
    }
  }

  return {
    get isRefused() {
      return failure !== undefined && !isLocked(failure)
    },
    push(entries) {
      if (entries.length === 0) {
        return
      }
      // One by one: what an ended process left is more than a call takes arguments.
      for (const entry of entries) {
        waiting.push(entry)
      }
      timer ??= setTimeout(applyLater, Math.max(0, appliedAt + INTERVAL_MS - performance.now()))
    },
    apply,
    async applyDurably() {
      const until = performance.now() + BUSY_TIMEOUT_MS
      for (;;) {
        try {
          apply()
          break
        } catch (error) {
          if (!isLocked(error) || performance.now() > until) {
            throw error
          }
        }
        await wait(RETRY_MS)
      }
      await events.sync()
    },
    rest() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
