/** Where a replay goes: the address, and the path and query on the request line. */
import type { CapturedRequest } from '#main/store/events-repo'
import { AppError } from '#preload/errors'
import type { ReplayTarget } from '#preload/model/replay'
import { isTokenParameter } from '../request-target.ts'

export interface SourceAddress {
  readonly slug: string
  readonly token: string
  /** `null` while this process does not capture. */
  readonly localUrl: string | null
}

export interface ResolvedTarget {
  readonly url: URL
  readonly path: string
  readonly query: string
  /** `null` for a receiver that is somebody else. */
  readonly token: string | null
}

export function resolveTarget(
  target: ReplayTarget,
  event: Pick<CapturedRequest, 'path' | 'query'>,
  editedQuery: string | undefined,
  addressOf: (sourceId: string) => SourceAddress,
): ResolvedTarget {
  const query = editedQuery ?? event.query
  if (target.kind === 'source') {
    return toSource(addressOf(target.sourceId), event.path, query)
  }
  const url = new URL(target.url)
  if (url.username !== '' || url.password !== '') {
    // They would stand in the history for everybody to see.
    throw new AppError('invalid_input', 'The address holds a user name or password.', {
      hint: 'Edit the event and send them as an Authorization header.',
    })
  }
  // The token is this source's secret, and the receiver is somebody else.
  return {
    url,
    path: url.pathname,
    query: joined(url.search.slice(1), withoutToken(query)),
    token: null,
  }
}

function toSource(
  { slug, token, localUrl }: SourceAddress,
  path: string,
  query: string,
): ResolvedTarget {
  if (localUrl === null) {
    throw new AppError('invalid_input', 'The listener for webhooks is not running here.', {
      hint: 'Open the capture window of the source, then replay again.',
    })
  }
  return {
    url: new URL(localUrl),
    path: path.replace(/\/$/, '') === `/${slug}` ? path : '/',
    query: joined(`b=${encodeURIComponent(token)}`, withoutToken(query)),
    token,
  }
}

/** Everything else stays as it was written, empty parts (`a=1&&b`) too. */
function withoutToken(query: string): string {
  return query
    .split('&')
    .filter((part) => !isTokenParameter(part))
    .join('&')
}

function joined(...queries: string[]): string {
  return queries.filter((query) => query !== '').join('&')
}
