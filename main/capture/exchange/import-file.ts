/** Tells what a file holds by its content and reads the requests out of it. */
import { AppError } from '#preload/errors'
import type { ImportKind } from '#preload/model/exchange'
import { printJson } from '#preload/model/json-text'
import { z } from 'zod'
import { parseJson } from '../signatures/signed-request.ts'
import type { Exchanged } from './exchanged.ts'
import { payloadOfCase } from './fixture.ts'
import { importHar, looksLikeHar } from './har.ts'
import { importHttpFile, looksLikeHttpFile } from './http-file.ts'
import { importCurl, looksLikeCurl } from './import-curl.ts'
import { sendable } from './sendable.ts'
import { importSourceFile, looksLikeSourceFile, type FileSource } from './source-file.ts'

export interface ImportedFile {
  readonly kind: ImportKind
  readonly requests: readonly Exchanged[]
  /** Of the file of a whole source. */
  readonly source: FileSource | null
}

/** A payload in any of the forms of the payload editor; throws an AppError for other JSON. */
export type ParsePayload = (text: string) => Omit<Exchanged, 'httpVersion'>

export function importFile(bytes: Uint8Array, parsePayload: ParsePayload): ImportedFile {
  const { requests, ...file } = read(asUtf8(bytes), parsePayload)
  return { ...file, requests: requests.map(sendable) }
}

/**
 * Without the mark at its start; of UTF-16, as PowerShell's `>` writes it, in UTF-8. No request
 * begins with these bytes.
 */
function asUtf8(bytes: Uint8Array): Uint8Array {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : 'utf-8'
  return encoding === 'utf-8'
    ? bytes.subarray(hasUtf8Mark(bytes) ? 3 : 0)
    : Buffer.from(new TextDecoder(encoding).decode(bytes))
}

function hasUtf8Mark([first, second, third]: Uint8Array): boolean {
  return first === 0xef && second === 0xbb && third === 0xbf
}

function read(bytes: Uint8Array, parsePayload: ParsePayload): ImportedFile {
  const text = Buffer.from(bytes).toString('utf8')
  if (text.trim() === '') {
    throw new AppError('invalid_input', 'There is nothing in it to import.')
  }
  if (looksLikeCurl(text)) {
    return { kind: 'curl', requests: importCurl(text), source: null }
  }
  if (looksLikeHttpFile(bytes)) {
    return { kind: 'http', requests: importHttpFile(bytes), source: null }
  }
  if (!/^\s*[[{"]/.test(text)) {
    throw new AppError('invalid_input', 'It is neither curl, HAR, an HTTP request nor JSON.', {
      hint: 'Paste a curl command, or choose a .har, .http or .json file.',
    })
  }
  const value = parseJson(text)
  if (looksLikeSourceFile(value)) {
    const { source, events } = importSourceFile(value)
    return { kind: 'source', requests: events, source }
  }
  if (looksLikeHar(value)) {
    return { kind: 'har', requests: importHar(value), source: null }
  }
  return { ...fromPayload(text, value, parsePayload), source: null }
}

function fromPayload(
  text: string,
  value: unknown,
  parsePayload: ParsePayload,
): Pick<ImportedFile, 'kind' | 'requests'> {
  const request = { httpVersion: '1.1', ...parsePayload(payloadOfCase(text)) }
  const isBare = Buffer.from(printJson(text)).equals(request.body)
  // A bare body says nothing of its type, and JSON is what it was found as.
  const saysNothing = request.rawHeaders.length === 0 && !StatesHeaders.safeParse(value).success
  const sent: Exchanged =
    saysNothing && request.body.byteLength > 0
      ? {
          ...request,
          rawHeaders: [['Content-Type', 'application/json']],
          // Its sender wrote it as it stands there, but for the line feed that editors put last.
          body: isBare ? Buffer.from(text.trim()) : request.body,
        }
      : request
  return { kind: isBare ? 'body' : 'payload', requests: [sent] }
}

/** An event that came without any headers is written with an empty map of them. */
const StatesHeaders = z.object({ payload: z.object({ headers: z.object({}) }) })
