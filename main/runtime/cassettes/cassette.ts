/** The file of recorded calls: what it holds, how it is read and written. */
import { positionOfJsonError } from '#main/runtime/json-position'
import { AppError } from '#preload/errors'
import type { CassetteSummary } from '#preload/model/network'
import { z } from 'zod'

const Body = z.union([
  /** Unpacked: it is packed again as `content-encoding` says. */
  z.strictObject({ text: z.string() }),
  /** As it went over the wire. */
  z.strictObject({ base64: z.base64() }),
])

const NetworkError = z.object({
  message: z.string(),
  code: z.string().optional(),
  errno: z.union([z.number(), z.string()]).optional(),
  syscall: z.string().optional(),
  address: z.string().optional(),
  port: z.number().optional(),
  hostname: z.string().optional(),
})

/** HTTP writes it in three digits, and servers use more of them than are defined: 999. */
const maxStatus = 999

/** Other keys are kept: notes of whoever edits the file. */
const CassetteCall = z.looseObject({
  method: z.string(),
  /** With placeholders where values of settings stood. */
  url: z.string(),
  /** Of the request's body, with the placeholders of `masked` in it. */
  bodySha256: z.string().regex(/^[\da-f]{64}$/, 'must be a SHA-256 in hexadecimal'),
  masked: z.array(z.string()).default([]),
  /** `null` when there was no answer; then `error` says why. */
  status: z.number().int().min(100).max(maxStatus).nullable(),
  statusText: z.string().default(''),
  headers: z.array(z.tuple([z.string(), z.string()])).default([]),
  body: Body.default({ text: '' }),
  error: NetworkError.nullable().default(null),
})
export type CassetteCall = z.infer<typeof CassetteCall>

const Cassette = z.object({ version: z.literal(1), calls: z.array(CassetteCall) })
export type Cassette = z.infer<typeof Cassette>

export const CASSETTE_FILE = 'cassette.json'

/** A source's cassette beyond this loses its oldest calls. */
const maxCallsKept = 1000
const maxCassetteBytes = 8 * 1024 * 1024

/** `name` is that of the file, for errors (`invalid_input`). */
export function parseCassette(text: string, name: string): Cassette {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    const { line, column } = positionOfJsonError(text)
    throw refused(`${name}:${line}:${column}: this is not valid JSON`, cause)
  }
  const parsed = Cassette.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw refused(`${name}: /${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'is not right'}`)
  }
  return parsed.data
}

function refused(message: string, cause?: unknown): AppError {
  return new AppError('invalid_input', `${message}.`, {
    hint: 'A cassette is {"version": 1, "calls": [...]}: record one, or see docs/functions.md.',
    cause,
  })
}

export function formatCassette(cassette: Cassette): string {
  return `${JSON.stringify(cassette, null, 2)}\n`
}

function keyOf({ method, url, bodySha256 }: CassetteCall): string {
  return JSON.stringify([method, url, bodySha256])
}

/** A new recording of a call takes the place of all older ones of it; other calls stay. */
export function mergeCassettes(older: Cassette, newer: Cassette): Cassette {
  const keys = new Set(newer.calls.map(keyOf))
  const calls = [...older.calls.filter((call) => !keys.has(keyOf(call))), ...newer.calls]
  let bytes = 0
  const kept = calls.toReversed().filter((call, index) => {
    bytes += 'text' in call.body ? call.body.text.length : call.body.base64.length
    return index < maxCallsKept && bytes <= maxCassetteBytes
  })
  return { version: 1, calls: kept.toReversed() }
}

export function summarize(text: string, recordedAt: string): CassetteSummary {
  const { calls } = parseCassette(text, CASSETTE_FILE)
  return {
    recordedAt,
    size: Buffer.byteLength(text),
    calls: calls.map(({ method, url, status, error }) => ({
      method,
      url,
      status,
      error: error?.message ?? null,
    })),
  }
}

export interface CassetteFile {
  readonly text: string
  readonly summary: CassetteSummary
}

/** Read as it will be: what cannot be is not kept, for the source would be stuck with it. */
export function cassetteFile(cassette: Cassette, recordedAt: string): CassetteFile {
  const text = formatCassette(cassette)
  return { text, summary: summarize(text, recordedAt) }
}

/** `older` is the text of the cassette that the calls of a new one join. */
export function joinCassettes(older: string | null, newer: Cassette, recordedAt: string): string {
  const joined = older === null ? newer : mergeCassettes(parseCassette(older, CASSETTE_FILE), newer)
  return cassetteFile(joined, recordedAt).text
}

export function readCassette(text: string, recordedAt: string): CassetteFile {
  return cassetteFile(parseCassette(text, CASSETTE_FILE), recordedAt)
}
