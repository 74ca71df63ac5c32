/** The saved function on all captured events and the sample payload, against a baseline. */
import { z } from 'zod'
import * as m from '../model.ts'
import { CasesArchive, ExportedCases, RingReport, RingRow } from '../model/ring.ts'
import { BySource, Done, type Events, type Methods } from './parts.ts'

const CasesOrder = z.strictObject({ sourceId: m.Id, secrets: z.boolean().optional() })

export const ringMethods = {
  /** Answers when all have run; a call while it runs starts anew and ends the earlier one. */
  'ring.run': {
    access: 'exec',
    params: z.strictObject({
      sourceId: m.Id,
      /** Each payload is run a second time, to see what it reaches and reads: `coverage.get`. */
      observe: z.boolean().default(false),
    }),
    result: RingReport,
  },
  'ring.cancel': { access: 'exec', params: BySource, result: Done },
  /** The report of this process's last run, as accepted since; `null` before the first. */
  'ring.last': { access: 'read', params: BySource, result: RingReport.nullable() },
  /** Takes what the last run gave as the baseline, of the named rows or of all. */
  'ring.accept': {
    access: 'write',
    params: z.strictObject({ sourceId: m.Id, keys: z.array(z.string()).max(1000).optional() }),
    result: RingReport,
  },
  'ring.undoAccept': { access: 'write', params: BySource, result: RingReport },
  /** Payloads and baseline as a folder of cases; secrets as in `export.event`. */
  'ring.export': { access: 'exec', params: CasesOrder, result: ExportedCases },
  'ring.exportArchive': { access: 'exec', params: CasesOrder, result: CasesArchive },
  /**
   * Asks the user for a folder and writes the cases into it; `null` when the user chose none. A
   * host without such a dialog (`canChooseFolder` of `app.info`) answers `unsupported_here`.
   */
  'ring.exportFolder': {
    access: 'exec',
    params: CasesOrder,
    result: z.object({ folder: z.string().nullable() }),
  },
} as const satisfies Methods

export const ringEvents = {
  'ring.progress': z.object({
    sourceId: m.Id,
    done: z.number().int().nonnegative(),
    total: z.number().int().nonnegative(),
    row: RingRow,
  }),
  'ring.finished': z.object({ report: RingReport }),
} as const satisfies Events
