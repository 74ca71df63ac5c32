/** Fetches our own nonce through the public address: the only proof that webhooks come through. */
import { describeFailure, httpGet } from './http-get.ts'

export interface ProbeTarget {
  /** Path that our own listener answers, with a part that nobody can guess. */
  readonly path: string
  /** The body it answers with. */
  readonly answer: string
}

/** `reason` is a sentence. */
export type ProbeResult = { readonly ok: true } | { readonly ok: false; readonly reason: string }

/**
 * Relays show pages to what looks like a browser; webhook senders do not look like one. The
 * other headers tell localtunnel, ngrok and dev tunnels to leave their pages out.
 */
const HEADERS = {
  'User-Agent': 'Hookbench-Probe/1',
  'Bypass-Tunnel-Reminder': '1',
  'Ngrok-Skip-Browser-Warning': '1',
  'X-Tunnel-Skip-AntiPhishing-Page': '1',
}

export async function probePublicUrl(
  publicUrl: string,
  target: ProbeTarget,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<ProbeResult> {
  const { host } = new URL(publicUrl)
  try {
    // A query of its own each time, lest a cache answers.
    const url = `${publicUrl}${target.path}?at=${Date.now()}`
    const { status, body, contentType } = await httpGet(url, {
      signal,
      timeoutMs,
      headers: HEADERS,
    })
    if (status === 200 && body === target.answer) {
      return { ok: true }
    }
    return { ok: false, reason: describeAnswer(host, status, contentType) }
  } catch (error) {
    signal.throwIfAborted()
    return { ok: false, reason: `${host} cannot be reached: ${describeFailure(error)}.` }
  }
}

/** Sends a body of our own through the public address: only then is a refusal the relay's. */
export async function probeSize(
  publicUrl: string,
  target: ProbeTarget,
  bytes: number,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<ProbeResult> {
  const { host } = new URL(publicUrl)
  try {
    const { status, body, contentType } = await httpGet(`${publicUrl}${target.path}`, {
      signal,
      timeoutMs,
      headers: { ...HEADERS, 'Content-Type': 'application/octet-stream' },
      body: Buffer.alloc(bytes),
    })
    return status === 200 && body === target.answer
      ? { ok: true }
      : { ok: false, reason: describeAnswer(host, status, contentType) }
  } catch (error) {
    signal.throwIfAborted()
    // A relay that refuses while the body is on its way may cut the connection.
    return { ok: false, reason: `${host} did not take the body: ${describeFailure(error)}.` }
  }
}

function describeAnswer(host: string, status: number, contentType: string): string {
  switch (status) {
    case 408:
    case 502:
    case 503:
    case 504:
      return `The relay at ${host} answered ${status}: it has no working connection to this machine.`
    case 413:
      return `The relay at ${host} answered 413: it refuses requests of this size.`
    case 429:
      return `The relay at ${host} answered 429: it wants fewer requests.`
    case 404:
      return `${host} answered 404: the address does not lead to this machine.`
    default:
      return contentType.startsWith('text/html')
        ? `${host} showed a page of its own (status ${status}) instead of letting requests through.`
        : `${host} answered ${status}, but it was not this machine that answered.`
  }
}
