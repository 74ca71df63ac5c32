/** The calls of a run as its user sees them: in order, masked, with notices of what is not kept. */
import type { CallBody, OutgoingCall } from '#preload/model/network'
import { credentialsOf, hiddenValue } from './credentials.ts'
import { cutMargin, maxCallBody, maxCallBytes, maxCalls, maxCallText } from './limits.ts'
import { createMask, mask as dots, type Mask } from './mask.ts'
import type { WireCall } from './protocol.ts'
import { shortened } from './shown-text.ts'

export interface CallsOfRun {
  readonly calls: OutgoingCall[]
  readonly notices: string[]
}

const unfinished = 'The run ended before the whole answer had come.'

export class CallCollector {
  readonly #calls = new Map<number, WireCall>()
  readonly #secrets: readonly string[]
  #dropped = 0

  constructor(secrets: readonly string[]) {
    this.#secrets = secrets
  }

  add(call: WireCall): void {
    // An id of before tells how that call went on.
    if (this.#calls.size < maxCalls || this.#calls.has(call.id)) {
      this.#calls.set(call.id, call)
    }
  }

  drop(count: number): void {
    this.#dropped += count
  }

  get dropped(): number {
    return this.#dropped
  }

  /** As they came, not masked. */
  get wire(): WireCall[] {
    return [...this.#calls.values()]
  }

  result(durationMs: number, more: readonly string[] = []): CallsOfRun {
    if (this.#calls.size === 0 && this.#dropped === 0) {
      return { calls: [], notices: [...more] }
    }
    // A credential that a setting does not hold may come back in an answer.
    const mask = createMask([...this.#secrets, ...this.wire.flatMap(credentialsOf)])
    let left = maxCallBytes
    // Masked before it is cut, or half of a secret might stay.
    const shown = (body: CallBody): CallBody => {
      const masked = withoutMargin(maskedBody(body, mask))
      const kept = Math.min(masked.data.length, maxCallBody, left)
      left -= kept
      return kept === masked.data.length ? masked : cutTo(masked, kept)
    }
    const calls = this.wire.map(({ key: _key, isOver: _isOver, ...call }) => ({
      ...maskedCall(call, durationMs, mask),
      requestBody: shown(call.requestBody),
      responseBody: shown(call.responseBody),
    }))
    return { calls, notices: [...this.#notices(calls), ...more] }
  }

  #notices(calls: readonly OutgoingCall[]): string[] {
    const notices: string[] = []
    if (this.#dropped > 0) {
      const more = this.#dropped === 1 ? '1 more call was' : `${this.#dropped} more calls were`
      notices.push(`${more} made: the first ${maxCalls} are kept.`)
    }
    const partial = calls.filter(
      ({ requestBody, responseBody }) => !requestBody.isWhole || !responseBody.isWhole,
    ).length
    if (partial > 0) {
      const whose = partial === 1 ? '1 call' : `${partial} calls`
      const [each, all] = [maxCallBody / 1024, maxCallBytes / 1024 / 1024]
      notices.push(
        `The bodies of ${whose} are kept in part: at most ${each} KB of each and ${all} MB in all.`,
      )
    }
    return notices
  }
}

function maskedCall(
  call: Omit<WireCall, 'key' | 'isOver'>,
  durationMs: number,
  mask: Mask,
): OutgoingCall {
  const isOpen = call.status === null && call.error === null
  const shown = (text: string): string => shortened(text, maxCallText, mask)
  const headers = (list: OutgoingCall['requestHeaders']): OutgoingCall['requestHeaders'] =>
    list.map(([name, value]) => [name, hiddenValue(name, value, dots) ?? shown(value)])
  return {
    ...call,
    durationMs: isOpen ? Math.max(0, durationMs - call.startedMs) : call.durationMs,
    url: shown(call.url),
    statusText: shown(call.statusText),
    error: isOpen ? unfinished : call.error === null ? null : mask(call.error.message),
    requestHeaders: headers(call.requestHeaders),
    responseHeaders: headers(call.responseHeaders),
  }
}

/** One that was kept as it is shown, by a mask that knows more. */
export function maskKeptCall(call: OutgoingCall, mask: Mask): OutgoingCall {
  const headers = (list: OutgoingCall['requestHeaders']): OutgoingCall['requestHeaders'] =>
    list.map(([name, value]) => [name, mask(value)])
  return {
    ...call,
    url: mask(call.url),
    statusText: mask(call.statusText),
    error: call.error === null ? null : mask(call.error),
    requestHeaders: headers(call.requestHeaders),
    responseHeaders: headers(call.responseHeaders),
    requestBody: maskedBody(call.requestBody, mask),
    responseBody: maskedBody(call.responseBody, mask),
  }
}

function maskedBody(body: CallBody, mask: Mask): CallBody {
  if (body.encoding === 'text') {
    return { ...body, data: mask(body.data) }
  }
  const masked = mask(Buffer.from(body.data, 'base64').toString('latin1'))
  const bytes = masked.replaceAll(dots, '*'.repeat(dots.length))
  return { ...body, data: Buffer.from(bytes, 'latin1').toString('base64') }
}

/** Where a body was cut on its way here, a part of a secret may stand at its end. */
function withoutMargin(body: CallBody): CallBody {
  const { encoding, data, isWhole } = body
  const margin = encoding === 'text' ? cutMargin : Math.ceil((cutMargin * 4) / 3)
  return isWhole ? body : cutTo(body, Math.max(0, data.length - margin))
}

/** Base64 is cut between its groups of four. */
function cutTo(body: CallBody, length: number): CallBody {
  const end = body.encoding === 'text' ? length : length - (length % 4)
  return { ...body, data: body.data.slice(0, end), isWhole: false }
}
