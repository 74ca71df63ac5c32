/** One GET (or POST) that is answered with a small text, bounded in time and size. */
import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'

export interface GetOptions {
  readonly signal: AbortSignal
  readonly timeoutMs: number
  readonly headers?: Readonly<Record<string, string>>
  /** Makes it a POST, which follows no redirects. */
  readonly body?: Uint8Array
}

export interface GetResult {
  readonly status: number
  readonly contentType: string
  /** At most `MAX_BYTES` of it. */
  readonly body: string
}

/** What is expected is a short JSON or a nonce; an error page is only looked at, not kept. */
const MAX_BYTES = 64 * 1024

const MAX_REDIRECTS = 3

/** Rejects with the system's error, or with the reason of the signal that ended it. */
export async function httpGet(url: string, options: GetOptions): Promise<GetResult> {
  const timeout = AbortSignal.timeout(options.timeoutMs)
  const signal = AbortSignal.any([options.signal, timeout])
  let target = new URL(url)
  for (let redirects = 0; ; redirects++) {
    const { location, ...result } = await getOnce(target, signal, options)
    if (location === undefined || redirects === MAX_REDIRECTS || options.body !== undefined) {
      return result
    }
    target = new URL(location, target)
  }
}

function getOnce(
  url: URL,
  signal: AbortSignal,
  { headers = {}, body }: GetOptions,
): Promise<GetResult & { location: string | undefined }> {
  return new Promise((resolve, reject) => {
    const { request: open } = url.protocol === 'https:' ? https : http
    const method = body === undefined ? 'GET' : 'POST'
    const length = body === undefined ? {} : { 'Content-Length': body.byteLength }
    // No agent: a connection kept from before would not tell whether a new one comes through.
    const request = open(url, {
      agent: false,
      method,
      signal,
      headers: { ...headers, ...length },
      ...lookupFor(url.hostname),
    })
    request.end(body)
    request.on('error', (error) => reject(signal.aborted ? signal.reason : error))
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      let size = 0
      function done(): void {
        const status = response.statusCode ?? 0
        resolve({
          status,
          contentType: response.headers['content-type'] ?? '',
          body: Buffer.concat(chunks).subarray(0, MAX_BYTES).toString('utf8'),
          location: status >= 300 && status < 400 ? response.headers.location : undefined,
        })
        response.destroy()
      }
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        size += chunk.byteLength
        if (size > MAX_BYTES) {
          done()
        }
      })
      response.on('end', done)
      response.on('error', (error) => reject(signal.aborted ? signal.reason : error))
    })
  })
}

/** Names under `.localhost` are loopback (RFC 6761), which not every system's resolver knows. */
const loopback: LookupFunction = (_hostname, { all }, callback) => {
  if (all === true) {
    callback(null, [{ address: '127.0.0.1', family: 4 }])
  } else {
    callback(null, '127.0.0.1', 4)
  }
}

function lookupFor(hostname: string): { lookup?: LookupFunction } {
  return hostname.endsWith('.localhost') ? { lookup: loopback } : {}
}

/** Why a GET failed, as the end of a sentence: "... cannot be reached: no answer came in time". */
export function describeFailure(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return 'no answer came in time'
  }
  const code = (error as { code?: unknown } | null)?.code
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'its name cannot be resolved; this machine may be offline'
    case 'ECONNREFUSED':
      return 'it refuses connections'
    case 'ECONNRESET':
    case 'EPIPE':
      return 'it closed the connection'
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
      return 'there is no network to it'
    default:
      return error instanceof Error ? error.message : String(error)
  }
}
