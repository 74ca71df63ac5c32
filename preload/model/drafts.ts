/** What was typed and is not saved yet. */
import { z } from 'zod'
import * as m from '../model.ts'
import { MAX_DRAFT } from './limits.ts'

export const Draft = z.strictObject({
  sourceId: m.Id,
  /** Which text of the source it is of; the pages' own word. */
  name: z.string().min(1).max(200),
  /** When it was typed, in milliseconds, by the clock of the page: the newest counts. */
  at: z.number().int().nonnegative(),
  /** JSON; `null` when it was saved or taken back. */
  value: z.string().max(MAX_DRAFT).nullable(),
})
export type Draft = z.infer<typeof Draft>
