/** Past runs of a source and the versions of its code. */
import { z } from 'zod'
import * as m from '../model.ts'
import { CodeVersion, PastRun, RunSummary } from '../model/history.ts'
import { BySource, type Methods } from './parts.ts'

export const historyMethods = {
  /** Newest first. `search` is looked for in label, payload, output, logs and error. */
  'history.runs': {
    access: 'read',
    params: z.strictObject({
      sourceId: m.Id,
      search: z.string().max(200).optional(),
      /** Runs of their own, or those that were part of a run of all events; both when left out. */
      of: z.enum(['single', 'ring']).optional(),
      limit: z.number().int().min(1).max(1000).optional(),
    }),
    result: z.array(RunSummary),
  },
  'history.run': {
    access: 'read',
    params: z.strictObject({ runId: m.Id }),
    result: PastRun,
  },
  /** Newest first. */
  'history.versions': { access: 'read', params: BySource, result: z.array(CodeVersion) },
  'history.version': {
    access: 'read',
    params: z.strictObject({ sourceId: m.Id, version: z.number().int().positive() }),
    result: z.object({ code: z.string(), savedAt: m.Timestamp }),
  },
} as const satisfies Methods
