/** SQL for captured events: the ring of each source, bytes and headers as they arrived. */
import { hash } from 'node:crypto'
import { AppError } from '#preload/errors'
import { RawHeaders, type CapturedEventSummary } from '#preload/model'
import type { Database } from './database.ts'
import { newId } from './ids.ts'
import { createRing, type EnteredRing } from './ring.ts'
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

interface Evicted {
  readonly sourceId: string
  /** Oldest first. */
  readonly eventIds: string[]
}

export interface StoredEvent extends CapturedEventSummary {
  readonly request: CapturedRequest
  readonly bodySha256: string
}

export interface EventsRepo {
  /**
   * All or nothing, in one transaction. The batch outlives the process, see `sync`. Throws
   * `not_found` for a source that is gone, `conflict` when all that it keeps is pinned.
   */
  addAll(batch: readonly NewEvent[]): { added: CapturedEventSummary[]; evicted: Evicted[] }
  /** Resolves when what was added before the call survives a loss of power, too. */
  sync(): Promise<void>
  /**
   * Takes back what an `addAll` added and brings back what gave way to it, as far as the ring
   * keeps that. Their numbers are not given again.
   */
  withdraw(committed: ReturnType<EventsRepo['addAll']>): void
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
  const takeNumbers = database
    .prepare<[number, string], number>(
      `UPDATE sources SET next_event_number = next_event_number + ?
       WHERE id = ? AND discarded_at IS NULL RETURNING next_event_number`,
    )
    .pluck()
  // Positions, not names: binding by name costs a third of the insert.
  const insert = database.prepare(
    `INSERT INTO captured_events (id, source_id, number, received_at, method, path, query,
       content_type, title, size, http_version, remote_address, raw_headers, body_sha256, body,
       via_tunnel, receive_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const list = database.prepare<[string], SummaryRow>(
    `SELECT ${SUMMARY_COLUMNS} FROM present_events WHERE source_id = ? ORDER BY sequence DESC`,
  )
  const find = database.prepare<[string], FullRow>('SELECT * FROM present_events WHERE id = ?')
  const ring = createRing(database)

  function addOne(event: NewEvent, number: number): CapturedEventSummary {
    const { request } = event
    const summary: CapturedEventSummary = {
      id: newId('evt'),
      sourceId: event.sourceId,
      number,
      receivedAt: request.receivedAt,
      method: request.method,
      path: request.path,
      query: request.query,
      contentType: contentTypeOf(request.rawHeaders),
      size: request.body.byteLength,
      title: event.title,
      pinned: false,
      note: '',
    }
    insert.run(
      summary.id,
      summary.sourceId,
      summary.number,
      summary.receivedAt,
      summary.method,
      summary.path,
      summary.query,
      summary.contentType,
      summary.title,
      summary.size,
      request.httpVersion,
      request.remoteAddress,
      JSON.stringify(request.rawHeaders),
      hash('sha256', request.body, 'hex'),
      request.body,
      request.viaTunnel ? 1 : 0,
      request.receiveMs,
    )
    return summary
  }

  const addAll = database.transaction((batch: readonly NewEvent[]) => {
    const counts = new Map<string, number>()
    for (const { sourceId } of batch) {
      counts.set(sourceId, (counts.get(sourceId) ?? 0) + 1)
    }
    const next = new Map<string, number>()
    const rings = new Map<string, EnteredRing>()
    for (const [sourceId, count] of counts) {
      const after = takeNumbers.get(count, sourceId)
      if (after === undefined) {
        throw new AppError('not_found', 'The source of a captured event no longer exists.')
      }
      next.set(sourceId, after - count)
      rings.set(sourceId, ring.enter(sourceId))
    }
    const added = batch.map((event) => {
      const number = next.get(event.sourceId) ?? 1
      next.set(event.sourceId, number + 1)
      return addOne(event, number)
    })
    const evicted: Evicted[] = []
    for (const [sourceId, entered] of rings) {
      const eventIds = entered.evict()
      if (eventIds.length > 0) {
        evicted.push({ sourceId, eventIds })
      }
    }
    return { added, evicted }
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
  const withdraw = database.transaction(
    ({ added, evicted }: ReturnType<EventsRepo['addAll']>): void => {
      for (const { sourceId, id } of added) {
        unmark.run(sourceId, id)
        remove.run(id)
      }
      for (const { sourceId, eventIds } of evicted) {
        for (const id of eventIds) {
          bringBack.run(sourceId, id)
        }
      }
    },
  )

  return {
    addAll: (batch) => wal.commit(() => addAll.immediate(batch)),
    sync: () => wal.sync(),
    withdraw: (committed) => withdraw.immediate(committed),
    list: (sourceId) => list.all(sourceId).map(summaryFromRow),
    find(eventId) {
      const row = find.get(eventId)
      return row === undefined ? undefined : storedFromRow(row)
    },
  }
}

function contentTypeOf(rawHeaders: RawHeaders): string | null {
  const wanted = 'content-type'
  for (const pair of rawHeaders) {
    if (pair[0].length === wanted.length && pair[0].toLowerCase() === wanted) {
      return pair[1]
    }
  }
  return null
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
