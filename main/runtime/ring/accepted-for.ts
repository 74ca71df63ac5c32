/** What was accepted for payloads, read so that others have their turn: it may be many megabytes. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Baseline, BaselinesRepo } from '#main/store/baselines-repo'

/** Characters that are read in a few milliseconds. */
const MOST = 2_000_000

export async function acceptedFor(
  baselines: Pick<BaselinesRepo, 'find'>,
  sourceId: string,
  keys: readonly string[],
): Promise<Map<string, Baseline>> {
  const found = new Map<string, Baseline>()
  let size = 0
  for (const key of keys) {
    const baseline = baselines.find(sourceId, key)
    if (baseline !== undefined) {
      found.set(key, baseline)
      size += baseline.json.length
    }
    if (size > MOST) {
      // oxlint-disable-next-line no-await-in-loop -- that is the point of it
      await nextTurn()
      size = 0
    }
  }
  return found
}
