/** Writes in goes that each take a few milliseconds; between them others have their turn. */
import { setImmediate as nextTurn } from 'node:timers/promises'

/** Characters that are on the disk before anybody notices. */
const MOST = 2_000_000

export async function inBatches<T>(
  items: readonly T[],
  sizeOf: (item: T) => number,
  write: (batch: readonly T[]) => void,
): Promise<void> {
  let batch: T[] = []
  let size = 0
  for (const item of items) {
    if (batch.length > 0 && size + sizeOf(item) > MOST) {
      write(batch)
      // oxlint-disable-next-line no-await-in-loop -- that is the point of it
      await nextTurn()
      batch = []
      size = 0
    }
    batch.push(item)
    size += sizeOf(item)
  }
  if (batch.length > 0) {
    write(batch)
  }
}
