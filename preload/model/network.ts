/** What functions may reach, and the calls that a run made. */
import { z } from 'zod'

/** `public` leaves out this machine, private networks and all other special addresses. */
export const NetworkPolicy = z.enum(['allow', 'public', 'none'])
export type NetworkPolicy = z.infer<typeof NetworkPolicy>

/**
 * `record` keeps the calls of a run as the source's cassette, `replay` answers calls from it and
 * opens no connection.
 */
export const NetworkMode = z.enum(['live', 'record', 'replay'])
export type NetworkMode = z.infer<typeof NetworkMode>

/** A copy for people, with secrets masked. Bodies that are packed are shown unpacked. */
export const CallBody = z.object({
  encoding: z.enum(['text', 'base64']),
  data: z.string(),
  /** Bytes that went over the wire, whatever of them is kept. */
  size: z.number().int().nonnegative(),
  /** False when only the beginning is kept; a notice of the run says so. */
  isWhole: z.boolean(),
})
export type CallBody = z.infer<typeof CallBody>

const Headers = z.array(z.tuple([z.string(), z.string()]))

export const OutgoingCall = z.object({
  /** Counts the calls of a run, from 1. */
  id: z.number().int().positive(),
  /** From the start of the function's script. */
  startedMs: z.number().nonnegative(),
  /** Up to the end of the answer, or to the end of the run. */
  durationMs: z.number().nonnegative(),
  method: z.string(),
  url: z.string(),
  /** `null` when no answer came; then see `error`. */
  status: z.number().int().nullable(),
  statusText: z.string(),
  /** What ended the call early, as a sentence. */
  error: z.string().nullable(),
  requestHeaders: Headers,
  responseHeaders: Headers,
  requestBody: CallBody,
  responseBody: CallBody,
  from: z.enum(['network', 'cassette']),
})
export type OutgoingCall = z.infer<typeof OutgoingCall>

/** The recorded calls of a source, as a list. */
export const CassetteSummary = z.object({
  recordedAt: z.string(),
  /** Bytes of the cassette's file. */
  size: z.number().int().nonnegative(),
  calls: z.array(
    z.object({
      method: z.string(),
      url: z.string(),
      status: z.number().int().nullable(),
      error: z.string().nullable(),
    }),
  ),
})
export type CassetteSummary = z.infer<typeof CassetteSummary>
