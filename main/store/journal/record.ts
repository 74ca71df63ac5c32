/**
 * How an event stands in the capture journal: a head of 32 bytes (little endian), then what is
 * known of the request as JSON, then its body as it arrived. The checksum covers all that
 * follows it, so that a record which the disk took in part is told from a whole one.
 *
 *     0 mark  4 CRC-32  8 sequence (double)  16 bytes of JSON  20 bytes of body  24 pass
 *
 * The file is written from its start over and over; the pass, eight random bytes, tells the
 * records of now from what is left behind them, which senders could have written to look like one.
 */
import { crc32 } from 'node:zlib'
import { RawHeaders } from '#preload/model'
import { z } from 'zod'
import type { NewEvent } from '../events-repo.ts'

/** An event with its place in the order of all that this data folder ever journaled. */
export interface JournaledEvent {
  readonly sequence: number
  readonly event: NewEvent
}

/** "HBJ" and the version of this layout. */
const MARK = 0x31_4a_42_48

const HEAD_BYTES = 32

export const PASS_BYTES = 8

const Known = z.object({
  sourceId: z.string(),
  title: z.string(),
  method: z.string(),
  path: z.string(),
  query: z.string(),
  httpVersion: z.string(),
  remoteAddress: z.string(),
  rawHeaders: RawHeaders,
  receivedAt: z.string(),
  receiveMs: z.number().nullable(),
  viaTunnel: z.boolean(),
})

/** To copy a larger body costs more than to write it as a piece of its own. */
const COPIED_BYTES = 16 * 1024

/**
 * Records in pieces, in order. `memory` holds what fits, so that a batch costs no memory and few
 * pieces: they are valid until it is used again. Large bodies are not copied.
 */
export function encodeRecords(
  entries: readonly JournaledEvent[],
  pass: Uint8Array,
  memory: Buffer,
): Uint8Array[] {
  const pieces: Uint8Array[] = []
  let free = memory
  let filled = 0

  function endPiece(): void {
    if (filled > 0) {
      pieces.push(free.subarray(0, filled))
      free = free.subarray(filled)
      filled = 0
    }
  }

  for (const { sequence, event } of entries) {
    const { body, ...request } = event.request
    const known: z.input<typeof Known> = {
      ...request,
      sourceId: event.sourceId,
      title: event.title,
    }
    const text = JSON.stringify(known)
    const isCopied = body.byteLength <= COPIED_BYTES
    // The longest UTF-8 there can be: measuring the text first costs more.
    const longest = HEAD_BYTES + text.length * 3 + (isCopied ? body.byteLength : 0)
    if (filled + longest > free.byteLength) {
      endPiece()
      free = Buffer.allocUnsafeSlow(Math.max(longest, memory.byteLength))
    }
    const start = filled
    const length = free.write(text, start + HEAD_BYTES)
    free.writeUInt32LE(MARK, start)
    free.writeDoubleLE(sequence, start + 8)
    free.writeUInt32LE(length, start + 16)
    free.writeUInt32LE(body.byteLength, start + 20)
    free.set(pass, start + 24)
    filled += HEAD_BYTES + length
    if (isCopied) {
      free.set(body, filled)
      filled += body.byteLength
    }
    const checksum = crc32(free.subarray(start + 8, filled))
    free.writeUInt32LE(isCopied ? checksum : crc32(body, checksum), start + 4)
    if (!isCopied) {
      endPiece()
      pieces.push(body)
    }
  }
  endPiece()
  return pieces
}

/**
 * The records of the last pass over a file that come after a sequence. The first that is not
 * whole ends them. Those before it are most of them, and to read what they hold takes the time.
 */
export function decodeRecords(journal: Buffer, after: number): JournaledEvent[] {
  const entries: JournaledEvent[] = []
  const pass = journal.subarray(24, HEAD_BYTES)
  let offset = 0
  while (offset + HEAD_BYTES <= journal.byteLength) {
    const sequence = journal.readDoubleLE(offset + 8)
    const body = offset + HEAD_BYTES + journal.readUInt32LE(offset + 16)
    const end = body + journal.readUInt32LE(offset + 20)
    const isWhole =
      journal.readUInt32LE(offset) === MARK &&
      end <= journal.byteLength &&
      pass.equals(journal.subarray(offset + 24, offset + HEAD_BYTES)) &&
      crc32(journal.subarray(offset + 8, end)) === journal.readUInt32LE(offset + 4)
    if (!isWhole) {
      break
    }
    if (sequence > after) {
      const text = journal.toString('utf8', offset + HEAD_BYTES, body)
      entries.push({ sequence, event: eventOf(text, journal.subarray(body, end)) })
    }
    offset = end
  }
  return entries
}

function eventOf(text: string, body: Uint8Array): NewEvent {
  const { sourceId, title, ...request } = Known.parse(JSON.parse(text))
  return { sourceId, title, request: { ...request, body } }
}
