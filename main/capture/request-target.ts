/** Splits the request target without decoding it: what is stored is what was sent. */
export interface RequestTarget {
  readonly path: string
  /** Without `?`. */
  readonly query: string
}

export function parseTarget(target: string): RequestTarget {
  const origin = target.startsWith('/') ? target : withoutAuthority(target)
  const mark = origin.indexOf('?')
  return mark === -1
    ? { path: origin, query: '' }
    : { path: origin.slice(0, mark), query: origin.slice(mark + 1) }
}

/** Proxies send the absolute form, `http://host/path?query`. */
function withoutAuthority(target: string): string {
  return target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, '')
}

/** The second way to give the token; senders whose address has no query use it. */
export const TOKEN_HEADER = 'x-segment-source-function-token'

/** The token parameter; the first one counts, as in a `URLSearchParams`. */
export function tokenInQuery(query: string): string | undefined {
  const pair = query.split('&').find((part) => /^(?:b|%62)=/.test(part))
  return pair === undefined ? undefined : decode(pair.slice(pair.indexOf('=') + 1))
}

/** Whether a part of a query is the parameter that gives the token, with a value or without. */
export function isTokenParameter(part: string): boolean {
  return /^(?:b|%62)(?:=|$)/.test(part)
}

/** `/` is undefined, `/a-slug` is the slug, anything else is null: no address of ours. */
export function slugInPath(path: string): string | undefined | null {
  if (path === '/' || path === '') {
    return undefined
  }
  const slug = path.endsWith('/') ? path.slice(1, -1) : path.slice(1)
  return /^[a-z0-9-]+$/.test(slug) ? slug : null
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
