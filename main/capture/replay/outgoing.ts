/** What of a captured event goes out again, and what is edited of it. */
import type { CapturedRequest } from '#main/store/events-repo'
import type { RawHeaders } from '#preload/model'
import type { ReplayEdit } from '#preload/model/replay'
import type { SignedRequest } from '../signatures/signed-request.ts'
import { RELAY_HEADER } from '../views/header-origins.ts'
import { editedBody } from './edited-body.ts'
import { withToken, type OutgoingToken } from './own-token.ts'

/** They were about the connection that brought the event (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
  'expect',
])

export interface OutgoingOptions {
  readonly url: URL
  /** Path and query on the request line. */
  readonly path: string
  readonly query: string
  readonly edit: ReplayEdit
  readonly keepRelayHeaders: boolean
  readonly token: OutgoingToken
  /** The tokens that the event holds, which go to nobody. */
  readonly known: readonly string[]
}

/** The order, spelling and number of headers stay; Host is that of the receiver, or edited. */
export function outgoing(event: CapturedRequest, options: OutgoingOptions): SignedRequest {
  const { edit } = options
  const headers = edit.rawHeaders ?? event.rawHeaders
  const ofConnection = new Set([...HOP_BY_HOP, ...namedByConnection(headers)])
  const kept = headers.filter(
    ([name]) =>
      !ofConnection.has(name.toLowerCase()) &&
      (options.keepRelayHeaders || !RELAY_HEADER.test(name)),
  )
  const host = valueOf(kept, 'host')
  const isOwnHost =
    edit.rawHeaders !== undefined &&
    host !== undefined &&
    host !== valueOf(event.rawHeaders, 'host')
  return {
    method: edit.method ?? event.method,
    path: options.path,
    query: options.query,
    rawHeaders: withHost(
      withToken(kept, options.known, options.token),
      isOwnHost ? host : options.url.host,
    ),
    body: editedBody(edit, kept) ?? event.body,
    publicUrls: [options.url.origin],
  }
}

/** `Connection: close, X-Hop` says that X-Hop was for this connection alone. */
function namedByConnection(headers: RawHeaders): string[] {
  return headers
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.split(','))
    .map((name) => name.trim().toLowerCase())
}

function valueOf(headers: RawHeaders, wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1]
}

export function isEdited({ method, query, rawHeaders, body }: ReplayEdit): boolean {
  return [method, query, rawHeaders, body].some((part) => part !== undefined)
}

function withHost(headers: RawHeaders, host: string): RawHeaders {
  return replaceOrAdd(headers, ['host'], 'Host', host, true)
}

/** Without a body these have no length, and a receiver may refuse one. */
const USUALLY_WITHOUT_BODY = /^(?:GET|HEAD|DELETE|OPTIONS)$/

/** The length of the body that really goes out, where the event stated its own. */
export function framed(request: SignedRequest): RawHeaders {
  if (
    request.body.byteLength === 0 &&
    USUALLY_WITHOUT_BODY.test(request.method) &&
    !request.rawHeaders.some(([name]) => /^(?:content-length|transfer-encoding)$/i.test(name))
  ) {
    return request.rawHeaders
  }
  return replaceOrAdd(
    request.rawHeaders,
    ['content-length', 'transfer-encoding'],
    'Content-Length',
    String(request.body.byteLength),
    false,
  )
}

function replaceOrAdd(
  headers: RawHeaders,
  names: readonly string[],
  name: string,
  value: string,
  first: boolean,
): RawHeaders {
  const isOne = ([key]: readonly [string, string]): boolean => names.includes(key.toLowerCase())
  const at = headers.findIndex(isOne)
  if (at === -1) {
    return first ? [[name, value], ...headers] : [...headers, [name, value]]
  }
  return headers
    .map((header, index): [string, string] => {
      const spelled = header[0].toLowerCase() === name.toLowerCase() ? header[0] : name
      return index === at ? [spelled, value] : header
    })
    .filter((header, index) => index === at || !isOne(header))
}
