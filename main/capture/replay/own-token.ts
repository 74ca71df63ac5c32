/** The token of a source's webhook address: what becomes of it in a request that goes out. */
import type { CapturedRequest } from '#main/store/events-repo'
import type { RawHeaders } from '#preload/model'
import { isTokenParameter, TOKEN_HEADER, tokenInQuery } from '../request-target.ts'

/** The token of the source that it goes to; `null` to a receiver who shall not know any. */
export type OutgoingToken = string | null

const MASK = '••••'

type TokenPlaces = Pick<CapturedRequest, 'query' | 'rawHeaders'>

/**
 * What of an event is the token: that of today, and the one that it came with. Beside the header
 * of the token the parameter `b` is the sender's own, unless it says the same.
 */
export function tokensOf({ query, rawHeaders }: TokenPlaces, today: string): readonly string[] {
  const inHeaders = rawHeaders.filter(([name]) => isTokenHeader(name)).map(([, value]) => value)
  const inQuery = inHeaders.length === 0 ? tokenInQuery(query) : undefined
  return [...new Set([today, ...inHeaders, ...(inQuery === undefined ? [] : [inQuery])])]
}

/** Everything else stays as it was written, empty parts (`a=1&&b`) too. */
export function withoutTokens(query: string, tokens: readonly string[]): string {
  return query
    .split('&')
    .filter((part) => !isTokenParameter(part) || !tokens.includes(tokenInQuery(part) ?? ''))
    .join('&')
}

export function hasTokenHeader(headers: RawHeaders): boolean {
  return headers.some(([name]) => isTokenHeader(name))
}

/**
 * A stranger gets neither the header nor the token where proxies repeat the called address
 * (`X-Forwarded-Uri`, `Referer`).
 */
export function withToken(
  headers: RawHeaders,
  tokens: readonly string[],
  token: OutgoingToken,
): RawHeaders {
  if (token !== null) {
    return headers.map(([name, value]) => [name, isTokenHeader(name) ? token : value])
  }
  const known = asWritten(tokens)
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
function asWritten(tokens: readonly string[]): string[] {
  return tokens.filter((one) => one.length >= 8).flatMap((one) => [one, encodeURIComponent(one)])
}
