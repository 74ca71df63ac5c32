/** The methods of the capture window, the tunnel and the ring of captured events. */
import type { CaptureService } from '#main/capture/capture-service'
import type { EventService } from '#main/capture/event-service'
import type { Workshop } from '#main/runtime/thread/work'
import type { captureMethods } from '#preload/contract/capture'
import type { eventsMethods } from '#preload/contract/events'
import type { Handlers } from '../dispatch.ts'

export function captureHandlers(
  capture: CaptureService,
): Pick<Handlers, keyof typeof captureMethods> {
  return {
    'capture.status': () => capture.look(),
    'capture.open': ({ sourceId, ...limits }) => capture.open(sourceId, limits),
    'capture.extend': ({ sourceId, seconds }) => capture.extend(sourceId, seconds),
    'capture.close': ({ sourceId }) => capture.close(sourceId),
    'tunnel.retry': () => capture.retryTunnel(),
    'tunnel.checkSize': ({ bytes }) => capture.checkSize(bytes),
    'tunnel.consent': ({ provider }) => capture.consent(provider),
  }
}

export function eventsHandlers(
  events: EventService,
  formatPayload: Workshop['formatPayload'],
): Pick<Handlers, keyof typeof eventsMethods> {
  return {
    'events.list': ({ sourceId }) => events.list(sourceId),
    'events.get': ({ eventId }) => events.get(eventId),
    async 'events.payload'({ eventId }) {
      const request = events.getRequest(eventId)
      return { rawHeaders: request.rawHeaders, text: await formatPayload(request) }
    },
    'events.view': ({ eventId }) => events.view(eventId),
    'events.part': ({ eventId, index }) => events.part(eventId, index),
    'events.hex': ({ eventId, of = 'arrived', offset = 0 }) => events.hex(eventId, of, offset),
    'events.search': ({ sourceId, text }) => events.search(sourceId, text),
    'events.setPinned': ({ eventId, pinned }) => events.setPinned(eventId, pinned),
    'events.setNote': ({ eventId, note }) => events.setNote(eventId, note),
    'events.delete': ({ eventId }) => {
      events.delete(eventId)
      return {}
    },
    'events.clear': ({ sourceId }) => {
      events.clear(sourceId)
      return {}
    },
    'events.undoable': ({ sourceId }) => events.undoable(sourceId),
    'events.restore': ({ sourceId }) => events.restore(sourceId),
    'events.undoEviction': ({ sourceId }) => events.undoEviction(sourceId),
  }
}
