/** Checks the signature of a request and says in a sentence what came of it and what to do. */
import { createHash } from 'node:crypto'
import { findProvider } from './all-providers.ts'
import { detectProvider } from './detect.ts'
import { diagnose, fits, type Cause } from './diagnose.ts'
import { compute, isWellFormed } from './digest.ts'
import * as explain from './explain.ts'
import { keysOf } from './keys.ts'
import { describeMessage, messageOf, signedUrls, signsBody } from './message.ts'
import type { Provider } from './provider.ts'
import { describePlace, signaturesOf, timeOf, timestampText, valuesAt } from './read-places.ts'
import { repeatedSignatures } from './repeated.ts'
import type { SignedRequest } from './signed-request.ts'

export type SignatureResult = 'valid' | 'wrong-secret-or-bytes' | 'stale' | 'missing' | 'malformed'

export interface SignatureDetails {
  readonly algorithm: string
  readonly encoding: string
  readonly place: string
  /** The recipe, parts in braces. */
  readonly message: string
  readonly received: readonly string[]
  /** What the secret makes of these bytes; `null` when only the sender can sign. */
  readonly expected: string | null
  readonly timestamp: string | null
  readonly ageSeconds: number | null
  readonly toleranceSeconds: number | null
}

export interface Verification {
  readonly provider: string
  readonly providerName: string
  readonly result: SignatureResult
  readonly cause: Cause | null
  readonly explanation: string
  readonly details: SignatureDetails
}

/**
 * `now` is the moment the age is counted to: for a captured event the moment of its arrival.
 * `null` when no known sender is recognised. `providerId` overrules the detection.
 */
export function verify(
  request: SignedRequest,
  secret: string,
  now: Date,
  providerId?: string,
): Verification | null {
  const provider =
    providerId === undefined ? detectProvider(request)?.provider : findProvider(providerId)
  if (provider === undefined) {
    return null
  }
  const repeated = repeatedSignatures(request, provider)
  if (repeated === null) {
    return verifyAs(provider, request, secret, now)
  }
  const judged = repeated.requests.map((one) => verifyAs(provider, one, secret, now))
  const best = judged.toSorted((one, other) => rankOf(one) - rankOf(other))[0]
  return best === undefined
    ? null
    : {
        ...best,
        explanation: explain.repeated(repeated.header, judged.indexOf(best), judged.length, best),
        details: { ...best.details, received: signaturesOf(request, provider) },
      }
}

const RANKS: readonly SignatureResult[] = [
  'valid',
  'stale',
  'wrong-secret-or-bytes',
  'malformed',
  'missing',
]

/** Of several the one that says most: a mismatch whose cause is known before one without. */
function rankOf({ result, cause }: Verification): number {
  return 2 * RANKS.indexOf(result) + (cause === 'unknown' ? 1 : 0)
}

function verifyAs(
  provider: Provider,
  request: SignedRequest,
  secret: string,
  now: Date,
): Verification {
  const received = signaturesOf(request, provider)
  const time = readTime(provider, request, now)
  const verdict = judge(provider, request, secret, received, time)
  return {
    provider: provider.id,
    providerName: provider.name,
    cause: null,
    ...verdict,
    details: {
      algorithm: provider.algorithm,
      encoding: provider.encoding,
      place: describePlace(provider.signature),
      message: describeMessage(provider),
      received,
      expected: expectedOf(provider, request, secret),
      timestamp: time === null || Number.isNaN(time.ms) ? null : new Date(time.ms).toISOString(),
      ageSeconds: time === null || Number.isNaN(time.ms) ? null : time.ageSeconds,
      toleranceSeconds: time !== null && Number.isFinite(time.tolerance) ? time.tolerance : null,
    },
  }
}

interface SentTime {
  readonly text: string | undefined
  readonly ms: number
  readonly ageSeconds: number
  readonly tolerance: number
}

type Verdict = Pick<Verification, 'result' | 'explanation'> & { readonly cause?: Cause }

function judge(
  provider: Provider,
  request: SignedRequest,
  secret: string,
  received: readonly string[],
  time: SentTime | null,
): Verdict {
  if (received.length === 0 && !headerIsThere(provider, request)) {
    return { result: 'missing', explanation: explain.missing(provider) }
  }
  const wellFormed = received.filter((text) => isWellFormed(provider, text))
  if (wellFormed.length === 0) {
    return { result: 'malformed', explanation: explain.malformed(provider) }
  }
  if (time !== null && time.text === undefined) {
    return { result: 'malformed', explanation: explain.noTimestamp(provider) }
  }
  if (time !== null && Number.isNaN(time.ms)) {
    return { result: 'malformed', explanation: explain.badTimestamp(provider, time.text ?? '') }
  }
  if (secret === '') {
    return { result: 'wrong-secret-or-bytes', explanation: explain.noSecret(provider) }
  }
  if (!fits(provider, request, secret, wellFormed)) {
    const diagnosis = diagnose(provider, request, secret, wellFormed)
    return {
      result: 'wrong-secret-or-bytes',
      cause: diagnosis.cause,
      explanation: explain.mismatch(provider, diagnosis),
    }
  }
  if (!bodyHashHolds(provider, request)) {
    return {
      result: 'wrong-secret-or-bytes',
      cause: 'changed-bytes',
      explanation: explain.bodyHash(provider),
    }
  }
  if (time !== null && Math.abs(time.ageSeconds) > time.tolerance) {
    return {
      result: 'stale',
      explanation: explain.stale(provider, time.ageSeconds, time.tolerance),
    }
  }
  return { result: 'valid', explanation: explain.valid(provider, signsBody(provider, request)) }
}

/** A header that is there but holds no signature of the kind is malformed, not missing. */
function headerIsThere({ signature }: Provider, request: SignedRequest): boolean {
  return (
    signature.in !== 'body' &&
    valuesAt(request, { in: 'header', header: signature.header }).length > 0
  )
}

function readTime(provider: Provider, request: SignedRequest, now: Date): SentTime | null {
  if (provider.timestamp === undefined) {
    return null
  }
  const text = timestampText(request, provider)
  const { unit, tolerance } = provider.timestamp
  const ms = text === undefined ? Number.NaN : timeOf(text, unit)
  return { text, ms, ageSeconds: Math.round((now.getTime() - ms) / 1000), tolerance }
}

function expectedOf(provider: Provider, request: SignedRequest, secret: string): string | null {
  const key = keysOf(provider, secret)[0]
  // A compared token is the secret itself: it is not shown.
  if (secret === '' || key === undefined || provider.algorithm === 'token') {
    return null
  }
  const url = signedUrls(provider, request)[0] ?? ''
  return compute(provider, key, messageOf({ request, provider, secret, url }))
}

/** Twilio signs the URL alone when the body is no form, and the URL then names the body's hash. */
function bodyHashHolds({ bodyHashQuery }: Provider, request: SignedRequest): boolean {
  const stated =
    bodyHashQuery === undefined ? null : new URLSearchParams(request.query).get(bodyHashQuery)
  return (
    stated === null ||
    stated.toLowerCase() === createHash('sha256').update(request.body).digest('hex')
  )
}
