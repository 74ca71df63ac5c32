/** From the calls of a run to a cassette that can be kept: whole, and without credentials. */
import { credentialsOf, hiddenAnswer } from '#main/runtime/credentials'
import { maxCalls, maxCallText } from '#main/runtime/limits'
import { spellingsOf } from '#main/runtime/mask'
import type { WireCall } from '#main/runtime/protocol'
import type { CallBody } from '#preload/model/network'
import type { Cassette, CassetteCall } from './cassette.ts'
import { hide, toBinaryText, type Pair } from './placeholders.ts'

export interface Recording {
  readonly cassette: Cassette
  /** What the cassette does not hold, a sentence each. */
  readonly missing: readonly string[]
}

/** In place of a credential that no placeholder can bring back. A header has to take it. */
const sign = 'hidden'

/** Of an address, in a sentence. */
const maxNamed = 1000

function signed(texts: readonly string[]): Pair[] {
  return spellingsOf(texts).map((text) => [text, sign])
}

/** `secrets` are also hidden in spellings that `placeholders` does not have: they go for good. */
export function record(
  calls: readonly WireCall[],
  dropped: number,
  placeholders: readonly Pair[],
  secrets: readonly string[],
): Recording {
  const missing: string[] = []
  const pairs = [...placeholders, ...signed(secrets)]
  // Of answers only: a URL that holds one is how its call is found again.
  const answerPairs = [...pairs, ...signed(calls.flatMap(credentialsOf))]
  const held = calls.flatMap((call): CassetteCall[] => {
    const reason = whyNotHeld(call)
    if (reason !== null) {
      missing.push(
        `The cassette does not hold ${call.method} ${nameOf(hide(call.url, pairs))}: ${reason}.`,
      )
      return []
    }
    return [toCall(call, pairs, answerPairs)]
  })
  if (dropped > 0) {
    missing.push(`The cassette does not hold ${dropped} more calls: at most ${maxCalls} are kept.`)
  }
  return { cassette: { version: 1, calls: held }, missing }
}

function nameOf(url: string): string {
  return url.length > maxNamed ? `${url.slice(0, maxNamed)}...` : url
}

function whyNotHeld({ url, status, error, isOver, key, responseBody }: WireCall): string | null {
  if (url.length > maxCallText) {
    return 'its address is too long'
  }
  if (error?.code === 'ERR_NETWORK_POLICY') {
    return 'the network policy did not let it out'
  }
  if (status === null && (!isOver || error?.code === undefined)) {
    return 'the run ended before its answer came'
  }
  if (status === null && error?.code === 'ERR_ENDED_BY_FUNCTION') {
    return 'the function ended it before its answer came'
  }
  return key === null || !responseBody.isWhole ? 'its body is too large' : null
}

function toCall(
  call: WireCall,
  pairs: readonly Pair[],
  answerPairs: readonly Pair[],
): CassetteCall {
  const { method, url, status, statusText, responseHeaders, responseBody, error, key } = call
  // An answer that the function did not read to its end serves as far as it came.
  const isUsable = status !== null && (!call.isOver || error?.code === 'ERR_ENDED_BY_FUNCTION')
  return {
    method,
    url: hide(url, pairs),
    bodySha256: key?.sha256 ?? '',
    masked: key?.masked ?? [],
    status,
    statusText: hide(statusText, answerPairs),
    headers: responseHeaders.map(([name, value]) => [
      name,
      hiddenAnswer(name, value, sign) ?? hide(value, answerPairs),
    ]),
    body: toBody(responseBody, answerPairs),
    error: error === null || isUsable ? null : { ...error, message: hide(error.message, pairs) },
  }
}

function toBody({ encoding, data }: CallBody, pairs: readonly Pair[]): CassetteCall['body'] {
  if (encoding === 'text') {
    return { text: hide(data, pairs) }
  }
  const binary = Buffer.from(data, 'base64').toString('latin1')
  const hidden = hide(
    binary,
    pairs.map(([text, placeholder]): Pair => [toBinaryText(text), placeholder]),
  )
  return { base64: Buffer.from(hidden, 'latin1').toString('base64') }
}
