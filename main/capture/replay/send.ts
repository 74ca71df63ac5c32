/** One request over node:http with its header list as it is; never throws. */
import http from 'node:http'
import https from 'node:https'
import { isIPv4 } from 'node:net'
import type { Duplex } from 'node:stream'
import type { RawHeaders } from '#preload/model'
import type { Replay, ReplayResponse } from '#preload/model/replay'
import { describeSendFailure } from './send-failure.ts'

export interface SendRequest {
  readonly url: URL
  readonly method: string
  /** Path and query, as they go on the request line. */
  readonly target: string
  readonly rawHeaders: RawHeaders
  readonly body: Uint8Array
  readonly signal: AbortSignal
}

/** Told of what is sent, for whoever must not take it for a webhook from outside. */
export type WhileSending = <T>(sending: Promise<T>) => Promise<T>

export type Sent = Pick<Replay, 'response' | 'timing' | 'error'>

/** Longest wait for the whole answer; a source's own answer may be delayed by 30 s. */
const DEADLINE_MS = 45_000

/** How much of an answer is kept, and after how much it is cut off. */
const KEPT_BYTES = 32 * 1024
const CUT_BYTES = 16 * 1024 * 1024

export function send(request: SendRequest): Promise<Sent> {
  const started = performance.now()
  const elapsed = (): number => Math.round((performance.now() - started) * 10) / 10
  const timing = { connectMs: null as number | null, firstByteMs: null as number | null }
  return new Promise((resolve) => {
    const finish = (response: ReplayResponse | null, error: string | null): void => {
      resolve({ response, timing: { ...timing, totalMs: elapsed() }, error })
    }
    const fail = (error: unknown): void => finish(null, describeSendFailure(request.url, error))
    try {
      const outgoing = open(request)
      const connected = request.url.protocol === 'https:' ? 'secureConnect' : 'connect'
      outgoing.on('socket', (socket) => {
        socket.once(connected, () => {
          timing.connectMs = elapsed()
        })
      })
      outgoing.on('error', fail)
      let answered = false
      outgoing.on('response', (response) => {
        answered = true
        timing.firstByteMs = elapsed()
        readAnswer(response).then((answer) => finish(answer, null), fail)
      })
      // An answer after which no HTTP follows: it has no body, and the connection is ours to end.
      const ended = (response: http.IncomingMessage, socket: Duplex): void => {
        timing.firstByteMs = elapsed()
        socket.destroy()
        finish(answerOf(response, [], 0), null)
      }
      outgoing.on('upgrade', ended).on('connect', ended)
      outgoing.on('close', () => {
        if (!answered) {
          fail(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }))
        }
      })
      outgoing.end(request.body)
    } catch (error) {
      // Node refuses a header or a path that it would not send.
      fail(error)
    }
  })
}

function open({ url, method, target, rawHeaders, signal }: SendRequest): http.ClientRequest {
  const deadline = AbortSignal.timeout(DEADLINE_MS)
  const options = {
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? undefined : url.port,
    method,
    path: target,
    // Node sends a list in its own order and spelling, and adds but Connection.
    headers: rawHeaders.flat(),
    agent: false,
    signal: AbortSignal.any([signal, deadline]),
    // Node's own limit is less than what some receivers send.
    maxHeaderSize: 64 * 1024,
  } as const
  return url.protocol === 'https:'
    ? https.request({ ...options, rejectUnauthorized: !isLoopback(url) })
    : http.request(options)
}

/** On this machine a certificate that one made oneself is what is to be expected. */
export function isLoopback({ hostname }: URL): boolean {
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    (isIPv4(hostname) && hostname.startsWith('127.'))
  )
}

async function readAnswer(response: http.IncomingMessage): Promise<ReplayResponse> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (size < KEPT_BYTES) {
      chunks.push(chunk.subarray(0, KEPT_BYTES - size))
    }
    size += chunk.byteLength
    if (size > CUT_BYTES) {
      break
    }
  }
  return answerOf(response, chunks, size)
}

function answerOf(
  response: http.IncomingMessage,
  chunks: readonly Buffer[],
  size: number,
): ReplayResponse {
  return {
    status: response.statusCode ?? 0,
    statusText: response.statusMessage ?? '',
    rawHeaders: pairs(response.rawHeaders),
    bodyBase64: Buffer.concat(chunks).toString('base64'),
    size,
  }
}

/** Node lists names and values in turn. */
function pairs(flat: readonly string[]): RawHeaders {
  return Array.from({ length: Math.floor(flat.length / 2) }, (_, index): [string, string] => [
    flat[2 * index] ?? '',
    flat[2 * index + 1] ?? '',
  ])
}
