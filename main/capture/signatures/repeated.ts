/**
 * A signature header that was sent more than once: by a sender that rotates its keys so, or by a
 * proxy that signs as well. Each is judged with its own time, where that is repeated too.
 */
import type { Provider } from './provider.ts'
import { signaturePlaces } from './read-places.ts'
import { headersOf, type SignedRequest } from './signed-request.ts'

export interface Repeated {
  /** As its sender's documentation spells it. */
  readonly header: string
  /** One for each, with that one alone. */
  readonly requests: readonly SignedRequest[]
}

export function repeatedSignatures(request: SignedRequest, provider: Provider): Repeated | null {
  const [header] = signaturePlaces(provider).flatMap((place) =>
    place.in !== 'body' && headersOf(request, place.header).length > 1 ? [place.header] : [],
  )
  if (header === undefined) {
    return null
  }
  const places = [...signaturePlaces(provider), provider.timestamp?.place, provider.messageId]
  const names = new Set(
    places.flatMap((place) =>
      place === undefined || place.in === 'body' ? [] : [place.header.toLowerCase()],
    ),
  )
  const count = headersOf(request, header).length
  const requests = Array.from({ length: count }, (_none, at) => withOne(request, names, at))
  return { header, requests }
}

/** Of each name the one at the place, or the last where there are fewer. */
function withOne(request: SignedRequest, names: ReadonlySet<string>, at: number): SignedRequest {
  const seen = new Map<string, number>()
  const rawHeaders = request.rawHeaders.filter(([key]) => {
    const name = key.toLowerCase()
    if (!names.has(name)) {
      return true
    }
    const place = seen.get(name) ?? 0
    seen.set(name, place + 1)
    return place === Math.min(at, headersOf(request, name).length - 1)
  })
  return { ...request, rawHeaders }
}
