/** The capture window, the tunnel and the ring of captured events. */
import { z } from 'zod'
import * as m from '../model.ts'
import { None, Done, BySource, ByEvent, type Events, type Methods } from './parts.ts'

export const captureMethods = {
  'capture.status': { access: 'read', params: None, result: m.CaptureStatus },
  /** Opens the source's window (or opens it anew) and, unless the provider is `none`, the tunnel. */
  'capture.open': {
    access: 'write',
    params: z.strictObject({
      sourceId: m.Id,
      seconds: z.number().int().min(1).max(3600).optional(),
    }),
    result: m.CaptureStatus,
  },
  'capture.extend': {
    access: 'write',
    params: z.strictObject({ sourceId: m.Id, seconds: z.number().int().min(1).max(3600) }),
    result: m.CaptureStatus,
  },
  'capture.close': { access: 'write', params: BySource, result: m.CaptureStatus },
  'tunnel.retry': { access: 'write', params: None, result: m.CaptureStatus },

  /** The ring, newest first. */
  'events.list': { access: 'read', params: BySource, result: z.array(m.CapturedEventSummary) },
  'events.get': { access: 'read', params: ByEvent, result: m.CapturedEvent },
  'events.delete': { access: 'write', params: ByEvent, result: Done },
  'events.clear': { access: 'write', params: BySource, result: Done },
} as const satisfies Methods

export const captureEvents = {
  'capture.changed': m.CaptureStatus,
  'events.added': z.object({ event: m.CapturedEventSummary }),
  'events.removed': z.object({ sourceId: m.Id, eventIds: z.array(m.Id) }),
} as const satisfies Events
