/** Signs a request anew, and spoils signatures on purpose for the two negative replays. */
import { createHash, randomBytes } from 'node:crypto'
import { compute } from './digest.ts'
import { keysOf } from './keys.ts'
import { messageOf, signedUrls } from './message.ts'
import { isPublicKey, type Place, type Provider } from './provider.ts'
import { isThere, signaturePlaces, signaturesOf, timeText, valuesAt } from './read-places.ts'
import type { SignedRequest } from './signed-request.ts'
import { setValue } from './write-places.ts'

/** Who signs with a private key cannot be signed for. */
export function canSign(provider: Provider): boolean {
  return !isPublicKey(provider)
}

/**
 * The request as the sender would send it at `now`: time, signature and what goes with them
 * replaced, everything else untouched. The first of `publicUrls` is the address that is signed.
 * `arrived` is the request before it was edited: its signature tells which of the keys that the
 * secret may mean is the right one.
 */
export function sign(
  provider: Provider,
  request: SignedRequest,
  secret: string,
  now: Date,
  arrived = request,
): SignedRequest | null {
  const prepared = withBodyHash(provider, withId(provider, withTime(provider, request, now)))
  const key = keyLike(provider, arrived, secret)
  const url = signedUrls(provider, prepared)[0] ?? ''
  const signature = compute(provider, key, messageOf({ request: prepared, provider, secret, url }))
  return signature === null
    ? null
    : setValue(prepared, placeOf(provider, arrived, secret, key), signature)
}

/** Where the key's own signature stood, when several keys sign. */
function placeOf(provider: Provider, arrived: SignedRequest, secret: string, key: Buffer): Place {
  const url = signedUrls(provider, arrived)[0] ?? ''
  const own = compute(provider, key, messageOf({ request: arrived, provider, secret, url })) ?? ''
  const places = signaturePlaces(provider)
  return places.find((place) => valuesAt(arrived, place).includes(own)) ?? provider.signature
}

/** Of the keys that a secret may mean, the one that made the signature at hand. */
function keyLike(provider: Provider, request: SignedRequest, secret: string): Buffer {
  const keys = keysOf(provider, secret)
  const received = signaturesOf(request, provider)
  const url = signedUrls(provider, request)[0] ?? ''
  const message = messageOf({ request, provider, secret, url })
  const used = keys.find((key) => received.includes(compute(provider, key, message) ?? ''))
  return used ?? keys[0] ?? Buffer.alloc(0)
}

function withTime(provider: Provider, request: SignedRequest, now: Date): SignedRequest {
  const { timestamp } = provider
  return timestamp === undefined
    ? request
    : setValue(request, timestamp.place, timeText(now.getTime(), timestamp.unit))
}

/** A request that never had an id (a hand-made payload) gets one. */
function withId({ messageId }: Provider, request: SignedRequest): SignedRequest {
  return messageId === undefined || isThere(request, messageId)
    ? request
    : setValue(request, messageId, `msg_${randomBytes(12).toString('hex')}`)
}

function withBodyHash({ bodyHashQuery }: Provider, request: SignedRequest): SignedRequest {
  if (bodyHashQuery === undefined || !request.query.includes(`${bodyHashQuery}=`)) {
    return request
  }
  const hash = createHash('sha256').update(request.body).digest('hex')
  const stated = new RegExp(`(^|&)(${bodyHashQuery}=)[^&]*`)
  return { ...request, query: request.query.replace(stated, `$1$2${hash}`) }
}

/** The same request with a signature that looks right and is not; `null` when there is none. */
export function spoilSignature(provider: Provider, request: SignedRequest): SignedRequest | null {
  const places = signaturePlaces(provider).filter((place) => valuesAt(request, place)[0])
  return places.length === 0
    ? null
    : places.reduce(
        (spoiled, place) => setValue(spoiled, place, spoil(valuesAt(request, place)[0] ?? '')),
        request,
      )
}

/** Another letter or digit of the same alphabet in the middle: the length and form stay. */
function spoil(text: string): string {
  const at = Math.floor(text.length / 2)
  const other = text[at] === '0' ? '1' : '0'
  return `${text.slice(0, at)}${other}${text.slice(at + 1)}`
}

/** Far enough back for any tolerance: twice the sender's own, at least a day. */
export function staleTime(provider: Provider, now: Date): Date | null {
  if (provider.timestamp === undefined) {
    return null
  }
  const { tolerance } = provider.timestamp
  const back = Number.isFinite(tolerance) ? Math.max(2 * tolerance, 86_400) : 86_400
  return new Date(now.getTime() - back * 1000)
}
