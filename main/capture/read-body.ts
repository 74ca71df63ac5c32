/** Reads a request body of bounded size, in bounded time and memory. */
import type { IncomingMessage } from 'node:http'
import type { Deadlines } from './deadlines.ts'

export interface BodyLimits {
  /** The longest body in bytes. */
  readonly maxBytes: number
  /** From the end of the headers to the last byte of the body. */
  readonly deadlines: Deadlines
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

/** Chunks are kept as they are from this size on; smaller ones are gathered in blocks. */
const LARGE_CHUNK = 16 * 1024
const BLOCK = 16 * 1024

const NOTHING = new Uint8Array(0)

export function readBody(
  request: IncomingMessage,
  limits: BodyLimits,
): Promise<ReceivedBody | BodyFailure> {
  return new Promise((resolve) => {
    const pieces: Uint8Array[] = []
    /** What is still free of the last piece, when that is a block. */
    let room = NOTHING
    let length = 0
    let reserved = 0
    const callOff = limits.deadlines.start(() => settle('too-slow'))

    function release(): void {
      limits.budget.give(reserved)
      reserved = 0
    }

    function settle(result: ReceivedBody | BodyFailure): void {
      callOff()
      if (typeof result === 'string') {
        release()
      }
      request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose)
      // The caller decides what becomes of the rest; an error without a listener would throw.
      request.on('error', ignore)
      resolve(result)
    }

    function onData(chunk: Buffer): void {
      length += chunk.byteLength
      if (length > limits.maxBytes) {
        request.pause()
        settle('too-large')
      } else if (!keep(chunk)) {
        request.pause()
        settle('no-memory')
      }
    }

    function reserve(bytes: number): boolean {
      if (!limits.budget.take(bytes)) {
        return false
      }
      reserved += bytes
      return true
    }

    function keep(chunk: Uint8Array): boolean {
      const whole = Number(request.headers['content-length']) === chunk.byteLength
      if (whole || chunk.byteLength >= LARGE_CHUNK) {
        closeBlock()
        pieces.push(chunk)
        return reserve(chunk.byteLength)
      }
      const fits = chunk.subarray(0, room.byteLength)
      room.set(fits)
      room = room.subarray(fits.byteLength)
      const rest = chunk.subarray(fits.byteLength)
      if (rest.byteLength === 0) {
        return true
      }
      // A list of chunks would cost a hundred times the body when they are a byte each.
      if (!reserve(BLOCK)) {
        return false
      }
      room = new Uint8Array(BLOCK)
      pieces.push(room)
      return keep(rest)
    }

    /** Before a chunk that is kept as it is, the block ends where it was filled to. */
    function closeBlock(): void {
      const last = pieces.at(-1)
      if (last !== undefined && room.byteLength > 0) {
        pieces[pieces.length - 1] = last.subarray(0, last.byteLength - room.byteLength)
        room = NOTHING
      }
    }

    function onEnd(): void {
      closeBlock()
      const [first = NOTHING] = pieces
      const bytes = pieces.length > 1 ? Buffer.concat(pieces, length) : first
      // `release` keeps this scope alive, and with it the pieces, until the body is stored.
      pieces.length = 0
      settle({ bytes, release })
    }

    function onClose(): void {
      settle('gone')
    }

    request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose)
  })
}

function ignore(): void {}
