/** What becomes of the signature of an event that is sent again. */
import { AppError } from '#preload/errors'
import type { Replay, ReplaySigning } from '#preload/model/replay'
import { findProvider } from '../signatures/all-providers.ts'
import { detectProvider, otherSignatures } from '../signatures/detect.ts'
import { fits } from '../signatures/diagnose.ts'
import type { Provider } from '../signatures/provider.ts'
import { signaturesOf } from '../signatures/read-places.ts'
import { canSign, sign, spoilSignature, staleTime } from '../signatures/sign.ts'
import type { SignedRequest } from '../signatures/signed-request.ts'

export interface SigningInput {
  readonly request: SignedRequest
  /** The same before the edit. */
  readonly arrived: SignedRequest
  readonly mode: ReplaySigning
  readonly edited: boolean
  readonly secret: string | null
  readonly providerId: string | undefined
  readonly now: Date
}

export interface Signed {
  readonly request: SignedRequest
  readonly signing: Replay['signing']
  readonly provider: string | null
}

export function applySigning(input: SigningInput): Signed {
  const { request, mode } = input
  const detection = detectProvider(request)
  const provider =
    input.providerId === undefined ? detection?.provider : requireProvider(input.providerId)
  const isSigned = detection?.signed === true
  const asItWas: Signed = {
    request,
    signing: isSigned ? 'kept' : 'unsigned',
    provider: provider?.id ?? null,
  }
  if (mode === 'keep' || (mode === 'auto' && !mayResign(input, provider, isSigned))) {
    return asItWas
  }
  const known = provider ?? refuse('No known sender is recognised in this event.')
  if (mode === 'bad') {
    return { request: badly(known, input), signing: 'bad', provider: known.id }
  }
  if (mode === 'stale') {
    const time = staleTime(known, input.now)
    return time === null
      ? refuse(`${known.name} does not sign a time, so that none can be stale.`)
      : { request: freshly(known, input, time), signing: 'stale', provider: known.id }
  }
  const fresh = freshly(known, input, input.now)
  return { request: fresh, signing: 'fresh', provider: known.id }
}

/** An event that was not edited keeps its own signature, however old it is. */
function mayResign(
  { edited, secret }: SigningInput,
  provider: Provider | undefined,
  isSigned: boolean,
): boolean {
  return edited && isSigned && secret !== null && provider !== undefined && canSign(provider)
}

function freshly(
  provider: Provider,
  { request, arrived, secret }: SigningInput,
  time: Date,
): SignedRequest {
  if (secret === null) {
    return refuse(
      `Signing as ${provider.name} needs the secret.`,
      `Add it as an encrypted setting of the source: ${provider.secretIs}.`,
    )
  }
  const signed = sign(provider, request, secret, time, arrived)
  if (signed === null) {
    return refuse(`${provider.name} signs with a key that only it has.`)
  }
  return otherSignatures(arrived, provider)
    .filter((other) => isOfSecret(other, provider, arrived, secret))
    .reduce((done, other) => sign(other, done, secret, time, arrived) ?? done, signed)
}

/** A second signature made with the secret at hand; another sender's own is not ours to make. */
function isOfSecret(
  other: Provider,
  { secretIs }: Provider,
  arrived: SignedRequest,
  secret: string,
): boolean {
  return other.secretIs === secretIs || fits(other, arrived, secret, signaturesOf(arrived, other))
}

/** With a secret everything but the signature is right; without, the event's own is spoiled. */
function badly(provider: Provider, input: SigningInput): SignedRequest {
  const { request, secret, now } = input
  const signed = secret !== null && canSign(provider) ? freshly(provider, input, now) : request
  const spoiled =
    spoilSignature(provider, signed) ??
    refuse(`The event has no signature of ${provider.name} that could be spoiled.`)
  return otherSignatures(request, provider).reduce(
    (done, other) => spoilSignature(other, done) ?? done,
    spoiled,
  )
}

function requireProvider(id: string): Provider {
  return findProvider(id) ?? refuse(`No sender is known as "${id}".`)
}

function refuse(message: string, hint = 'Replay it with its signature as it was.'): never {
  throw new AppError('invalid_input', message, { hint })
}
