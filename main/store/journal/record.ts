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

/** The pieces of a record, in order. The body is not copied. */
export function encodeRecord({ sequence, event }: JournaledEvent, pass: Uint8Array): Uint8Array[] {
  const { body, ...request } = event.request
  const known: z.input<typeof Known> = { ...request, sourceId: event.sourceId, title: event.title }
  const text = JSON.stringify(known)
  // Room for the longest UTF-8, cut to what it took: measuring the text first costs more.
  const front = Buffer.allocUnsafe(HEAD_BYTES + text.length * 3)
  const length = front.write(text, HEAD_BYTES)
  front.writeUInt32LE(MARK, 0)
  front.writeDoubleLE(sequence, 8)
  front.writeUInt32LE(length, 16)
  front.writeUInt32LE(body.byteLength, 20)
  front.set(pass, 24)
  const head = front.subarray(0, HEAD_BYTES + length)
  front.writeUInt32LE(crc32(body, crc32(head.subarray(8))), 4)
  return [head, body]
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
