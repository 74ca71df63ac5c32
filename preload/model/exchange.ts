/** What goes in and out: formats of requests, and the file of a whole source. */
import { z } from 'zod'
import { CapturedEventSummary, Id, Slug } from '../model.ts'

export const ExportFormat = z.enum(['curl', 'har', 'http', 'fixture'])
export type ExportFormat = z.infer<typeof ExportFormat>

/** `payload` is JSON in any form of the payload editor, `source` the file of a whole source. */
/** `body`: JSON that is no payload, and so the body of one. */
export const ImportKind = z.enum(['curl', 'har', 'http', 'payload', 'body', 'source'])
export type ImportKind = z.infer<typeof ImportKind>

export const ImportFile = z.strictObject({
  /** For messages; `''` for pasted text. */
  name: z.string().max(1000),
  /** The length is checked by what reads it, which can say so in a sentence. */
  base64: z.string(),
})
export type ImportFile = z.infer<typeof ImportFile>

export const ImportPreview = z.object({
  files: z.array(
    z.object({
      name: z.string(),
      /** `null` when it cannot be read; then see `error`. */
      kind: ImportKind.nullable(),
      /** A sentence with a next step. */
      error: z.string().nullable(),
      /** Name of the source that the file holds. */
      sourceName: z.string().nullable(),
      /** What will be left out, a sentence each. */
      notes: z.array(z.string()),
      /** In the order of the file; `index` is what `pick` names. */
      requests: z.array(
        z.object({
          index: z.number().int().nonnegative(),
          method: z.string(),
          /** Path and query. */
          target: z.string(),
          host: z.string(),
          contentType: z.string().nullable(),
          size: z.number().int().nonnegative(),
          title: z.string(),
        }),
      ),
    }),
  ),
})
export type ImportPreview = z.infer<typeof ImportPreview>

export const ImportResult = z.object({
  /** Oldest first. */
  events: z.array(CapturedEventSummary),
  /** Sources that were made from files of whole sources. */
  sources: z.array(z.object({ sourceId: Id, slug: Slug })),
  /** What was left out or changed, a sentence each. */
  notes: z.array(z.string()),
})
export type ImportResult = z.infer<typeof ImportResult>

export const Exported = z.object({
  fileName: z.string(),
  mediaType: z.string(),
  base64: z.string(),
  /** Secrets that were left out: "header Authorization", "query parameter b". */
  withheld: z.array(z.string()),
})
export type Exported = z.infer<typeof Exported>
