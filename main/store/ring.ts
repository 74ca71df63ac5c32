/** Which events of a source give way to newer ones, inside the transaction that adds those. */
import type { Database } from './database.ts'

/** How many events of a source are kept; the oldest gives way (both vendor eras keep 10). */
export const RING_SIZE = 10

/** How many of those that gave way last can still be brought back. */
const EVICTED_KEPT = 3

export interface Ring {
  /** To be called before events are added. */
  enter(sourceId: string): EnteredRing
}

export interface EnteredRing {
  /** How many of those that are added now stay, if only to be brought back: the newest. */
  readonly stay: number
  /** To be called after events were added: the oldest go. Ids, oldest first. */
  evict(): string[]
}

interface Mark {
  sequence: number
  pinned: number
  gone: 'evicted' | 'deleted' | null
  gone_at: number | null
}

/**
 * Runs for every webhook: a few look-ups by key and the choice in JavaScript cost a third of
 * what one statement with its subqueries does.
 */
export function createRing(database: Database): Ring {
  const marksOf = database.prepare<[string], Mark>(
    'SELECT sequence, pinned, gone, gone_at FROM event_marks WHERE source_id = ?',
  )
  // The index alone answers this.
  const sequencesOf = database
    .prepare<[string], number>(
      'SELECT sequence FROM captured_events WHERE source_id = ? ORDER BY sequence DESC',
    )
    .pluck()
  const idOf = database
    .prepare<[number], string>('SELECT id FROM captured_events WHERE sequence = ?')
    .pluck()
  const mark = database.prepare(
    `INSERT INTO event_marks (source_id, sequence, gone, gone_at) VALUES (?, ?, 'evicted', ?)
     ON CONFLICT DO UPDATE SET gone = 'evicted', gone_at = excluded.gone_at`,
  )
  const unmark = database.prepare('DELETE FROM event_marks WHERE source_id = ? AND sequence = ?')
  const remove = database
    .prepare<[number], string>('DELETE FROM captured_events WHERE sequence = ? RETURNING id')
    .pluck()

  function evict(sourceId: string, marks: readonly Mark[], places: number): string[] {
    const special = new Set<number>()
    for (const { sequence, pinned, gone } of marks) {
      if (pinned === 1 || gone !== null) {
        special.add(sequence)
      }
    }
    const ordinary = sequencesOf.all(sourceId).filter((sequence) => !special.has(sequence))
    const overflow = ordinary.slice(places)
    const kept = overflow.slice(0, EVICTED_KEPT)
    for (const { sequence } of evictedBefore(marks).slice(EVICTED_KEPT - kept.length)) {
      unmark.run(sourceId, sequence)
      remove.get(sequence)
    }
    const now = Date.now()
    const noted = marks.filter(({ gone }) => gone === null)
    return overflow
      .map((sequence, index) => {
        if (index < EVICTED_KEPT) {
          mark.run(sourceId, sequence, now)
          return idOf.get(sequence) ?? ''
        }
        if (noted.some((one) => one.sequence === sequence)) {
          unmark.run(sourceId, sequence)
        }
        return remove.get(sequence) ?? ''
      })
      .toReversed()
  }

  return {
    enter(sourceId) {
      const marks = marksOf.all(sourceId)
      const pinned = marks.filter((one) => one.pinned === 1 && one.gone === null).length
      const places = Math.max(0, RING_SIZE - pinned)
      return { stay: places + EVICTED_KEPT, evict: () => evict(sourceId, marks, places) }
    },
  }
}

/** The last one first. */
function evictedBefore(marks: readonly Mark[]): Mark[] {
  return marks
    .filter(({ gone }) => gone === 'evicted')
    .toSorted((a, b) => (b.gone_at ?? 0) - (a.gone_at ?? 0) || b.sequence - a.sequence)
}
