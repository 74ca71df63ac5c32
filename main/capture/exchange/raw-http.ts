/** A request as the text that goes over the wire (RFC 9112), both ways. */
import { AppError } from '#preload/errors'
import type { RawHeaders } from '#preload/model'
import {
  findHeader,
  hasHeader,
  parseAddress,
  splitTarget,
  targetOf,
  trimHeader,
  type Exchanged,
} from './exchanged.ts'

const REQUEST_LINE = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+) (\S+)(?: HTTP\/(\d(?:\.\d)?))?$/

export function looksLikeRawHttp(text: string): boolean {
  const line = text.slice(0, 8192).split(/\r?\n/, 1)[0] ?? ''
  const match = REQUEST_LINE.exec(line)
  return match !== null && (match[3] !== undefined || /^(?:https?:\/\/|\/)/.test(match[2] ?? ''))
}

export function exportRawHttp(request: Exchanged): Buffer {
  const head = [
    `${request.method} ${targetOf(request)} HTTP/${request.httpVersion}`,
    ...request.rawHeaders.map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ]
  return Buffer.concat([
    Buffer.from(head.join('\r\n'), 'latin1'),
    isChunked(request.rawHeaders) ? chunked(request.body) : request.body,
  ])
}

/** How the body was cut is not kept: it goes out as one chunk. */
function chunked(body: Uint8Array): Buffer {
  const end = Buffer.from('0\r\n\r\n')
  return body.byteLength === 0
    ? end
    : Buffer.concat([
        Buffer.from(`${body.byteLength.toString(16)}\r\n`),
        body,
        Buffer.from('\r\n'),
        end,
      ])
}

function isChunked(headers: RawHeaders): boolean {
  return /\bchunked\s*$/i.test(findHeader(headers, 'transfer-encoding') ?? '')
}

export function importRawHttp(bytes: Uint8Array): Exchanged {
  const text = Buffer.from(bytes).toString('latin1')
  const end = /\r?\n\r?\n/.exec(text)
  const headEnd = end?.index ?? text.length
  const [first = '', ...lines] = text
    .slice(0, headEnd)
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
  const match = REQUEST_LINE.exec(first)
  if (match === null) {
    throw new AppError('invalid_input', 'This is no HTTP request: its first line is malformed.', {
      hint: 'It must look like: POST /path?query HTTP/1.1',
    })
  }
  const target = match[2] ?? '/'
  const url = /^https?:\/\//i.test(target)
    ? parseAddress(target)
    : { host: null, ...splitTarget(target) }
  const sent = lines.map(headerLine)
  const rawHeaders: RawHeaders =
    url.host === null || hasHeader(sent, 'host') ? sent : [['Host', url.host], ...sent]
  const rest = bytes.subarray(end === null ? bytes.byteLength : headEnd + end[0].length)
  return {
    method: match[1] ?? 'POST',
    path: url.path,
    query: url.query,
    httpVersion: match[3] ?? '1.1',
    ...framed(rawHeaders, Buffer.from(rest)),
  }
}

function headerLine(line: string): [string, string] {
  const at = line.indexOf(':')
  if (at <= 0) {
    throw new AppError('invalid_input', `"${line.slice(0, 60)}" is no header line.`, {
      hint: 'A header looks like: Name: value',
    })
  }
  return [line.slice(0, at), trimHeader(line.slice(at + 1))]
}

/** A message that was written or edited by hand has a length that is not right any more. */
function framed(rawHeaders: RawHeaders, rest: Buffer): Pick<Exchanged, 'rawHeaders' | 'body'> {
  if (isChunked(rawHeaders)) {
    // What proxies and inspectors save often has the header of the chunks and no chunks.
    return {
      rawHeaders,
      ...(SIZE_LINE.test(firstLine(rest, 0)) ? unchunked(rest) : { body: rest }),
    }
  }
  const stated = findHeader(rawHeaders, 'content-length')
  if (stated === undefined || Number(stated) === rest.byteLength) {
    return { rawHeaders, body: rest }
  }
  const body = rest.subarray(0, Number(stated))
  // Editors end a file with a line feed, which is not part of the message.
  if (
    body.byteLength === Number(stated) &&
    /^[\r\n]*$/.test(rest.toString('latin1', body.byteLength))
  ) {
    return { rawHeaders, body }
  }
  return {
    rawHeaders: rawHeaders.map(([name, value]): [string, string] => [
      name,
      name.toLowerCase() === 'content-length' ? String(rest.byteLength) : value,
    ]),
    body: rest,
  }
}

const SIZE_LINE = /^[0-9a-f]{1,12}[ \t]*(?:;.*)?\r?\n$/i

/** With its line feed; without one where there is none. */
function firstLine(bytes: Buffer, from: number): string {
  const end = bytes.indexOf('\n', from)
  return bytes.toString('latin1', from, end === -1 ? bytes.byteLength : end + 1)
}

function unchunked(bytes: Buffer): Pick<Exchanged, 'body'> {
  const chunks: Buffer[] = []
  let at = 0
  for (;;) {
    const line = firstLine(bytes, at)
    const size = SIZE_LINE.test(line) ? Number.parseInt(line, 16) : -1
    const from = at + line.length
    if (size === 0) {
      return { body: Buffer.concat(chunks) }
    }
    const end = /^\r?\n/.exec(bytes.toString('latin1', from + size, from + size + 2))?.[0]
    if (size === -1 || end === undefined) {
      throw new AppError('invalid_input', 'The chunks of the body are cut short or malformed.', {
        hint: 'Save the whole message, or take out its header Transfer-Encoding.',
      })
    }
    chunks.push(bytes.subarray(from, from + size))
    at = from + size + end.length
  }
}
