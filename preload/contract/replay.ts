/** Captured events that are sent again. */
import { z } from 'zod'
import * as m from '../model.ts'
import * as r from '../model/replay.ts'
import { BySource, Done, type Events, type Methods } from './parts.ts'

export const replayMethods = {
  /** Answers when every target has answered or failed; see `response` and `error` of each. */
  'replay.send': {
    access: 'exec',
    params: z.strictObject({
      eventId: m.Id,
      targets: z.array(r.ReplayTarget).min(1).max(10),
      edit: r.ReplayEdit.optional(),
      /** `auto` when left out. */
      signing: r.ReplaySigning.optional(),
      /** Overrules the detection of the sender. */
      provider: z.string().max(100).optional(),
      /** Send `x-forwarded-*` and the like again; left out they are dropped. */
      keepRelayHeaders: z.boolean().optional(),
    }),
    result: z.array(r.Replay),
  },
  /** Newest first; of one event when it is given. */
  'replay.history': {
    access: 'read',
    params: z.strictObject({ sourceId: m.Id, eventId: m.Id.optional() }),
    result: z.array(r.Replay),
  },
  'replay.clearHistory': { access: 'write', params: BySource, result: Done },
} as const satisfies Methods

export const replayEvents = {
  'replay.finished': z.object({ replay: r.Replay }),
} as const satisfies Events
