/** The token of a source's webhook address: what becomes of it in a request that goes out. */
import type { CapturedRequest } from '#main/store/events-repo'
import type { RawHeaders } from '#preload/model'
import { TOKEN_HEADER, tokenInQuery } from '../request-target.ts'

/** The token of the source that it goes to; `null` to a receiver who shall not know any. */
export type OutgoingToken = string | null

const MASK = '••••'

/**
 * A stranger gets neither the header nor the token where proxies repeat the called address
 * (`X-Forwarded-Uri`, `Referer`).
 */
export function withToken(
  headers: RawHeaders,
  event: Pick<CapturedRequest, 'query' | 'rawHeaders'>,
  token: OutgoingToken,
): RawHeaders {
  if (token !== null) {
    return headers.map(([name, value]) => [name, isTokenHeader(name) ? token : value])
  }
  const known = tokensOf(event)
  return headers
    .filter(([name]) => !isTokenHeader(name))
    .map(([name, value]) => [
      name,
      known.reduce((text, one) => text.replaceAll(one, 'REDACTED'), value),
    ])
}

/** Of an address that is kept and shown. */
export function maskToken(url: string): string {
  return url.replace(/([?&](?:b|%62)=)[^&#]*/g, `$1${MASK}`)
}

function isTokenHeader(name: string): boolean {
  return name.toLowerCase() === TOKEN_HEADER
}

/** As text and as it stands in an address. A few letters are no token, and stand anywhere. */
function tokensOf({ query, rawHeaders }: Pick<CapturedRequest, 'query' | 'rawHeaders'>): string[] {
  const given = [
    tokenInQuery(query),
    ...rawHeaders.filter(([name]) => isTokenHeader(name)).map(([, value]) => value),
  ]
  return given
    .filter((one): one is string => one !== undefined && one.length >= 8)
    .flatMap((one) => [one, encodeURIComponent(one)])
}
