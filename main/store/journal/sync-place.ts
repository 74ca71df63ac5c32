/**
 * Where a sync of the journal is waited for. Another thread is the rule: a disk may take long, and
 * the process must not stand still. But to wake that thread, and be woken by it, takes longer than
 * the sync itself where that takes a tenth of a millisecond; in a burst on such a disk, it is done
 * in place, as long as it stays quick.
 */

export interface SyncPlace {
  /** Whether the sync that comes now is to be done in place. */
  isHere(): boolean
  /** How long it took, and what `isHere` said of it. */
  took(ms: number, wasHere: boolean): void
}

/** With the way to the other thread and back. */
const QUICK_MS = 1

/** So many quick ones, each soon after the other, are a burst on a quick disk. */
const STREAK = 32
const BURST_GAP_MS = 50

/** After a slow one in place, so many times its length go elsewhere: a fiftieth is lost at most. */
const REST_FACTOR = 50

export function createSyncPlace(now: () => number = () => performance.now()): SyncPlace {
  let streak = 0
  let restsUntil = 0
  let lastAt = 0

  return {
    isHere: () => streak >= STREAK && now() - lastAt < BURST_GAP_MS,
    took(ms, wasHere) {
      const before = lastAt
      lastAt = now()
      if (ms > QUICK_MS) {
        streak = 0
        // One of the other thread held nobody up, and must not shorten a rest by its own.
        if (wasHere) {
          restsUntil = lastAt + ms * REST_FACTOR
        }
      } else if (lastAt < restsUntil || lastAt - ms - before > BURST_GAP_MS) {
        streak = 0
      } else {
        streak += 1
      }
    },
  }
}
