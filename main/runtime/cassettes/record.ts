/** From the calls of a run to a cassette that can be kept: whole, and without credentials. */
import { maxCalls } from '#main/runtime/limits'
import { createMask, type Mask } from '#main/runtime/mask'
import type { WireCall } from '#main/runtime/protocol'
import type { CallBody } from '#preload/model/network'
import type { Cassette, CassetteCall } from './cassette.ts'
import { hide, toBinaryText, type Pair } from './placeholders.ts'

export interface Recording {
  readonly cassette: Cassette
  /** What the cassette does not hold, a sentence each. */
  readonly missing: readonly string[]
}

export function record(
  calls: readonly WireCall[],
  dropped: number,
  pairs: readonly Pair[],
): Recording {
  const missing: string[] = []
  const hidden = hider(pairs)
  const held = calls.flatMap((call): CassetteCall[] => {
    const reason = whyNotHeld(call)
    if (reason !== null) {
      missing.push(`The cassette does not hold ${call.method} ${hidden(call.url)}: ${reason}.`)
      return []
    }
    return [toCall(call, pairs, hidden)]
  })
  if (dropped > 0) {
    missing.push(`The cassette does not hold ${dropped} more calls: at most ${maxCalls} are kept.`)
  }
  return { cassette: { version: 1, calls: held }, missing }
}

/**
 * A placeholder where one can be filled in again; what is left of a value in other spellings, such
 * as a part of some base64, goes for good.
 */
function hider(pairs: readonly Pair[]): Mask {
  const rest = createMask(pairs.map(([text]) => text))
  return (text) => rest(hide(text, pairs))
}

function whyNotHeld({ status, error, isOver, key, responseBody }: WireCall): string | null {
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

function toCall(call: WireCall, pairs: readonly Pair[], hidden: Mask): CassetteCall {
  const { method, url, status, statusText, responseHeaders, responseBody, error, key } = call
  // An answer that the function did not read to its end serves as far as it came.
  const isUsable = status !== null && (!call.isOver || error?.code === 'ERR_ENDED_BY_FUNCTION')
  return {
    method,
    url: hidden(url),
    bodySha256: key?.sha256 ?? '',
    masked: key?.masked ?? [],
    status,
    statusText,
    headers: responseHeaders.map(([name, value]) => [name, hidden(value)]),
    body: toBody(responseBody, pairs, hidden),
    error: error === null || isUsable ? null : { ...error, message: hidden(error.message) },
  }
}

function toBody(
  { encoding, data }: CallBody,
  pairs: readonly Pair[],
  hidden: Mask,
): CassetteCall['body'] {
  if (encoding === 'text') {
    return { text: hidden(data) }
  }
  const binary = Buffer.from(data, 'base64').toString('latin1')
  const masked = hide(
    binary,
    pairs.map(([text, placeholder]): Pair => [toBinaryText(text), placeholder]),
  )
  return { base64: Buffer.from(masked, 'latin1').toString('base64') }
}
