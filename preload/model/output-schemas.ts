/** What `packed-output.ts` describes, as it crosses a boundary. */
import { z } from 'zod'
import type * as packed from './packed-output.ts'

const Count = z.number().int().nonnegative()

export const OutputPreview = z.object({
  events: Count,
  objects: Count,
  preview: z.string(),
  /** Runs of before have none. */
  shortened: Count.optional(),
}) satisfies z.ZodType<packed.OutputPreview>

export const PackedOutput = OutputPreview.extend({
  json: z.string(),
}) satisfies z.ZodType<packed.PackedOutput>
