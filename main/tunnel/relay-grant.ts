/** Asks a relay that speaks localtunnel's protocol for a public address: one GET. */
import { plainText } from '#preload/model/plain-text'
import { z } from 'zod'
import { describeFailure, httpGet } from './http-get.ts'
import type { RelayEndpoint } from './localtunnel-client.ts'
import { TunnelFailure } from './provider.ts'

export interface Grant {
  /** The name at the relay, to ask for again. */
  readonly name: string
  readonly publicUrl: string
  readonly endpoint: RelayEndpoint
}

export interface GrantRequest {
  readonly relayUrl: string
  /** `undefined` lets the relay choose. */
  readonly name: string | undefined
  readonly signal: AbortSignal
  readonly timeoutMs: number
}

/** The relay is a stranger: what it says is checked before it is acted upon. */
const Answer = z.object({
  id: z.string().min(1).max(200),
  ip: z.string().optional(),
  port: z.number().int().min(1).max(65535),
  url: z.url({ protocol: /^https?$/ }).max(500),
  max_conn_count: z.number().int().positive().optional(),
})

/** What the public relay grants; a relay that says more is not followed. */
const MAX_SOCKETS = 10

export async function requestGrant(request: GrantRequest): Promise<Grant> {
  const base = request.relayUrl.replace(/\/+$/, '')
  const { host, hostname } = new URL(base)
  const url = `${base}/${request.name === undefined ? '?new' : encodeURIComponent(request.name)}`
  const result = await httpGet(url, request).catch((error: unknown) => {
    throw new TunnelFailure(`The relay ${host} cannot be reached: ${describeFailure(error)}.`)
  })
  const answer = Answer.safeParse(parseJson(result.body))
  if (result.status !== 200 || !answer.success) {
    throw new TunnelFailure(
      `The relay ${host} gave no address: it answered ${result.status}${saidIn(result.body)}.`,
    )
  }
  const { id, ip, port, max_conn_count: sockets = 1 } = answer.data
  return {
    name: id,
    // As a URL writes it: what is shown and copied holds nothing that turns or hides text.
    publicUrl: new URL(answer.data.url).href.replace(/\/+$/, ''),
    endpoint: {
      // A URL keeps IPv6 addresses in brackets.
      host: hostname.replace(/^\[|\]$/g, ''),
      ip,
      port,
      sockets: Math.min(sockets, MAX_SOCKETS),
    },
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function saidIn(body: string): string {
  const said = z.object({ message: z.string() }).safeParse(parseJson(body))
  return said.success ? ` (${plainText(said.data.message.slice(0, 200))})` : ''
}
