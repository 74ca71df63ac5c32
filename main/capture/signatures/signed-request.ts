/** What the engine needs to know of a request, and how it reads it. */
import type { RawHeaders } from '#preload/model'
import { formPairs } from '#preload/model/form-pairs'

export interface SignedRequest {
  readonly method: string
  /** Of the request target, undecoded. */
  readonly path: string
  /** Without `?`. */
  readonly query: string
  readonly rawHeaders: RawHeaders
  readonly body: Uint8Array
  /** Bases (`https://host`) under which the sender may have called, the likeliest first. */
  readonly publicUrls?: readonly string[]
}

/** The first header of that name. */
export function headerOf(request: SignedRequest, name: string): string | undefined {
  return headersOf(request, name)[0]
}

/** Every header of that name; HTTP names have no case. */
export function headersOf({ rawHeaders }: SignedRequest, name: string): string[] {
  const wanted = name.toLowerCase()
  return rawHeaders.flatMap(([key, value]) => (key.toLowerCase() === wanted ? [value.trim()] : []))
}

export function bodyText(request: SignedRequest): string {
  return Buffer.from(request.body).toString('utf8')
}

/**
 * The addresses that the sender may have signed. A relay ends TLS and may rename the host, so
 * what arrives does not say which one it was: all are tried.
 */
export function urlsOf(request: SignedRequest): string[] {
  const target = targetOf(request)
  const hosts = [headerOf(request, 'x-forwarded-host'), headerOf(request, 'host')].filter(
    (host): host is string => host !== undefined && host !== '',
  )
  const bases = [
    ...(request.publicUrls ?? []).map((base) => base.replace(/\/+$/, '')),
    ...hosts.flatMap((host) => [`https://${host}`, `http://${host}`]),
  ]
  const urls = bases.map((base) => `${base}${target}`)
  // An address that was entered as https://host?query is called with a slash and signed without.
  const bare =
    request.path === '/' && request.query !== ''
      ? bases.map((base) => `${base}${target.slice(1)}`)
      : []
  return [...new Set([...urls, ...bare])]
}

/** Path and query as they stood on the request line. */
export function targetOf(request: SignedRequest): string {
  return request.query === '' ? request.path : `${request.path}?${request.query}`
}

export function isForm(request: SignedRequest): boolean {
  return /^application\/x-www-form-urlencoded/i.test(headerOf(request, 'content-type') ?? '')
}

/** The text at `path` of a JSON body, or the field of a form body named like its last step. */
export function bodyMember(request: SignedRequest, path: readonly string[]): string | undefined {
  const last = path.at(-1) ?? ''
  if (isForm(request)) {
    return formPairs(bodyText(request)).find(([name]) => name === last)?.[1]
  }
  let value: unknown = parseJson(bodyText(request))
  for (const step of path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
