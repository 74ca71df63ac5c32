import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { NewEvent } from '#main/store/events-repo'
import { decodeRecords, encodeRecords, PASS_BYTES } from '#main/store/journal/record'
import { newEvent } from '../../../support/new-event.ts'

function event(body: Uint8Array, title: string): NewEvent {
  return { ...newEvent('src_1', body, { rawHeaders: [['X-Text', 'é']] }), title }
}

test('records of all sizes come back, however little memory there is to write them in', () => {
  const sizes = [0, 1, 2048, 16 * 1024, 16 * 1024 + 1, 100_000, 0, 3, 16 * 1024]
  const entries = sizes.map((size, index) => ({
    sequence: index + 5,
    event: event(randomBytes(size), 'ü€😀'.repeat(index * 40)),
  }))
  const pass = randomBytes(PASS_BYTES)
  const journals = [1, 700, 20_000, 256 * 1024].map((bytes) =>
    Buffer.concat(encodeRecords(entries, pass, Buffer.alloc(bytes))),
  )
  for (const journal of journals) {
    expect(journal.equals(journals[0] ?? Buffer.alloc(0))).toBe(true)
    expect(decodeRecords(journal, 0)).toEqual(
      entries.map(({ sequence, event: { request, ...rest } }) => ({
        sequence,
        event: { ...rest, request: { ...request, body: Buffer.from(request.body) } },
      })),
    )
    expect(decodeRecords(journal, 10).map(({ sequence }) => sequence)).toEqual([11, 12, 13])
  }
})

test('a batch of usual webhooks is one piece of the memory that it is given', () => {
  const memory = Buffer.alloc(64 * 1024)
  const entries = [1, 2, 3].map((sequence) => ({ sequence, event: event(randomBytes(2048), '') }))
  const pieces = encodeRecords(entries, randomBytes(PASS_BYTES), memory)
  expect(pieces).toHaveLength(1)
  expect(pieces[0]?.buffer).toBe(memory.buffer)
})
