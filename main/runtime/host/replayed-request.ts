/** A request that is answered from a cassette: no connection is made. */
import type * as NodeHttp from 'node:http'
import type { ReplayCall } from '../protocol.ts'
import type { Builtin } from './binary.ts'
import { toWire, type BodyCopy } from './body-copy.ts'
import { callKey, type Placeholders } from './call-key.ts'
import {
  headerOf,
  urlOf,
  type Described,
  type ResponseHead,
  type Transport,
  type TransportEvents,
} from './described.ts'

const sliceBytes = 65_536

/** A value of a setting may stand in a URL as it is, where the function's was encoded. */
function isSameUrl(a: string, b: string): boolean {
  return a === b || (URL.canParse(a) && URL.canParse(b) && new URL(a).href === new URL(b).href)
}

function settingOf(placeholder: string): string {
  return placeholder.replace(/\|[a-z0-9]+\}\}$/, '}}')
}

/**
 * A value without special characters reads alike in JSON, in a form and by itself, so the recording
 * may name one of these where the value of this run has another.
 */
function knownIn(masked: readonly string[], placeholders: Placeholders): Placeholders {
  return placeholders.flatMap(([text, placeholder]) => {
    const forms = masked.filter((other) => settingOf(other) === settingOf(placeholder))
    const [only] = forms
    const named = forms.includes(placeholder) || forms.length !== 1 ? placeholder : only
    return named === undefined || !masked.includes(named) ? [] : [[text, named] as const]
  })
}

export class CassettePlayer {
  readonly #builtin: Builtin
  readonly #placeholders: Placeholders
  readonly #calls: readonly ReplayCall[]
  readonly #used = new Set<ReplayCall>()

  constructor(builtin: Builtin, calls: readonly ReplayCall[], placeholders: Placeholders) {
    this.#builtin = builtin
    this.#calls = calls
    this.#placeholders = placeholders
  }

  /** In the order of the recording; the last answer to a call is also that of further ones. */
  #find(described: Described, url: string, body: BodyCopy): ReplayCall | string {
    const alike = this.#calls.filter(
      (call) => call.method === described.method && isSameUrl(call.url, url),
    )
    const type = headerOf(described.headers, 'content-type')
    const bytes = body.bytes()
    const matching = alike.filter(({ bodySha256, masked }) => {
      const known = knownIn(masked, this.#placeholders)
      return callKey(this.#builtin, bytes, type, known).sha256 === bodySha256
    })
    const found = matching.find((call) => !this.#used.has(call)) ?? matching.at(-1)
    if (found !== undefined) {
      this.#used.add(found)
      return found
    }
    const near = alike.length > 0 ? ', only one with another body' : ''
    return `the cassette holds no call ${described.method} ${url}${near}. Record the calls again, or let the function make this one for real`
  }

  request(described: Described, body: BodyCopy, events: TransportEvents): Transport {
    let answer: NodeJS.Immediate | undefined
    return {
      write: () => undefined,
      end: () => {
        // Later, as an answer of the network comes.
        answer = setImmediate(() => this.#answer(described, body, events))
      },
      destroy: () => clearImmediate(answer),
    }
  }

  #answer(described: Described, body: BodyCopy, events: TransportEvents): void {
    const found = this.#find(described, urlOf(described), body)
    if (typeof found === 'string') {
      events.error({ message: found, code: 'ERR_CASSETTE_MISS' })
      return
    }
    if (found.status === null) {
      events.error(found.error ?? { message: 'socket hang up', code: 'ECONNRESET' })
      return
    }
    events.connect()
    const { STATUS_CODES } = this.#builtin('http') as typeof NodeHttp
    events.response(headOf(found, found.status, STATUS_CODES[found.status] ?? ''))
    const bytes = toWire(this.#builtin, found.body, headerOf(found.headers, 'content-encoding'))
    for (let start = 0; start < bytes.length; start += sliceBytes) {
      events.data(bytes.subarray(start, start + sliceBytes))
    }
    if (found.error === null) {
      events.end()
    } else {
      events.error(found.error)
    }
  }
}

/** Several values of one name are joined, but for cookies, as Node does. */
function headOf(
  { statusText, headers }: ReplayCall,
  status: number,
  usualText: string,
): ResponseHead {
  const joined: NodeJS.Dict<string | string[]> = {}
  for (const [given, value] of headers) {
    const name = given.toLowerCase()
    const known = joined[name]
    if (name === 'set-cookie') {
      joined[name] = [...[known ?? []].flat(), value]
    } else {
      joined[name] = known === undefined ? value : `${String(known)}, ${value}`
    }
  }
  return {
    status,
    message: statusText === '' ? usualText : statusText,
    version: '1.1',
    headers: joined,
    rawHeaders: headers.flat(),
  }
}
