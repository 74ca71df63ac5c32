/** What senders are told. Nothing here names what exists inside: tokens, slugs, sources. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer } from './answers/answer.ts'

export interface Refusal {
  readonly status: number
  readonly error: string
  readonly headers?: Readonly<Record<string, string>>
}

const RETRY_SOON = { 'Retry-After': '1' }

export const refusals = {
  malformed: { status: 400, error: 'This is not a valid HTTP request.' },
  token: { status: 401, error: 'The token is missing or unknown.' },
  address: { status: 404, error: 'There is nothing at this address.' },
  closed: { status: 404, error: 'Nothing is being captured here at the moment.' },
  method: { status: 405, error: 'Only POST is accepted here.', headers: { Allow: 'POST' } },
  slow: { status: 408, error: 'The request took too long to arrive.' },
  headers: { status: 431, error: 'The headers of this request are too large.' },
  busy: { status: 503, error: 'Too much is arriving at once.', headers: RETRY_SOON },
  /** 507 is Insufficient Storage: the sender's fault it is not, and it may try again. */
  full: {
    status: 507,
    error: 'There is no room for this event: all that are kept are pinned.',
    headers: { 'Retry-After': '60' },
  },
  storage: { status: 503, error: 'The event could not be stored.', headers: RETRY_SOON },
} as const satisfies Record<string, Refusal>

export function tooLarge(maxBytes: number): Refusal {
  return { status: 413, error: `The body is larger than ${maxBytes} bytes.` }
}

/** Told to those who know the token only. */
export function methodNotAllowed(methods: readonly string[]): Refusal {
  const list = methods.join(', ')
  return {
    status: 405,
    error: `Only ${list} ${methods.length === 1 ? 'is' : 'are'} accepted here.`,
    headers: { Allow: list },
  }
}

/** A text, not bytes: Node sends it in one piece with the headers. */
const SUCCESS = '{"success":true}'
const SUCCESS_HEADERS = [
  'Content-Type',
  'application/json',
  'Content-Length',
  String(SUCCESS.length),
]

export function accept(response: ServerResponse): void {
  response.writeHead(200, SUCCESS_HEADERS)
  response.end(SUCCESS, 'latin1')
}

/** The answer that the source's user chose, after its delay; a sender that left gets none. */
export function respond(response: ServerResponse, answer: Answer): void {
  const body = Buffer.from(answer.body)
  const send = (): void => {
    const { status } = answer
    const hasBody = status !== 204 && status !== 205 && status !== 304
    // A 205 has no content, and says so (RFC 9110, 15.3.6); the others have no length at all.
    const length = hasBody ? body.byteLength : 0
    try {
      response.writeHead(status, [
        ...answer.headers.flat(),
        ...(hasBody || status === 205 ? ['Content-Length', String(length)] : []),
      ])
    } catch {
      // Node refuses the headers. The event is stored: its sender shall not send it again.
      accept(response)
      return
    }
    response.end(hasBody ? body : undefined)
  }
  if (answer.delayMs === 0) {
    send()
    return
  }
  const timer = setTimeout(send, answer.delayMs)
  response.once('close', () => clearTimeout(timer))
}

/** A body up to this size is read and dropped, so that the connection stays usable. */
const DROPPED_BYTES = 64 * 1024

/**
 * How long a sender may go on after its refusal. Closing at once would reset the connection,
 * and many clients then report the reset instead of the answer that they have already received.
 */
const LINGER_MS = 1000
const LINGER_BYTES = 4 * 1024 * 1024

export function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  const body = JSON.stringify({ error: refusal.error })
  const headers = {
    ...refusal.headers,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
  }
  if (request.complete || (refusal.status !== 408 && restIsSmall(request))) {
    response.writeHead(refusal.status, headers)
    response.end(body)
    closeUnlessComplete(request)
    return
  }
  response.writeHead(refusal.status, { ...headers, Connection: 'close' })
  response.write(body)
  linger(request, () => response.end())
}

/** The rest may be small and yet never come: nobody holds a connection by not sending it. */
function closeUnlessComplete(request: IncomingMessage): void {
  if (!request.complete) {
    const { socket } = request
    linger(request, () => {
      if (!request.complete) {
        socket.destroy()
      }
    })
  }
}

function restIsSmall(request: IncomingMessage): boolean {
  const waitsForContinue = request.headers.expect !== undefined
  const chunked = request.headers['transfer-encoding'] !== undefined
  return (
    !waitsForContinue && !chunked && Number(request.headers['content-length'] ?? 0) <= DROPPED_BYTES
  )
}

function linger(request: IncomingMessage, done: () => void): void {
  let dropped = 0
  function finish(): void {
    clearTimeout(timer)
    request.off('data', drop).off('end', finish).off('close', finish)
    done()
  }
  function drop(chunk: Buffer): void {
    dropped += chunk.byteLength
    if (dropped > LINGER_BYTES) {
      finish()
    }
  }
  const timer = setTimeout(finish, LINGER_MS)
  request.on('data', drop).on('end', finish).on('close', finish)
  request.resume()
}

/** For what never became a request: written to the bare connection, which is then closed. */
export function rawAnswer(refusal: Refusal): string {
  const body = JSON.stringify({ error: refusal.error })
  const extra = Object.entries(refusal.headers ?? {}).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  return (
    `HTTP/1.1 ${refusal.status} ${REASONS[refusal.status] ?? 'Refused'}\r\n${extra.join('')}` +
    'Content-Type: application/json\r\n' +
    `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`
  )
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
}
