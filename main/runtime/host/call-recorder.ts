/** Tells the core of each call of a run: when it starts, and again when it is over. */
import type { CallBody } from '#preload/model/network'
import {
  cutMargin,
  maxCallBody,
  maxCallBytes,
  maxCalls,
  maxCallHeaders,
  maxCallText,
  maxRecordedBody,
  maxRecordedBytes,
} from '../limits.ts'
import type { JobNetwork, WireCall, WireError } from '../protocol.ts'
import type { Builtin } from './binary.ts'
import { BodyCopy, type Budget } from './body-copy.ts'
import { callKey } from './call-key.ts'
import { headerOf, urlOf, type Described, type ResponseHead } from './described.ts'

export interface CallRecord {
  sent(bytes: Buffer): void
  answered(head: ResponseHead): void
  received(chunk: Buffer): void
  over(error: WireError | null): void
  /** All that was sent so far. */
  readonly body: BodyCopy
}

const nothing: CallBody = { encoding: 'text', data: '', size: 0, isWhole: true }
/** The run has its result, or no time left. */
const cut: WireError = { message: 'The run ended before the whole answer had come.' }
/** Beyond what is kept, and not to be matched: nothing is copied. */
const nothingLeft: Budget = { left: 0, perBody: 0 }

function clip(text: string): string {
  return text.slice(0, maxCallText + cutMargin)
}

function pairs(headers: Described['headers'], auth: string | null): [string, string][] {
  let left = maxCallHeaders
  const all = headers.flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [clip(name), clip(String(one))]),
  )
  const list = all.filter(([name, value]) => {
    left -= name.length + value.length
    return left >= 0
  })
  const more = all.length - list.length
  if (more > 0) {
    list.push(['...', `${more} more headers are not kept`])
  }
  return auth === null
    ? list
    : [...list, ['Authorization', `Basic ${Buffer.from(auth, 'utf8').toString('base64')}`]]
}

function rawPairs(raw: readonly string[]): [string, string][] {
  const list: [string, string][] = []
  for (let index = 0; index + 1 < raw.length; index += 2) {
    list.push([raw[index] ?? '', clip(raw[index + 1] ?? '')])
  }
  return list
}

export class CallRecorder {
  readonly #builtin: Builtin
  readonly #tell: (call: WireCall | null) => void
  readonly #open = new Set<CallRecord>()
  #job: JobNetwork | null = null
  #startedAt = 0
  #count = 0
  #budget: Budget = { left: 0, perBody: 0 }

  /** `null` tells of a call that is one too many to be kept. */
  constructor(builtin: Builtin, tell: (call: WireCall | null) => void) {
    this.#builtin = builtin
    this.#tell = tell
  }

  begin(job: JobNetwork, startedAt: number): void {
    this.#job = job
    this.#startedAt = startedAt
    // A call can only be matched by its whole body.
    const isWhole = job.record || job.replay !== null
    this.#budget = isWhole
      ? { left: maxRecordedBytes, perBody: maxRecordedBody }
      : { left: maxCallBytes, perBody: maxCallBody + cutMargin }
  }

  /** Calls that are still open when the run has its result. */
  end(): void {
    for (const record of this.#open) {
      record.over(cut)
    }
    this.#job = null
  }

  start(described: Described): CallRecord {
    const started = performance.now()
    const job = this.#job
    const isKept = job !== null && this.#count < maxCalls
    const isReplayed = job !== null && job.replay !== null
    const budget = isKept || isReplayed ? this.#budget : nothingLeft
    const [request, response] = [new BodyCopy(budget), new BodyCopy(budget)]
    this.#count += 1
    let call: WireCall = {
      id: this.#count,
      startedMs: Math.max(0, started - this.#startedAt),
      durationMs: 0,
      method: clip(described.method),
      url: clip(urlOf(described)),
      status: null,
      statusText: '',
      error: null,
      requestHeaders: pairs(described.headers, described.auth),
      responseHeaders: [],
      requestBody: nothing,
      responseBody: nothing,
      from: isReplayed ? 'cassette' : 'network',
      key: null,
      isOver: false,
    }
    if (job !== null) {
      this.#tell(isKept ? call : null)
    }
    const record: CallRecord = {
      body: request,
      sent: (bytes) => request.add(bytes),
      answered(head) {
        const { status, message, rawHeaders } = head
        call = { ...call, status, statusText: clip(message), responseHeaders: rawPairs(rawHeaders) }
      },
      received: (chunk) => response.add(chunk),
      over: (error) => {
        if (this.#open.delete(record) && isKept) {
          this.#tell({
            ...call,
            durationMs: Math.max(0, performance.now() - started),
            error,
            isOver: error !== cut,
            requestBody: request.toBody(this.#builtin, ''),
            responseBody: response.toBody(
              this.#builtin,
              headerOf(call.responseHeaders, 'content-encoding'),
            ),
            key: job.record ? this.#keyOf(request, described, job) : null,
          })
        }
      },
    }
    this.#open.add(record)
    return record
  }

  #keyOf(body: BodyCopy, { headers }: Described, { placeholders }: JobNetwork): WireCall['key'] {
    const type = headerOf(headers, 'content-type')
    return body.isWhole ? callKey(this.#builtin, body.bytes(), type, placeholders) : null
  }
}
