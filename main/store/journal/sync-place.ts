/**
 * Where a sync of the journal is waited for. Another thread is the rule: a disk may take long, and
 * the process must not stand still. But to wake that thread, and be woken by it, takes longer than
 * the sync itself where that takes a tenth of a millisecond; in a burst on such a disk, it is done
 * in place, as long as it stays quick.
 */

export interface SyncPlace {
  /** Whether the sync that comes now is to be done in place. */
  isHere(): boolean
  /** How long the last one took, wherever. */
  took(ms: number): void
}

/** With the way to the other thread and back. */
const QUICK_MS = 1

/** So many quick ones, each soon after the other, are a burst on a quick disk. */
const STREAK = 32
const BURST_GAP_MS = 50

/** After a slow one, so many times its length go by the other thread: a fiftieth is lost at most. */
const REST_FACTOR = 50

export function createSyncPlace(now: () => number = () => performance.now()): SyncPlace {
  let streak = 0
  let restsUntil = 0
  let lastAt = 0

  return {
    isHere: () => streak >= STREAK && now() - lastAt < BURST_GAP_MS,
    took(ms) {
      const before = lastAt
      lastAt = now()
      if (ms > QUICK_MS) {
        streak = 0
        restsUntil = lastAt + ms * REST_FACTOR
      } else if (lastAt < restsUntil || lastAt - ms - before > BURST_GAP_MS) {
        streak = 0
      } else {
        streak += 1
      }
    },
  }
}
