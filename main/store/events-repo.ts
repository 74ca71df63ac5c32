/** SQL for captured events: the ring of each source, bytes and headers as they arrived. */
import { AppError } from '#preload/errors'
import { RawHeaders, type CapturedEventSummary } from '#preload/model'
import { withShortTimeout } from './busy-timeout.ts'
import type { Database } from './database.ts'
import { createEventInserts, type Committed } from './event-inserts.ts'
import type { JournaledEvent } from './journal/record.ts'
import { createRevision } from './revision.ts'
import { RING_SIZE } from './ring.ts'
import { createWalSync } from './wal-sync.ts'

/** One request as it came over the wire, nothing decoded. */
export interface CapturedRequest {
  readonly method: string
  readonly path: string
  /** Without `?`. */
  readonly query: string
  readonly httpVersion: string
  readonly remoteAddress: string
  readonly rawHeaders: RawHeaders
  readonly body: Uint8Array
  readonly receivedAt: string
  /** From the end of the headers to the last byte; `null` for what was not received here. */
  readonly receiveMs: number | null
  readonly viaTunnel: boolean
}

export interface NewEvent {
  readonly sourceId: string
  readonly request: CapturedRequest
  readonly title: string
}

export interface StoredEvent extends CapturedEventSummary {
  readonly request: CapturedRequest
  readonly bodySha256: string
}

export interface EventsRepo {
  /** Throws `not_found` for a source that is gone, `conflict` when all that it keeps is pinned. */
  admit(sourceId: string): void
  /**
   * All or nothing, in one transaction. The batch outlives the process, see `sync`. Throws what
   * `admit` throws for one of the sources.
   */
  addAll(batch: readonly NewEvent[]): Committed
  /**
   * Brings in what the journal holds, in its order and each once, whoever else may have done so.
   * Those whose source is gone meanwhile go with it; those whose ring was filled with pins
   * meanwhile can be brought back. All or nothing; durable after `sync`. Does not wait for long
   * while another process holds the database.
   */
  apply(entries: readonly JournaledEvent[]): Committed
  /** As `apply`, but waits for the other process: it may be bringing in the same events. */
  recover(entries: readonly JournaledEvent[]): void
  /** Stays the same while nothing in the database changes. */
  revision(): string
  /** Sequence of the newest event of the journal that was brought in. */
  applied(): number
  /** Resolves when what was added before the call survives a loss of power, too. */
  sync(): Promise<void>
  /**
   * Takes back what an `addAll` added and brings back what gave way to it, as far as the ring
   * keeps that. Their numbers are not given again.
   */
  withdraw(committed: Committed): void
  /** Newest first. */
  list(sourceId: string): CapturedEventSummary[]
  find(eventId: string): StoredEvent | undefined
}

export interface SummaryRow {
  id: string
  source_id: string
  number: number
  received_at: string
  method: string
  path: string
  query: string
  content_type: string | null
  title: string
  size: number
  pinned: number
  note: string
}

interface FullRow extends SummaryRow {
  http_version: string
  remote_address: string
  raw_headers: string
  body_sha256: string
  body: Buffer
  via_tunnel: number
  receive_ms: number | null
}

export const SUMMARY_COLUMNS =
  'id, source_id, number, received_at, method, path, query, content_type, title, size, pinned, note'

export function createEventsRepo(database: Database): EventsRepo {
  const wal = createWalSync(database)
  const inserts = createEventInserts(database)
  const revision = createRevision(database)
  const list = database.prepare<[string], SummaryRow>(
    `SELECT ${SUMMARY_COLUMNS} FROM present_events WHERE source_id = ? ORDER BY sequence DESC`,
  )
  const find = database.prepare<[string], FullRow>('SELECT * FROM present_events WHERE id = ?')
  const pinnedOf = database
    .prepare<[string], number>(
      `SELECT (SELECT count(*) FROM event_marks m
               WHERE m.source_id = s.id AND m.pinned = 1 AND m.gone IS NULL)
       FROM sources s WHERE s.id = ? AND s.discarded_at IS NULL`,
    )
    .pluck()
  const applied = database.prepare<[], number>('SELECT applied FROM capture_journal').pluck()
  const setApplied = database.prepare('UPDATE capture_journal SET applied = ?')

  function admit(sourceId: string): void {
    const pinned = pinnedOf.get(sourceId)
    if (pinned === undefined) {
      throw new AppError('not_found', 'The source of a captured event no longer exists.')
    }
    if (pinned >= RING_SIZE) {
      throw new AppError('conflict', `All ${RING_SIZE} events that are kept are pinned.`, {
        hint: 'Unpin or delete one of them to make room.',
      })
    }
  }

  const addAll = database.transaction((batch: readonly NewEvent[]) => {
    for (const sourceId of new Set(batch.map((event) => event.sourceId))) {
      admit(sourceId)
    }
    return inserts.add(batch)
  })

  const apply = database.transaction((entries: readonly JournaledEvent[]) => {
    const done = applied.get() ?? 0
    const fresh = entries.filter(({ sequence }) => sequence > done)
    const newest = fresh.at(-1)
    if (newest !== undefined) {
      setApplied.run(newest.sequence)
    }
    return inserts.add(fresh.map(({ event }) => event))
  })

  const unmark = database.prepare(
    `DELETE FROM event_marks WHERE source_id = ?
       AND sequence = (SELECT sequence FROM captured_events WHERE id = ?)`,
  )
  const remove = database.prepare('DELETE FROM captured_events WHERE id = ?')
  const bringBack = database.prepare(
    `UPDATE event_marks SET gone = NULL, gone_at = NULL WHERE source_id = ? AND gone = 'evicted'
       AND sequence = (SELECT sequence FROM captured_events WHERE id = ?)`,
  )
  const withdraw = database.transaction(({ added, evicted }: Committed): void => {
    for (const { sourceId, id } of added) {
      unmark.run(sourceId, id)
      remove.run(id)
    }
    for (const { sourceId, eventIds } of evicted) {
      for (const id of eventIds) {
        bringBack.run(sourceId, id)
      }
    }
  })

  return {
    admit,
    addAll: (batch) => wal.commit(() => addAll.immediate(batch)),
    apply: (entries) =>
      withShortTimeout(database, () => wal.commit(() => apply.immediate(entries))),
    recover: (entries) => void wal.commit(() => apply.immediate(entries)),
    revision,
    applied: () => applied.get() ?? 0,
    sync: () => wal.sync(),
    withdraw: (committed) => withdraw.immediate(committed),
    list: (sourceId) => list.all(sourceId).map(summaryFromRow),
    find(eventId) {
      const row = find.get(eventId)
      return row === undefined ? undefined : storedFromRow(row)
    },
  }
}

export function summaryFromRow(row: SummaryRow): CapturedEventSummary {
  return {
    id: row.id,
    sourceId: row.source_id,
    number: row.number,
    receivedAt: row.received_at,
    method: row.method,
    path: row.path,
    query: row.query,
    contentType: row.content_type,
    size: row.size,
    title: row.title,
    pinned: row.pinned === 1,
    note: row.note,
  }
}

function storedFromRow(row: FullRow): StoredEvent {
  return {
    ...summaryFromRow(row),
    bodySha256: row.body_sha256,
    request: {
      method: row.method,
      path: row.path,
      query: row.query,
      httpVersion: row.http_version,
      remoteAddress: row.remote_address,
      rawHeaders: RawHeaders.parse(JSON.parse(row.raw_headers)),
      body: row.body,
      receivedAt: row.received_at,
      receiveMs: row.receive_ms,
      viaTunnel: row.via_tunnel === 1,
    },
  }
}
