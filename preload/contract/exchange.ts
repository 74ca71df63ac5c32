/** Events and sources in and out as files. */
import { z } from 'zod'
import * as m from '../model.ts'
import * as x from '../model/exchange.ts'
import type { Methods } from './parts.ts'

const Files = z.array(x.ImportFile).min(1).max(50)

export const exchangeMethods = {
  /**
   * Secrets are left out (see `withheld` of the result) unless `secrets` asks for them, and since
   * it may, exports need more than to look.
   */
  'export.event': {
    access: 'exec',
    params: z.strictObject({
      eventId: m.Id,
      format: x.ExportFormat,
      secrets: z.boolean().optional(),
    }),
    result: x.Exported,
  },
  'export.source': {
    access: 'exec',
    params: z.strictObject({ sourceId: m.Id, secrets: z.boolean().optional() }),
    result: x.Exported,
  },
  /** What files (or pasted text) hold; a file that cannot be read says why. */
  'import.preview': {
    access: 'read',
    params: z.strictObject({ files: Files }),
    result: x.ImportPreview,
  },
  'import.files': {
    access: 'write',
    params: z.strictObject({
      /** Gets the requests; files of whole sources make sources of their own. */
      sourceId: m.Id.nullable(),
      files: Files,
      /** Which requests of which file, by their indexes; a file left out is taken whole. */
      pick: z
        .array(
          z.strictObject({
            file: z.number().int().nonnegative(),
            requests: z.array(z.number().int().nonnegative()).max(10_000),
          }),
        )
        .max(50)
        .optional(),
    }),
    result: x.ImportResult,
  },
} as const satisfies Methods
