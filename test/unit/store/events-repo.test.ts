import { expect, test } from 'vitest'
import { openDatabase } from '#main/store/database'
import { createEventMarksRepo } from '#main/store/event-marks-repo'
import { createEventsRepo, type NewEvent } from '#main/store/events-repo'
import { RING_SIZE } from '#main/store/ring'
import { newEvent } from '../../support/new-event.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { FORMS, insertSource, SHOP } from '../capture/capture-harness.ts'

function open(dataDir = tempDir()) {
  const database = openDatabase(dataDir)
  insertSource(database, SHOP)
  insertSource(database, FORMS)
  return {
    dataDir,
    database,
    repo: createEventsRepo(database),
    marks: createEventMarksRepo(database),
  }
}

function event(body: string | Uint8Array = '{}', sourceId = SHOP.id): NewEvent {
  const plain = newEvent(sourceId, body, {
    path: '/shop',
    query: 'b=x&b=y&%41=%2f',
    rawHeaders: [
      ['X-Dup', '1'],
      ['x-dup', '2'],
      ['Content-Type', 'application/json'],
    ],
  })
  return { ...plain, title: 'A title' }
}

test('an event comes back as it was, after the file was closed and opened again', () => {
  const { repo, database, dataDir } = open()
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
  const { added } = repo.addAll([event(bytes)])
  database.close()

  const again = open(dataDir)
  const stored = again.repo.find(added[0]?.id ?? '')
  expect(stored?.request).toEqual(event(Buffer.from(bytes)).request)
  expect(stored).toMatchObject({
    number: 1,
    size: 256,
    title: 'A title',
    contentType: 'application/json',
    bodySha256: '40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e7110266bf944880',
  })
  again.database.close()
})

test('a slice of a larger buffer is stored without its surroundings', () => {
  const { repo, database } = open()
  const slice = Buffer.from('before{"a":1}after').subarray(6, 13)
  const { added } = repo.addAll([event(slice)])
  expect(Buffer.from(repo.find(added[0]?.id ?? '')?.request.body ?? []).toString()).toBe('{"a":1}')
  const view = new Uint8Array(slice.buffer, slice.byteOffset, slice.byteLength)
  const second = repo.addAll([event(view)])
  expect(Buffer.from(repo.find(second.added[0]?.id ?? '')?.request.body ?? []).toString()).toBe(
    '{"a":1}',
  )
  database.close()
})

test('the ring keeps the newest events of each source; numbers go on', () => {
  const { repo, database } = open()
  const first = repo.addAll(Array.from({ length: 8 }, () => event()))
  const other = repo.addAll([event('{}', FORMS.id)])
  const second = repo.addAll(Array.from({ length: 5 }, () => event()))

  expect(first.evicted).toEqual([])
  expect(other.added[0]?.number).toBe(1)
  expect(second.added.map(({ number }) => number)).toEqual([9, 10, 11, 12, 13])
  expect(second.evicted).toEqual([
    { sourceId: SHOP.id, eventIds: first.added.slice(0, 3).map(({ id }) => id) },
  ])
  expect(repo.list(SHOP.id).map(({ number }) => number)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4])
  expect(repo.list(FORMS.id)).toHaveLength(1)
  database.close()
})

test('a batch larger than the ring leaves its newest events', () => {
  const { repo, database } = open()
  const { added, evicted } = repo.addAll(Array.from({ length: RING_SIZE + 7 }, () => event()))
  expect(added).toHaveLength(RING_SIZE + 7)
  expect(evicted[0]?.eventIds).toEqual(added.slice(0, 7).map(({ id }) => id))
  expect(repo.list(SHOP.id).at(-1)?.number).toBe(8)
  database.close()
})

test('a batch is stored whole or not at all', () => {
  const { repo, database } = open()
  expect(() => repo.addAll([event(), event('{}', 'src_gone')])).toThrow(/no longer exists/)
  expect(repo.list(SHOP.id)).toEqual([])
  expect(repo.addAll([event()]).added[0]?.number).toBe(1)
  database.close()
})

test('numbers are not used again after events were deleted', () => {
  const { repo, marks, database } = open()
  const { added } = repo.addAll([event(), event()])
  const [first, second] = added.map(({ id }) => id)
  expect(marks.delete(second ?? '')).toEqual({ sourceId: SHOP.id })
  expect(marks.delete(second ?? '')).toBeUndefined()
  expect(marks.clear(SHOP.id)).toEqual([first])
  expect(repo.find(first ?? '')).toBeUndefined()
  expect(repo.addAll([event()]).added[0]?.number).toBe(3)
  database.close()
})

test('other writes keep waiting for the disk; events do when they are synced', async () => {
  const { repo, database } = open()
  repo.addAll([event()])
  expect(() => repo.addAll([event('{}', 'src_gone')])).toThrow(/no longer exists/)
  // 3 is EXTRA.
  expect(database.pragma('synchronous', { simple: true })).toBe(3)
  await Promise.all([repo.sync(), repo.sync(), repo.sync()])
  await repo.sync()
  database.close()
})
