/** Adds events to the rings of their sources, inside a transaction of the caller's. */
import { hash } from 'node:crypto'
import type { CapturedEventSummary, RawHeaders } from '#preload/model'
import type { Database } from './database.ts'
import type { NewEvent } from './events-repo.ts'
import { newId } from './ids.ts'
import { createRing, type EnteredRing } from './ring.ts'

interface Evicted {
  readonly sourceId: string
  /** Oldest first. */
  readonly eventIds: string[]
}

export interface Committed {
  readonly added: CapturedEventSummary[]
  /** Some of what was added may be among them: more came than a ring holds. */
  readonly evicted: Evicted[]
}

export interface EventInserts {
  /**
   * Events of a source that does not exist are left out; one that was deleted, which can be undone,
   * still does.
   */
  add(batch: readonly NewEvent[]): Committed
}

/** What happens to the ring of one source. */
interface Entering {
  readonly ring: EnteredRing
  nextNumber: number
  /** How many of those to come give way at once: nothing of them is ever written. */
  passing: number
  readonly passed: string[]
  readonly stayed: Set<string>
}

export function createEventInserts(database: Database): EventInserts {
  const takeNumbers = database
    .prepare<[number, string], number>(
      `UPDATE sources SET next_event_number = next_event_number + ?
       WHERE id = ? RETURNING next_event_number`,
    )
    .pluck()
  // Positions, not names: binding by name costs a third of the insert.
  const insert = database.prepare(
    `INSERT INTO captured_events (id, source_id, number, received_at, method, path, query,
       content_type, title, size, http_version, remote_address, raw_headers, body_sha256, body,
       via_tunnel, receive_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const ring = createRing(database)

  function enter(batch: readonly NewEvent[]): Map<string, Entering> {
    const counts = new Map<string, number>()
    for (const { sourceId } of batch) {
      counts.set(sourceId, (counts.get(sourceId) ?? 0) + 1)
    }
    const entering = new Map<string, Entering>()
    for (const [sourceId, count] of counts) {
      const after = takeNumbers.get(count, sourceId)
      if (after !== undefined) {
        const entered = ring.enter(sourceId)
        entering.set(sourceId, {
          ring: entered,
          nextNumber: after - count,
          passing: Math.max(0, count - entered.stay),
          passed: [],
          stayed: new Set(),
        })
      }
    }
    return entering
  }

  function addOne(event: NewEvent, to: Entering): CapturedEventSummary {
    const summary = summaryOf(event, to.nextNumber)
    to.nextNumber += 1
    if (to.passing > 0) {
      to.passing -= 1
      to.passed.push(summary.id)
    } else {
      to.stayed.add(summary.id)
      write(summary, event)
    }
    return summary
  }

  function write(summary: CapturedEventSummary, { request }: NewEvent): void {
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
  }

  return {
    add(batch) {
      const entering = enter(batch)
      const added = batch.flatMap((event) => {
        const to = entering.get(event.sourceId)
        return to === undefined ? [] : [addOne(event, to)]
      })
      const evicted: Evicted[] = []
      for (const [sourceId, { ring: entered, passed, stayed }] of entering) {
        const gone = entered.evict()
        const before = gone.findIndex((id) => stayed.has(id))
        const eventIds = before === -1 ? [...gone, ...passed] : gone.toSpliced(before, 0, ...passed)
        if (eventIds.length > 0) {
          evicted.push({ sourceId, eventIds })
        }
      }
      return { added, evicted }
    },
  }
}

function summaryOf(event: NewEvent, number: number): CapturedEventSummary {
  const { request } = event
  return {
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
