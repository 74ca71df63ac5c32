/** A request as a context describes it, and what happens to it. */
import type { WireError } from '../protocol.ts'

/** Node takes numbers too. */
export type HeaderValue = string | number | (string | number)[]

export interface Described {
  readonly id: number
  readonly protocol: string
  readonly method: string
  readonly host: string
  readonly port: number | null
  readonly path: string
  readonly headers: [string, HeaderValue][]
  readonly auth: string | null
  readonly tls: object
}

export interface ResponseHead {
  readonly status: number
  readonly message: string
  readonly version: string
  readonly headers: NodeJS.Dict<string | string[]>
  readonly rawHeaders: string[]
}

/** One request on its way, wherever its answer comes from. */
export interface Transport {
  write(bytes: Buffer): void
  end(): void
  destroy(): void
}

export interface TransportEvents {
  connect(): void
  response(head: ResponseHead): void
  data(chunk: Buffer): void
  end(): void
  error(error: WireError): void
}

export function defaultPort(protocol: string): number {
  return protocol === 'https:' ? 443 : 80
}

export function urlOf({ protocol, host, port, path }: Described): string {
  const name = host.includes(':') ? `[${host}]` : host
  const at = port === null || port === defaultPort(protocol) ? '' : `:${port}`
  return `${protocol}//${name}${at}${path}`
}

export function headerOf(
  headers: readonly (readonly [string, HeaderValue])[],
  name: string,
): string {
  const found = headers.find(([key]) => key.toLowerCase() === name)?.[1]
  return found === undefined ? '' : String(found)
}
