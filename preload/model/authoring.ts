/** What helps to write a function. */
import { z } from 'zod'
import { Id } from '../model.ts'

/** What became of a sample webhook that was sent. */
export const SentSample = z.object({
  /** The address without the path, which holds the token. */
  url: z.string(),
  via: z.enum(['tunnel', 'local']),
  /** `null` when no answer came; then see `error`. */
  status: z.number().int().nullable(),
  /** The sender whose signature it carries; `null` when it is not signed anew. */
  signedAs: z.string().nullable(),
  /** The capture window was closed and has been opened for it. */
  openedWindow: z.boolean(),
  /** The captured event that it became. */
  eventId: Id.nullable(),
  error: z.string().nullable(),
})
export type SentSample = z.infer<typeof SentSample>
