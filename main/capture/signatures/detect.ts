/** Who sent a request, as its headers (or its body) tell. */
import { providers } from './all-providers.ts'
import type { Mark, Provider } from './provider.ts'
import { isThere, valuesAt } from './read-places.ts'
import { headerOf, type SignedRequest } from './signed-request.ts'

export interface Detection {
  readonly provider: Provider
  /** False when the sender is known by other headers and did not sign. */
  readonly signed: boolean
}

export function detectProvider(request: SignedRequest): Detection | null {
  const signed = providers.find((provider) => isSignedBy(request, provider))
  if (signed !== undefined) {
    return { provider: signed, signed: true }
  }
  const known = providers.find(({ knownBy = [] }) => knownBy.some((mark) => hasMark(request, mark)))
  return known === undefined ? null : { provider: known, signed: false }
}

/** Signatures in other headers: GitHub sends two, HubSpot one of each version. */
export function otherSignatures(request: SignedRequest, known: Provider): Provider[] {
  const found = new Map<string, Provider>()
  for (const provider of providers) {
    const { signature, timestamp } = provider
    // Putting one into the body would break the others.
    if (signature.in !== 'body' && timestamp?.place.in !== 'body') {
      const header = signature.header.toLowerCase()
      const isOther =
        known.signature.in === 'body' || known.signature.header.toLowerCase() !== header
      if (isOther && !found.has(header) && isSignedBy(request, provider)) {
        found.set(header, provider)
      }
    }
  }
  return [...found.values()]
}

function isSignedBy(request: SignedRequest, provider: Provider): boolean {
  return hasSignature(request, provider) && hasAll(request, provider.requires ?? [])
}

/** Senders that share a header are told apart by the prefix, so that it counts too. */
function hasSignature(request: SignedRequest, provider: Provider): boolean {
  const { signature } = provider
  return signature.in === 'header' &&
    signature.prefix !== undefined &&
    signature.separator === undefined
    ? valuesAt(request, signature).length > 0
    : isThere(request, signature) && mailOrHeader(request, provider)
}

/** A body member named like Mailgun's is a signature only beside its timestamp and token. */
function mailOrHeader(request: SignedRequest, { signature, messageId }: Provider): boolean {
  return signature.in !== 'body' || messageId === undefined || isThere(request, messageId)
}

function hasAll(request: SignedRequest, marks: readonly Mark[]): boolean {
  return marks.every((mark) => hasMark(request, mark))
}

function hasMark(request: SignedRequest, { header, value }: Mark): boolean {
  const text = headerOf(request, header)
  return text !== undefined && (value === undefined || value.test(text))
}
