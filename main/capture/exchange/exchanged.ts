/** One request on its way in or out, whatever it is written as. */
import type { CapturedRequest } from '#main/store/events-repo'
import type { RawHeaders } from '#preload/model'

/** What a format can say of a request; what it cannot is filled in on import. */
export interface Exchanged {
  readonly method: string
  /** Of the request target, undecoded. */
  readonly path: string
  /** Without `?`. */
  readonly query: string
  readonly httpVersion: string
  readonly rawHeaders: RawHeaders
  readonly body: Uint8Array
  readonly receivedAt?: string
  readonly remoteAddress?: string
  /** Of the file of a whole source: what its user did with the event. */
  readonly marks?: EventMarks
  /** What of it could not be taken over, a sentence each. */
  readonly notes?: readonly string[]
}

export interface EventMarks {
  readonly pinned: boolean
  readonly note: string
}

export function toCaptured(request: Exchanged, now: string): CapturedRequest {
  return {
    method: request.method,
    path: request.path,
    query: request.query,
    httpVersion: request.httpVersion,
    remoteAddress: request.remoteAddress ?? '',
    rawHeaders: request.rawHeaders,
    body: request.body,
    receivedAt: request.receivedAt ?? now,
    receiveMs: null,
    viaTunnel: false,
  }
}

export function findHeader(headers: RawHeaders, name: string): string | undefined {
  const wanted = name.toLowerCase()
  return headers.find(([key]) => key.toLowerCase() === wanted)?.[1]
}

export function hasHeader(headers: RawHeaders, name: string): boolean {
  return findHeader(headers, name) !== undefined
}

export function targetOf({ path, query }: Pick<Exchanged, 'path' | 'query'>): string {
  return query === '' ? path : `${path}?${query}`
}

/**
 * Without the spaces and tabs around it, which are no part of a header's value (RFC 9110). A
 * value has one character a byte: `trim` would take bytes of letters, such as the last of "à".
 */
export function trimHeader(value: string): string {
  let [from, to] = [0, value.length]
  while (isBlank(value[from])) {
    from += 1
  }
  while (to > from && isBlank(value[to - 1])) {
    to -= 1
  }
  return value.slice(from, to)
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\r' || char === '\n'
}

export interface Address {
  /** `http` or `https`, host with port; `null` for a bare path. */
  readonly scheme: string | null
  readonly host: string | null
  readonly path: string
  readonly query: string
}

/**
 * By hand, not by `URL`: that class rewrites what it parses (dots, escapes, empty queries), and
 * the request target is part of what some senders sign.
 */
export function parseAddress(text: string): Address {
  const [, scheme, host, rest = ''] =
    /^(?:([a-z][a-z0-9+.-]*):\/\/([^/?#]*))?([^#]*)/i.exec(text) ?? []
  const mark = rest.indexOf('?')
  const path = mark === -1 ? rest : rest.slice(0, mark)
  return {
    scheme: scheme?.toLowerCase() ?? null,
    host: host ?? null,
    path: path === '' ? '/' : path,
    query: mark === -1 ? '' : rest.slice(mark + 1),
  }
}

/** A request target as it stood on the request line, cut at its first `?` and nowhere else. */
export function splitTarget(target: string): Pick<Exchanged, 'path' | 'query'> {
  const mark = target.indexOf('?')
  return mark === -1
    ? { path: target, query: '' }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) }
}

/** The text of the bytes, when it says exactly these bytes. */
export function exactText(bytes: Uint8Array): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = buffer.toString('utf8')
  return Buffer.from(text).equals(buffer) ? text : undefined
}
