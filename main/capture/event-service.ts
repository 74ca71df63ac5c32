/** The captured events of a source: looking into them, keeping, removing and bringing back. */
import type { EventBus } from '#main/core/event-bus'
import type { EventMarksRepo } from '#main/store/event-marks-repo'
import type { CapturedRequest, EventsRepo, StoredEvent } from '#main/store/events-repo'
import { AppError } from '#preload/errors'
import type { CapturedEvent, CapturedEventSummary } from '#preload/model'
import type { EventView, HexPage, PartFile, SearchHit, Undoable } from '#preload/model/event-view'
import { hexOf, partOf, viewOf } from './views/event-view.ts'
import { searchEvent } from './views/search.ts'

export interface EventService {
  list(sourceId: string): CapturedEventSummary[]
  get(eventId: string): CapturedEvent
  getRequest(eventId: string): CapturedRequest
  view(eventId: string): Promise<EventView>
  part(eventId: string, index: number): Promise<PartFile>
  hex(eventId: string, of: 'arrived' | 'decoded', offset: number): Promise<HexPage>
  search(sourceId: string, text: string): Promise<SearchHit[]>
  setPinned(eventId: string, pinned: boolean): CapturedEventSummary
  setNote(eventId: string, note: string): CapturedEventSummary
  delete(eventId: string): void
  clear(sourceId: string): void
  undoable(sourceId: string): Undoable
  restore(sourceId: string): CapturedEventSummary[]
  undoEviction(sourceId: string): CapturedEventSummary
}

export interface EventDependencies {
  readonly events: Pick<EventsRepo, 'list' | 'find'>
  readonly marks: EventMarksRepo
  readonly bus: Pick<EventBus, 'publish'>
  sourceExists(sourceId: string): boolean
  /** The ring may have become full of pins, or have room again. */
  onPinsChanged(sourceId: string): void
}

/** A deletion of an earlier session is not undone any more. */
const STALE_DELETION_MS = 60 * 60_000

export function createEventService(dependencies: EventDependencies): EventService {
  const { events, marks, bus } = dependencies
  marks.purge({ before: Date.now() - STALE_DELETION_MS })

  function requireSource(sourceId: string): void {
    if (!dependencies.sourceExists(sourceId)) {
      throw new AppError('not_found', 'This source does not exist.', {
        hint: 'It may have been deleted. List the sources again.',
      })
    }
  }

  function find(eventId: string): StoredEvent {
    return events.find(eventId) ?? refuseMissing()
  }

  function updated(event: CapturedEventSummary | undefined): CapturedEventSummary {
    const changed = event ?? refuseMissing()
    bus.publish('events.updated', { event: changed })
    dependencies.onPinsChanged(changed.sourceId)
    return changed
  }

  function removed(sourceId: string, eventIds: string[]): void {
    bus.publish('events.removed', { sourceId, eventIds })
    dependencies.onPinsChanged(sourceId)
  }

  function restored(sourceId: string, back: CapturedEventSummary[]): void {
    bus.publish('events.restored', { sourceId, events: back })
    dependencies.onPinsChanged(sourceId)
  }

  return {
    list(sourceId) {
      requireSource(sourceId)
      return events.list(sourceId)
    },
    get(eventId) {
      const { request, ...event } = find(eventId)
      return {
        ...event,
        httpVersion: request.httpVersion,
        remoteAddress: request.remoteAddress,
        rawHeaders: request.rawHeaders,
        bodyBase64: Buffer.from(request.body).toString('base64'),
      }
    },
    getRequest: (eventId) => find(eventId).request,
    view: async (eventId) => viewOf(find(eventId)),
    part: async (eventId, index) => partOf(find(eventId), index),
    hex: async (eventId, of, offset) => hexOf(find(eventId), of, offset),
    async search(sourceId, text) {
      requireSource(sourceId)
      const hits: SearchHit[] = []
      // One after the other: decoded bodies may be large.
      for (const { id } of events.list(sourceId)) {
        const event = events.find(id)
        const hit = event === undefined ? null : await searchEvent(event, text)
        if (hit !== null) {
          hits.push(hit)
        }
      }
      return hits
    },
    setPinned: (eventId, pinned) => updated(marks.setPinned(eventId, pinned)),
    setNote: (eventId, note) => updated(marks.setNote(eventId, note)),
    delete(eventId) {
      const { sourceId } = marks.delete(eventId) ?? refuseMissing()
      removed(sourceId, [eventId])
    },
    clear(sourceId) {
      requireSource(sourceId)
      const eventIds = marks.clear(sourceId)
      if (eventIds.length > 0) {
        removed(sourceId, eventIds)
      }
    },
    undoable(sourceId) {
      requireSource(sourceId)
      return { evicted: marks.evicted(sourceId) ?? null, deleted: marks.deleted(sourceId) }
    },
    restore(sourceId) {
      requireSource(sourceId)
      const back = marks.restore(sourceId)
      if (back.length === 0) {
        throw new AppError('conflict', 'There is no deletion to undo.', {
          hint: 'It is final after the next deletion, and when the capture window closes.',
        })
      }
      restored(sourceId, back)
      return back
    },
    undoEviction(sourceId) {
      requireSource(sourceId)
      const event = marks.undoEviction(sourceId)
      if (event === undefined) {
        throw new AppError('conflict', 'No event gave way that could be brought back.')
      }
      restored(sourceId, [event])
      return event
    },
  }
}

function refuseMissing(): never {
  throw new AppError('not_found', 'This captured event does not exist.', {
    hint: 'A source keeps its newest 10 events; this one may have given way.',
  })
}
