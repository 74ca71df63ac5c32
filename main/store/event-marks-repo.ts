/** SQL for what the user does to captured events: pins, notes, deletions and their undoing. */
import { AppError } from '#preload/errors'
import type { CapturedEventSummary } from '#preload/model'
import type { Database } from './database.ts'
import { SUMMARY_COLUMNS, summaryFromRow, type SummaryRow } from './events-repo.ts'
import { RING_SIZE } from './ring.ts'

/** Each `undefined`: there is no such event. */
export interface EventMarksRepo {
  /** Throws `conflict` when the whole ring is pinned already. */
  setPinned(eventId: string, pinned: boolean): CapturedEventSummary | undefined
  setNote(eventId: string, note: string): CapturedEventSummary | undefined
  /** The deletion before it is made final. */
  delete(eventId: string): { sourceId: string } | undefined
  /** Ids of what was there. The deletion before it is made final, unless nothing was there. */
  clear(sourceId: string): string[]
  /** Newest first. */
  deleted(sourceId: string): CapturedEventSummary[]
  /** The event that gave way last, as long as it is kept. */
  evicted(sourceId: string): CapturedEventSummary | undefined
  /** What the last deletion took; its pins count again, over the size of the ring if need be. */
  restore(sourceId: string): CapturedEventSummary[]
  /** Throws `conflict` when the whole ring is pinned. */
  undoEviction(sourceId: string): CapturedEventSummary | undefined
  /** Makes deletions final: of one source, or all that are older than a time (milliseconds). */
  purge(which: { readonly sourceId: string } | { readonly before: number }): void
  /** Whether every place of the ring is taken by a pinned event. */
  isFull(sourceId: string): boolean
}

interface Place {
  source_id: string
  sequence: number
}

export function createEventMarksRepo(database: Database): EventMarksRepo {
  const place = database.prepare<[string], Place>(
    'SELECT source_id, sequence FROM present_events WHERE id = ?',
  )
  const present = database.prepare<[number], SummaryRow>(
    `SELECT ${SUMMARY_COLUMNS} FROM present_events WHERE sequence = ?`,
  )
  const places = database.prepare<[string], Place & { id: string }>(
    'SELECT id, source_id, sequence FROM present_events WHERE source_id = ? ORDER BY sequence',
  )
  const gone = database.prepare<[string, string], SummaryRow & Place>(
    `SELECT e.sequence, e.id, e.source_id, e.number, e.received_at, e.method, e.path, e.query,
       e.content_type, e.title, e.size, m.pinned, m.note
     FROM event_marks m JOIN captured_events e ON e.sequence = m.sequence
     WHERE m.source_id = ? AND m.gone = ? ORDER BY m.gone_at DESC, m.sequence DESC`,
  )
  const setPinned = database.prepare(
    `INSERT INTO event_marks (source_id, sequence, pinned) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET pinned = excluded.pinned`,
  )
  const setNote = database.prepare(
    `INSERT INTO event_marks (source_id, sequence, note) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET note = excluded.note`,
  )
  const setGone = database.prepare(
    `INSERT INTO event_marks (source_id, sequence, gone, gone_at) VALUES (?, ?, 'deleted', ?)
     ON CONFLICT DO UPDATE SET gone = 'deleted', gone_at = excluded.gone_at`,
  )
  const bringBack = database.prepare(
    'UPDATE event_marks SET gone = NULL, gone_at = NULL WHERE source_id = ? AND sequence = ?',
  )
  const tidy = database.prepare(
    `DELETE FROM event_marks
     WHERE source_id = ? AND sequence = ? AND pinned = 0 AND note = '' AND gone IS NULL`,
  )
  const forgetOf = database
    .prepare<[string], number>(
      `DELETE FROM event_marks WHERE source_id = ? AND gone = 'deleted' RETURNING sequence`,
    )
    .pluck()
  const forgetBefore = database
    .prepare<[number], number>(
      `DELETE FROM event_marks WHERE gone = 'deleted' AND gone_at < ? RETURNING sequence`,
    )
    .pluck()
  const remove = database.prepare('DELETE FROM captured_events WHERE sequence = ?')
  const countPinned = database
    .prepare<[string], number>(
      'SELECT count(*) FROM event_marks WHERE source_id = ? AND pinned = 1 AND gone IS NULL',
    )
    .pluck()

  function isFull(sourceId: string): boolean {
    return (countPinned.get(sourceId) ?? 0) >= RING_SIZE
  }

  function refuseFull(sourceId: string): void {
    if (isFull(sourceId)) {
      throw new AppError('conflict', `${RING_SIZE} events of this source are pinned already.`, {
        hint: 'Unpin one of them first: a source keeps no more than that.',
      })
    }
  }

  function summary(sequence: number): CapturedEventSummary | undefined {
    const row = present.get(sequence)
    return row === undefined ? undefined : summaryFromRow(row)
  }

  function change(eventId: string, apply: (at: Place) => void): CapturedEventSummary | undefined {
    const at = place.get(eventId)
    if (at === undefined) {
      return undefined
    }
    apply(at)
    tidy.run(at.source_id, at.sequence)
    return summary(at.sequence)
  }

  function makeFinal(sequences: readonly number[]): void {
    for (const sequence of sequences) {
      remove.run(sequence)
    }
  }

  function back(rows: readonly Place[]): CapturedEventSummary[] {
    return rows.flatMap(({ source_id, sequence }) => {
      bringBack.run(source_id, sequence)
      tidy.run(source_id, sequence)
      return summary(sequence) ?? []
    })
  }

  /** Reads and writes belong together: another process may work on the same ring. */
  function together<A extends unknown[], R>(work: (...args: A) => R): (...args: A) => R {
    const transaction = database.transaction(work)
    return (...args) => transaction.immediate(...args)
  }

  return {
    setPinned: together((eventId: string, pinned: boolean) =>
      change(eventId, ({ source_id, sequence }) => {
        if (pinned && summary(sequence)?.pinned !== true) {
          refuseFull(source_id)
        }
        setPinned.run(source_id, sequence, pinned ? 1 : 0)
      }),
    ),
    setNote: together((eventId: string, note: string) =>
      change(eventId, ({ source_id, sequence }) => setNote.run(source_id, sequence, note)),
    ),
    delete: together((eventId: string) => {
      const at = place.get(eventId)
      if (at === undefined) {
        return undefined
      }
      makeFinal(forgetOf.all(at.source_id))
      setGone.run(at.source_id, at.sequence, Date.now())
      return { sourceId: at.source_id }
    }),
    clear: together((sourceId: string) => {
      const all = places.all(sourceId)
      if (all.length > 0) {
        makeFinal(forgetOf.all(sourceId))
      }
      const now = Date.now()
      for (const { sequence } of all) {
        setGone.run(sourceId, sequence, now)
      }
      return all.map(({ id }) => id)
    }),
    deleted: (sourceId) => gone.all(sourceId, 'deleted').map(summaryFromRow),
    evicted(sourceId) {
      const row = gone.get(sourceId, 'evicted')
      return row === undefined ? undefined : summaryFromRow(row)
    },
    restore: together((sourceId: string) => back(gone.all(sourceId, 'deleted'))),
    undoEviction: together((sourceId: string) => {
      const row = gone.get(sourceId, 'evicted')
      if (row === undefined) {
        return undefined
      }
      refuseFull(sourceId)
      setPinned.run(sourceId, row.sequence, 1)
      return back([row])[0]
    }),
    purge: together((which: { readonly sourceId: string } | { readonly before: number }) => {
      makeFinal('sourceId' in which ? forgetOf.all(which.sourceId) : forgetBefore.all(which.before))
    }),
    isFull,
  }
}
