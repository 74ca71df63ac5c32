/** The ring of captured events: looking into them, keeping and removing them. */
import { z } from 'zod'
import * as m from '../model.ts'
import * as v from '../model/event-view.ts'
import { ByEvent, BySource, Done, type Events, type Methods } from './parts.ts'

export const eventsMethods = {
  /** Newest first: at most 10, more only after something was brought back. */
  'events.list': { access: 'read', params: BySource, result: z.array(m.CapturedEventSummary) },
  'events.get': { access: 'read', params: ByEvent, result: m.CapturedEvent },
  /** The event in the form of the payload editor, which is all that a test of it needs. */
  'events.payload': { access: 'read', params: ByEvent, result: v.EventPayload },
  /** The event as it is read: decoded, pretty, in parts; where its headers come from. */
  'events.view': { access: 'read', params: ByEvent, result: v.EventView },
  /** The bytes of a part of a multipart body, to be saved as a file. */
  'events.part': {
    access: 'read',
    params: z.strictObject({ eventId: m.Id, index: z.number().int().min(0).max(10_000) }),
    result: v.PartFile,
  },
  /** A page of the bytes: as they arrived, or decoded (`Content-Encoding` undone). */
  'events.hex': {
    access: 'read',
    params: z.strictObject({
      eventId: m.Id,
      of: z.enum(['arrived', 'decoded']).optional(),
      offset: z.number().int().min(0).optional(),
    }),
    result: v.HexPage,
  },
  /** Case does not matter. Looks in notes, request lines, headers and decoded bodies. */
  'events.search': {
    access: 'read',
    params: z.strictObject({ sourceId: m.Id, text: z.string().min(1).max(500) }),
    result: z.array(v.SearchHit),
  },

  /** `conflict` when that would pin more than the ring holds. */
  'events.setPinned': {
    access: 'write',
    params: z.strictObject({ eventId: m.Id, pinned: z.boolean() }),
    result: m.CapturedEventSummary,
  },
  'events.setNote': {
    access: 'write',
    params: z.strictObject({ eventId: m.Id, note: z.string().max(4000) }),
    result: m.CapturedEventSummary,
  },
  /** Can be undone (`events.restore`) until the next deletion or the end of the window. */
  'events.delete': { access: 'write', params: ByEvent, result: Done },
  /** As `events.delete`, for all of a source. Pinned ones go, too. */
  'events.clear': { access: 'write', params: BySource, result: Done },
  /** What `events.restore` and `events.undoEviction` would bring back. */
  'events.undoable': { access: 'read', params: BySource, result: v.Undoable },
  /** Brings back what the last deletion took; `conflict` when there is nothing. */
  'events.restore': {
    access: 'write',
    params: BySource,
    result: z.array(m.CapturedEventSummary),
  },
  /** Brings back the event that gave way last, pinned, lest the next webhook takes it again. */
  'events.undoEviction': { access: 'write', params: BySource, result: m.CapturedEventSummary },
} as const satisfies Methods

export const eventsEvents = {
  'events.added': z.object({ event: m.CapturedEventSummary }),
  'events.removed': z.object({ sourceId: m.Id, eventIds: z.array(m.Id) }),
  /** Pinned, unpinned, or its note changed. */
  'events.updated': z.object({ event: m.CapturedEventSummary }),
  /** Brought back; they go where their numbers put them. */
  'events.restored': z.object({ sourceId: m.Id, events: z.array(m.CapturedEventSummary) }),
} as const satisfies Events
