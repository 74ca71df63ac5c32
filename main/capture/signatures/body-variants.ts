/**
 * What frameworks, relays and editors make of a body. When the signature fits one of these, the
 * secret is right and the bytes are not the sender's.
 */
import { formPairs } from '#preload/model/form-pairs'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { bodyText, headerOf, isForm, parseJson, type SignedRequest } from './signed-request.ts'

export interface BodyVariant {
  readonly body: Buffer
  /** Completes "The sender signed the body …". */
  readonly what: string
}

/** Each variant is hashed once more; a larger body is not worth that. */
const MAX_BYTES = 1024 * 1024

export function bodyVariants(request: SignedRequest): BodyVariant[] {
  if (request.body.byteLength > MAX_BYTES) {
    return []
  }
  const text = bodyText(request)
  const variants: [string, string][] = [
    [text.trimEnd(), 'without the white space at its end'],
    [`${text}\n`, 'with a line feed at its end'],
    [text.replace(/^\uFEFF/, ''), 'without the byte order mark'],
    [text.replaceAll('\r\n', '\n'), 'with LF line ends instead of CRLF'],
    [text.replaceAll(/\r?\n/g, '\r\n'), 'with CRLF line ends instead of LF'],
    [escapeNonAscii(text), 'with non-ASCII characters written as \\u escapes'],
    ['', 'empty'],
    ...safely(() => jsonVariants(text)),
    ...(isForm(request) ? formVariants(text) : []),
  ]
  return [
    ...decompressed(request),
    ...variants
      .map(([body, what]) => ({ body: Buffer.from(body), what }))
      .filter(({ body }) => !body.equals(request.body)),
  ]
}

/** A body nested a hundred thousand deep is more than the stack holds: it has no variants. */
function safely(make: () => [string, string][]): [string, string][] {
  try {
    return make()
  } catch (error) {
    if (error instanceof RangeError) {
      return []
    }
    throw error
  }
}

function jsonVariants(text: string): [string, string][] {
  const value = parseJson(text)
  if (value === undefined) {
    return []
  }
  const compact = JSON.stringify(value)
  const spaced = compact.length < MAX_BYTES ? pythonStyle(value) : compact
  return [
    [compact, 'as compact JSON, without white space'],
    [JSON.stringify(value, null, 2), 'as JSON indented by 2 spaces'],
    [JSON.stringify(value, null, 4), 'as JSON indented by 4 spaces'],
    [JSON.stringify(value, null, '\t'), 'as JSON indented by tabs'],
    [spaced, 'as JSON with a space after each comma and colon'],
    [escapeNonAscii(spaced), 'as JSON with a space after each comma and colon and \\u escapes'],
    [escapeNonAscii(compact), 'as compact JSON with \\u escapes'],
    [compact.replaceAll('/', '\\/'), 'as compact JSON with escaped slashes'],
    [
      escapeNonAscii(compact.replaceAll('/', '\\/')),
      'as compact JSON with escaped slashes and \\u escapes',
    ],
    [JSON.stringify(sortKeys(value)), 'as compact JSON with its keys sorted'],
  ]
}

/** `json.dumps` of Python, by default. */
function pythonStyle(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(pythonStyle).join(', ')}]`
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([key, member]) => `${JSON.stringify(key)}: ${pythonStyle(member)}`,
    )
    return `{${members.join(', ')}}`
  }
  return JSON.stringify(value)
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sortKeys)
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, member]) => [key, sortKeys(member)] as const)
    return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
  }
  return value
}

function escapeNonAscii(text: string): string {
  return text.replace(
    /[\u0080-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function formVariants(text: string): [string, string][] {
  return [
    [text.replaceAll('%20', '+'), 'with spaces written as "+"'],
    [text.replaceAll('+', '%20'), 'with spaces written as "%20"'],
    [
      new URLSearchParams(formPairs(text)).toString(),
      'as a form that was parsed and written again',
    ],
  ]
}

function decompressed(request: SignedRequest): BodyVariant[] {
  const encoding = headerOf(request, 'content-encoding')?.toLowerCase()
  const options = { maxOutputLength: MAX_BYTES * 4 }
  const decoders = new Map<string, (bytes: Uint8Array) => Buffer>([
    ['gzip', (bytes) => gunzipSync(bytes, options)],
    ['x-gzip', (bytes) => gunzipSync(bytes, options)],
    ['deflate', (bytes) => inflateSync(bytes, options)],
    ['br', (bytes) => brotliDecompressSync(bytes, options)],
  ])
  const decode = encoding === undefined ? undefined : decoders.get(encoding)
  try {
    return decode === undefined
      ? []
      : [{ body: decode(request.body), what: `before it was compressed (${encoding})` }]
  } catch {
    return []
  }
}
