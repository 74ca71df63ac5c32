/** The calls of a run as its user sees them: in order, masked, with notices of what is not kept. */
import type { CallBody, OutgoingCall } from '#preload/model/network'
import { maxCallBody, maxCallBytes, maxCalls } from './limits.ts'
import type { Mask } from './mask.ts'
import { mask as dots } from './mask.ts'
import type { WireCall } from './protocol.ts'

export interface CallsOfRun {
  readonly calls: OutgoingCall[]
  readonly notices: string[]
}

/** Credentials by their nature, whether or not a setting holds them. */
const credentials =
  /^(?:(?:proxy-)?authorization|(?:set-)?cookie|x-(?:api-key|auth-token|amz-security-token)|api-?key)$/i

const unfinished = 'The run ended before the whole answer had come.'

export class CallCollector {
  readonly #calls = new Map<number, WireCall>()
  readonly #mask: Mask
  #dropped = 0

  constructor(mask: Mask) {
    this.#mask = mask
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
    let left = maxCallBytes
    // Masked before it is cut, or half of a secret might stay.
    const shown = (body: CallBody): CallBody => {
      const masked = this.#body(body)
      const kept = Math.min(masked.data.length, maxCallBody, left)
      left -= kept
      return kept === masked.data.length ? masked : cutTo(masked, kept)
    }
    const calls = this.wire.map(({ key: _key, isOver: _isOver, ...call }) => ({
      ...this.#masked(call, durationMs),
      requestBody: shown(call.requestBody),
      responseBody: shown(call.responseBody),
    }))
    return { calls, notices: [...this.#notices(calls), ...more] }
  }

  #masked(call: Omit<WireCall, 'key' | 'isOver'>, durationMs: number): OutgoingCall {
    const mask = this.#mask
    const isOpen = call.status === null && call.error === null
    return {
      ...call,
      durationMs: isOpen ? Math.max(0, durationMs - call.startedMs) : call.durationMs,
      url: mask(call.url),
      statusText: mask(call.statusText),
      error: isOpen ? unfinished : call.error === null ? null : mask(call.error.message),
      requestHeaders: call.requestHeaders.map(([name, value]) => [name, this.#value(name, value)]),
      responseHeaders: call.responseHeaders.map(([name, value]) => [
        name,
        this.#value(name, value),
      ]),
    }
  }

  #value(name: string, value: string): string {
    if (!credentials.test(name)) {
      return this.#mask(value)
    }
    // How it was meant stays to be seen: "Bearer", or the name of a cookie.
    const lead = /^[\w-]+(?: +|=)/.exec(value)?.[0] ?? ''
    return `${lead.length < value.length ? lead : ''}${dots}`
  }

  #body(body: CallBody): CallBody {
    if (body.encoding === 'text') {
      return { ...body, data: this.#mask(body.data) }
    }
    const masked = this.#mask(Buffer.from(body.data, 'base64').toString('latin1'))
    const bytes = masked.replaceAll(dots, '*'.repeat(dots.length))
    return { ...body, data: Buffer.from(bytes, 'latin1').toString('base64') }
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
      const whose = partial === 1 ? '1 call is' : `${partial} calls are`
      const [each, all] = [maxCallBody / 1024, maxCallBytes / 1024 / 1024]
      notices.push(
        `The bodies of ${whose} kept in part: at most ${each} KB of each and ${all} MB in all.`,
      )
    }
    return notices
  }
}

/** Base64 is cut between its groups of four. */
function cutTo(body: CallBody, length: number): CallBody {
  const end = body.encoding === 'text' ? length : length - (length % 4)
  return { ...body, data: body.data.slice(0, end), isWhole: false }
}
