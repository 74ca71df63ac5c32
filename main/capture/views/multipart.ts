/** Splits a multipart body (RFC 2046, RFC 7578) without copying or changing its bytes. */
import { plainText } from '#preload/model/plain-text'
import { parseHeaderValue } from './media-type.ts'

export interface Part {
  readonly name: string | null
  readonly filename: string | null
  readonly type: string | null
  readonly bytes: Buffer
}

export interface SplitBody {
  readonly parts: readonly Part[]
  readonly problem: string | null
}

/** Beyond that it is no form any more. */
const MAX_PARTS = 1000

/** Of a part; what stands in it is three short headers. */
const MAX_HEAD_BYTES = 16 * 1024

const CR = 13
const LF = 10

export function splitMultipart(body: Buffer, boundary: string): SplitBody {
  const delimiter = Buffer.from(`--${boundary}`, 'latin1')
  const parts: Part[] = []
  let found = nextDelimiter(body, delimiter, 0)
  if (found === undefined) {
    return { parts, problem: 'The boundary that the headers name does not stand in the body.' }
  }
  while (!found.isLast) {
    const following = nextDelimiter(body, delimiter, found.after)
    const end = following?.before ?? body.byteLength
    parts.push(readPart(body.subarray(found.after, Math.max(found.after, end))))
    if (following === undefined) {
      return { parts, problem: 'The body ends without its last boundary: it may be cut off.' }
    }
    if (parts.length === MAX_PARTS) {
      return { parts, problem: `Only the first ${MAX_PARTS} parts are shown.` }
    }
    found = following
  }
  return { parts, problem: null }
}

interface Delimiter {
  /** Where the part before it ends. */
  readonly before: number
  /** Where the part after it starts. */
  readonly after: number
  readonly isLast: boolean
}

/** Only at the start of a line, with nothing but spaces behind it, is it one. */
function nextDelimiter(body: Buffer, delimiter: Buffer, from: number): Delimiter | undefined {
  for (let at = body.indexOf(delimiter, from); at !== -1; at = body.indexOf(delimiter, at + 1)) {
    if (at !== 0 && at !== from && body[at - 1] !== LF) {
      continue
    }
    let end = at + delimiter.byteLength
    const isLast = body[end] === 45 && body[end + 1] === 45
    end += isLast ? 2 : 0
    while (body[end] === 32 || body[end] === 9) {
      end += 1
    }
    const breakLength = lineBreak(body, end)
    if (isLast || breakLength > 0) {
      return { before: beforeBreak(body, at, from), after: end + breakLength, isLast }
    }
  }
  return undefined
}

function lineBreak(body: Buffer, at: number): number {
  if (body[at] === LF) {
    return 1
  }
  return body[at] === CR && body[at + 1] === LF ? 2 : 0
}

/** The line break before a delimiter belongs to it. */
function beforeBreak(body: Buffer, at: number, from: number): number {
  if (at > from && body[at - 1] === LF) {
    return at - 1 > from && body[at - 2] === CR ? at - 2 : at - 1
  }
  return at
}

function readPart(bytes: Buffer): Part {
  const { head, rest } = splitHead(bytes)
  const headers = new Map<string, string>()
  // Folded lines (RFC 2046) go on in the next one.
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':')
    if (colon > 0) {
      headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
    }
  }
  const { parameters } = parseHeaderValue(headers.get('content-disposition') ?? '')
  return {
    name: unescapeName(parameters.get('name')),
    filename: extended(parameters.get('filename*')) ?? unescapeName(parameters.get('filename')),
    type: headers.get('content-type') ?? null,
    bytes: rest,
  }
}

function splitHead(bytes: Buffer): { head: string; rest: Buffer } {
  const own = lineBreak(bytes, 0)
  if (own > 0) {
    return { head: '', rest: bytes.subarray(own) }
  }
  const candidates = ['\r\n\r\n', '\n\n'].flatMap((separator) => {
    const at = bytes.indexOf(separator)
    return at === -1 ? [] : [{ at, length: separator.length }]
  })
  const [first] = candidates.toSorted((a, b) => a.at - b.at)
  return first === undefined
    ? {
        head: bytes.toString('utf8', 0, MAX_HEAD_BYTES),
        rest: bytes.subarray(bytes.byteLength),
      }
    : {
        head: bytes.toString('utf8', 0, Math.min(first.at, MAX_HEAD_BYTES)),
        rest: bytes.subarray(first.at + first.length),
      }
}

/** Browsers write a quote and line breaks of a name as percent escapes (HTML, 4.10.21.8). */
function unescapeName(text: string | undefined): string | null {
  return text === undefined
    ? null
    : text.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n')
}

/** RFC 8187: `UTF-8''na%C3%AFve.txt`. */
function extended(text: string | undefined): string | null {
  const encoded = /^utf-8'[^']*'(.*)$/i.exec(text ?? '')?.[1]
  try {
    return encoded === undefined ? null : decodeURIComponent(encoded)
  } catch {
    return null
  }
}

/** A name to save a part under: the sender chose it, so it may not lead anywhere. */
export function safeFilename(part: Part, index: number): string {
  const last = (part.filename ?? '').split(/[/\\]/).at(-1) ?? ''
  const plain = plainText(last.slice(0, 200))
    .replace(/[\ufffd<>:"|?*]/g, '_')
    .replace(/^[. ]+|[. ]+$/g, '')
  return plain === '' ? `part-${index + 1}` : plain
}
