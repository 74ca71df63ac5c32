/** Where a replay goes: the address, and the path and query on the request line. */
import type { EventsRepo } from '#main/store/events-repo'
import { AppError } from '#preload/errors'
import type { ReplayEdit, ReplayTarget } from '#preload/model/replay'
import { hasTokenHeader, tokensOf, withoutTokens } from './own-token.ts'

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
  /** The tokens that the event holds, which go to nobody. */
  readonly known: readonly string[]
}

type StoredEvent = NonNullable<ReturnType<EventsRepo['find']>>

export function resolveTarget(
  target: ReplayTarget,
  event: Pick<StoredEvent, 'sourceId' | 'request'>,
  edit: Pick<ReplayEdit, 'query' | 'rawHeaders'>,
  addressOf: (sourceId: string) => SourceAddress,
): ResolvedTarget {
  const { request } = event
  const known = tokensOf(request, addressOf(event.sourceId).token)
  const query = withoutTokens(edit.query ?? request.query, known)
  if (target.kind === 'source') {
    const isInHeader = hasTokenHeader(edit.rawHeaders ?? request.rawHeaders)
    return { ...toSource(addressOf(target.sourceId), request.path, query, isInHeader), known }
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
    query: joined(url.search.slice(1), query),
    token: null,
    known,
  }
}

function toSource(
  { slug, token, localUrl }: SourceAddress,
  path: string,
  query: string,
  isInHeader: boolean,
): Omit<ResolvedTarget, 'known'> {
  if (localUrl === null) {
    throw new AppError('invalid_input', 'The listener for webhooks is not running here.', {
      hint: 'Open the capture window of the source, then replay again.',
    })
  }
  return {
    url: new URL(localUrl),
    path: path.replace(/\/$/, '') === `/${slug}` ? path : '/',
    // Who sends it in the header may have a parameter `b` of his own.
    query: isInHeader ? query : joined(`b=${encodeURIComponent(token)}`, query),
    token,
  }
}

function joined(...queries: string[]): string {
  return queries.filter((query) => query !== '').join('&')
}
