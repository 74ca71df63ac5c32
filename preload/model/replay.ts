/** Captured events that are sent again. */
import { z } from 'zod'
import { Id, RawHeaders, Timestamp } from '../model.ts'

export const ReplayTarget = z.discriminatedUnion('kind', [
  /** The source's own webhook address, through the real listener; the window must be open. */
  z.strictObject({ kind: z.literal('source'), sourceId: Id }),
  z.strictObject({ kind: z.literal('url'), url: z.url({ protocol: /^https?$/ }).max(8000) }),
])
export type ReplayTarget = z.infer<typeof ReplayTarget>

/** What is changed of the event; what is left out stays as it was. */
export const ReplayEdit = z.strictObject({
  method: z
    .string()
    .regex(/^[A-Z]{1,20}$/)
    .optional(),
  /** Without `?`. */
  query: z.string().max(65_536).optional(),
  rawHeaders: RawHeaders.max(500).optional(),
  /** Text (UTF-8) or bytes (base64) of the body. */
  body: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('text'), text: z.string().max(8_000_000) }),
      z.strictObject({ kind: z.literal('base64'), base64: z.base64().max(12_000_000) }),
    ])
    .optional(),
})
export type ReplayEdit = z.infer<typeof ReplayEdit>

/**
 * `auto`: signed anew when the event was edited and a secret is known, else as it was.
 * `keep`: as it was. `fresh`: signed anew at any rate. `bad`: with a signature that is wrong.
 * `stale`: signed rightly, with a time that is too old.
 */
export const ReplaySigning = z.enum(['auto', 'keep', 'fresh', 'bad', 'stale'])
export type ReplaySigning = z.infer<typeof ReplaySigning>

export const ReplayResponse = z.object({
  status: z.number().int(),
  statusText: z.string(),
  rawHeaders: RawHeaders,
  bodyBase64: z.string(),
  /** Bytes that came; more than `bodyBase64` holds when the answer was long. */
  size: z.number().int().nonnegative(),
})
export type ReplayResponse = z.infer<typeof ReplayResponse>

export const Replay = z.object({
  id: Id,
  sourceId: Id,
  /** The event outlives neither the ring nor its deletion; its number is kept. */
  eventId: Id,
  eventNumber: z.number().int(),
  startedAt: Timestamp,
  target: ReplayTarget,
  /** Where it went: the token is replaced by dots. */
  url: z.string(),
  method: z.string(),
  edited: z.boolean(),
  /** What was done to the signature, in a word. */
  signing: z.enum(['unsigned', 'kept', 'fresh', 'bad', 'stale']),
  provider: z.string().nullable(),
  /** The headers that were sent; secret ones are masked. */
  sentHeaders: RawHeaders,
  sentBytes: z.number().int().nonnegative(),
  /** `null` when no answer came. */
  response: ReplayResponse.nullable(),
  /** Milliseconds until the connection stood, the answer began, and all of it was there. */
  timing: z.object({
    connectMs: z.number().nullable(),
    firstByteMs: z.number().nullable(),
    totalMs: z.number(),
  }),
  /** What went wrong and what to do, when no answer came. */
  error: z.string().nullable(),
})
export type Replay = z.infer<typeof Replay>
