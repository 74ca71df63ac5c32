/** Push targets and pushes. */
import { z } from 'zod'
import * as m from '../model.ts'
import { BySource, type Events, type Methods } from './parts.ts'

export const deliveryMethods = {
  'target.set': {
    access: 'write',
    params: z.strictObject({
      sourceId: m.Id,
      target: m.PushTarget.nullable(),
      /** Left out: the stored key stays. `null`: it is removed. */
      writeKey: z.string().max(1000).nullable().optional(),
    }),
    result: m.Source,
  },
  /** Pushes the output of a run, by default the source's last. */
  'push.start': {
    access: 'exec',
    params: z.strictObject({ sourceId: m.Id, runId: m.Id.optional() }),
    result: m.Push,
  },
  'push.last': { access: 'read', params: BySource, result: m.Push.nullable() },
} as const satisfies Methods

export const deliveryEvents = {
  'push.finished': z.object({ push: m.Push }),
} as const satisfies Events
