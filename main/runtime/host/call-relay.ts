/**
 * Passes on what a worker tells of its calls, within bounds that hold whatever the worker says:
 * code that got out of its context must not flood the app.
 */
import { maxCallBytes, maxCalls, maxRecordedBytes } from '../limits.ts'
import type { JobNetwork, WireCall } from '../protocol.ts'

/** Bodies that were packed are told unpacked. */
const unpackedFactor = 4

export interface CallSink {
  call(call: WireCall): void
  dropped(count: number): void
}

function sizeOf(call: WireCall): number {
  const headers = [...call.requestHeaders, ...call.responseHeaders]
  return headers.reduce(
    (sum, [name, value]) => sum + name.length + value.length,
    call.url.length + call.requestBody.data.length + call.responseBody.data.length,
  )
}

export class CallRelay {
  readonly #sink: CallSink
  #messages = 0
  #dropped = 0
  #left: number

  constructor({ record, replay }: JobNetwork, sink: CallSink) {
    this.#sink = sink
    this.#left = (record || replay !== null ? maxRecordedBytes : maxCallBytes) * unpackedFactor
  }

  add(call: WireCall | null): void {
    const size = call === null ? 0 : sizeOf(call)
    // Each is told twice: when it starts and when it is over.
    if (call === null || this.#messages >= maxCalls * 2 || size > this.#left) {
      this.#dropped += 1
      return
    }
    this.#messages += 1
    this.#left -= size
    this.#sink.call(call)
  }

  end(): void {
    if (this.#dropped > 0) {
      this.#sink.dropped(this.#dropped)
    }
  }
}
