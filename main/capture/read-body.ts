/** Reads a request body of bounded size, in bounded time and memory. */
import type { IncomingMessage } from 'node:http'

export interface BodyLimits {
  /** The longest body in bytes. */
  readonly maxBytes: number
  /** From the end of the headers to the last byte of the body. */
  readonly deadlineMs: number
  readonly budget: MemoryBudget
}

export interface ReceivedBody {
  readonly bytes: Uint8Array
  /** To be called when the bytes are no longer held. */
  release(): void
}

/** `gone`: the sender went away, there is nobody to answer. */
export type BodyFailure = 'too-large' | 'too-slow' | 'no-memory' | 'gone'

/** What all bodies that are received or being stored may take together. */
export interface MemoryBudget {
  take(bytes: number): boolean
  give(bytes: number): void
}

export function createMemoryBudget(totalBytes: number): MemoryBudget {
  let used = 0
  return {
    take(bytes) {
      if (used + bytes > totalBytes) {
        return false
      }
      used += bytes
      return true
    },
    give(bytes) {
      used -= bytes
    },
  }
}

/** Room for a body that arrives in pieces, before its size is known. */
const FIRST_CAPACITY = 16 * 1024

const EMPTY = new Uint8Array(0)

export function readBody(
  request: IncomingMessage,
  limits: BodyLimits,
): Promise<ReceivedBody | BodyFailure> {
  return new Promise((resolve) => {
    let body: Uint8Array = EMPTY
    let length = 0
    let reserved = 0
    const timer = setTimeout(() => settle('too-slow'), limits.deadlineMs)

    function release(): void {
      limits.budget.give(reserved)
      reserved = 0
    }

    function settle(result: ReceivedBody | BodyFailure): void {
      clearTimeout(timer)
      if (typeof result === 'string') {
        release()
      }
      request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose)
      // The caller decides what becomes of the rest; an error without a listener would throw.
      request.on('error', ignore)
      resolve(result)
    }

    function onData(chunk: Buffer): void {
      const total = length + chunk.byteLength
      if (total > limits.maxBytes) {
        request.pause()
        settle('too-large')
        return
      }
      if (total > body.byteLength && !grow(total, chunk)) {
        request.pause()
        settle('no-memory')
        return
      }
      if (body !== chunk) {
        body.set(chunk, length)
      }
      length = total
    }

    /** One buffer that doubles: a list of chunks costs far more when they are a byte each. */
    function grow(needed: number, chunk: Buffer): boolean {
      const whole = length === 0 && Number(request.headers['content-length']) === needed
      const capacity = whole
        ? needed
        : Math.min(limits.maxBytes, Math.max(needed, body.byteLength * 2, FIRST_CAPACITY))
      if (!limits.budget.take(capacity - reserved)) {
        return false
      }
      reserved = capacity
      if (whole) {
        body = chunk
      } else {
        const larger = new Uint8Array(capacity)
        larger.set(body.subarray(0, length))
        body = larger
      }
      return true
    }

    function onEnd(): void {
      settle({ bytes: body.subarray(0, length), release })
    }

    function onClose(): void {
      settle('gone')
    }

    request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose)
  })
}

function ignore(): void {}
