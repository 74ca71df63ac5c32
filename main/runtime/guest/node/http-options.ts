/** The many forms in which `http.request` takes its options, as one. */
import { fromBinary, host, toBinary, type UrlLike } from './scope.ts'

export interface RequestOptions {
  readonly protocol: string
  readonly method: string
  readonly host: string
  readonly port: number | null
  readonly path: string
  readonly headers: [string, unknown][]
  readonly auth: string | null
  readonly timeout: number | undefined
  /** What TLS needs, as far as it is text. */
  readonly tls: Record<string, unknown>
}

type Loose = Record<string, unknown>

function fromUrl(url: UrlLike): Loose {
  const { protocol, hostname, port, pathname, search, username, password } = url
  return {
    protocol,
    hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? undefined : Number(port),
    path: `${pathname}${search}`,
    ...(username === '' && password === ''
      ? {}
      : { auth: `${decodeURIComponent(username)}:${decodeURIComponent(password)}` }),
  }
}

function merge(args: readonly unknown[]): Loose {
  const [first, second] = args
  if (typeof first === 'string') {
    return { ...fromUrl(new host.URL(first)), ...(second as Loose) }
  }
  if (first instanceof host.URL) {
    return { ...fromUrl(first), ...(second as Loose) }
  }
  return { ...(first as Loose) }
}

const tlsText = ['ca', 'cert', 'key', 'passphrase', 'servername', 'ciphers', 'minVersion']

function tlsOptions(options: Loose): Loose {
  const agent = options['agent']
  const inner = typeof agent === 'object' && agent !== null ? Reflect.get(agent, 'options') : {}
  const all = { ...(inner as Loose), ...options }
  const tls: Loose = {}
  for (const name of tlsText) {
    const value = all[name]
    if (typeof value === 'string') {
      tls[name] = value
    } else if (ArrayBuffer.isView(value)) {
      tls[name] = fromBinary(toBinary(value)).toString()
    }
  }
  if (all['rejectUnauthorized'] === false) {
    tls['rejectUnauthorized'] = false
  }
  return tls
}

function text(value: unknown, fallback: string): string {
  if (value === undefined || value === null) {
    return fallback
  }
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function headerList(headers: unknown): [string, unknown][] {
  if (Array.isArray(headers)) {
    return headers as [string, unknown][]
  }
  return Object.entries((headers ?? {}) as Loose).filter(([, value]) => value !== undefined)
}

export function toRequestOptions(
  protocol: 'http:' | 'https:',
  args: readonly unknown[],
): RequestOptions {
  const options = merge(args)
  const given = options['protocol']
  if (typeof given === 'string' && given !== protocol) {
    throw Object.assign(
      new TypeError(`Protocol "${given}" not supported. Expected "${protocol}"`),
      { code: 'ERR_INVALID_PROTOCOL' },
    )
  }
  const name = options['hostname'] ?? options['host']
  const { port, auth, timeout } = options
  return {
    protocol,
    method: text(options['method'], 'GET').toUpperCase(),
    host: text(name, 'localhost'),
    port: port === undefined || port === null || port === '' ? null : Number(port),
    path: text(options['path'], '/'),
    headers: headerList(options['headers']),
    auth: typeof auth === 'string' ? auth : null,
    timeout: typeof timeout === 'number' ? timeout : undefined,
    tls: tlsOptions(options),
  }
}
