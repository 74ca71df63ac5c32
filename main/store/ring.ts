/** Which events of a source give way to newer ones, inside the transaction that adds those. */
import { AppError } from '#preload/errors'
import type { Database } from './database.ts'

/** How many events of a source are kept; the oldest gives way (both vendor eras keep 10). */
export const RING_SIZE = 10

/** How many of those that gave way can still be brought back. */
const EVICTED_KEPT = 10

export interface Ring {
  /** Places that pinned events leave; throws `conflict` when there is none. */
  roomFor(sourceId: string): number
  /** Leaves the newest `places` of the events that are not pinned. Ids, oldest first. */
  evict(sourceId: string, places: number): string[]
}

export function createRing(database: Database): Ring {
  const countPinned = database
    .prepare<[string], number>(
      'SELECT count(*) FROM event_marks WHERE source_id = ? AND pinned = 1 AND gone IS NULL',
    )
    .pluck()
  // A sequence ends every index entry: of those that stay, no row is read.
  const overflow = database.prepare<[string, number], { id: string; sequence: number }>(
    `SELECT e.id, e.sequence FROM captured_events e
     WHERE e.source_id = ? AND NOT EXISTS (
       SELECT 1 FROM event_marks m WHERE m.source_id = e.source_id AND m.sequence = e.sequence
         AND (m.pinned = 1 OR m.gone IS NOT NULL))
     ORDER BY e.sequence DESC LIMIT -1 OFFSET ?`,
  )
  const mark = database.prepare(
    `INSERT INTO event_marks (source_id, sequence, gone, gone_at) VALUES (?, ?, 'evicted', ?)
     ON CONFLICT DO UPDATE SET gone = 'evicted', gone_at = excluded.gone_at`,
  )
  const forget = database
    .prepare<[string, string], number>(
      `DELETE FROM event_marks WHERE source_id = ? AND sequence IN (
         SELECT sequence FROM event_marks WHERE source_id = ? AND gone = 'evicted'
         ORDER BY gone_at DESC, sequence DESC LIMIT -1 OFFSET ${EVICTED_KEPT})
       RETURNING sequence`,
    )
    .pluck()
  const remove = database.prepare('DELETE FROM captured_events WHERE sequence = ?')

  return {
    roomFor(sourceId) {
      const room = RING_SIZE - (countPinned.get(sourceId) ?? 0)
      if (room <= 0) {
        throw new AppError('conflict', `All ${RING_SIZE} events that are kept are pinned.`, {
          hint: 'Unpin or delete one of them to make room.',
        })
      }
      return room
    },
    evict(sourceId, places) {
      const rows = overflow.all(sourceId, places)
      if (rows.length === 0) {
        return []
      }
      const now = Date.now()
      rows.forEach(({ sequence }, index) => {
        if (index < EVICTED_KEPT) {
          mark.run(sourceId, sequence, now)
        } else {
          remove.run(sequence)
        }
      })
      for (const sequence of forget.all(sourceId, sourceId)) {
        remove.run(sequence)
      }
      return rows.map(({ id }) => id).toReversed()
    },
  }
}
