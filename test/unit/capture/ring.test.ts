/** What the user does to captured events, over the real listener and database. */
import { expect, test } from 'vitest'
import type { EventData } from '#preload/contract'
import { createEventService } from '#main/capture/event-service'
import { openDatabase } from '#main/store/database'
import { createEventMarksRepo } from '#main/store/event-marks-repo'
import { createEventsRepo } from '#main/store/events-repo'
import { FORMS, post, SHOP, startCapture, type Harness } from './capture-harness.ts'

async function send({ port }: Harness, ...names: string[]): Promise<void> {
  for (const type of names) {
    const response = await post(port, JSON.stringify({ type }))
    expect(response.status).toBe(200)
  }
}

function titles({ events }: Harness): string[] {
  return events.list(SHOP.id).map(({ title }) => title)
}

function idOf({ events }: Harness, title: string): string {
  return events.list(SHOP.id).find((event) => event.title === title)?.id ?? ''
}

const names = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `e${from + index}`)

test('a pinned event stays, and takes one of the ten places', async () => {
  const harness = await startCapture()
  await send(harness, ...names(1, 3))
  const pinned = harness.events.setPinned(idOf(harness, 'e1'), true)
  expect(pinned).toMatchObject({ title: 'e1', pinned: true, note: '' })
  await send(harness, ...names(4, 20))
  expect(titles(harness)).toEqual([...names(12, 20).toReversed(), 'e1'])
  // Unpinned it is the oldest: there until the next one comes.
  harness.events.setPinned(pinned.id, false)
  expect(titles(harness)).toHaveLength(10)
  await send(harness, 'e21')
  expect(titles(harness)).toEqual(names(12, 21).toReversed())
})

test('a ring full of pins refuses what comes, says so, and goes on when there is room', async () => {
  const harness = await startCapture()
  const { events, capture, port } = harness
  await send(harness, ...names(1, 10))
  for (const { id } of events.list(SHOP.id)) {
    events.setPinned(id, true)
  }
  expect(capture.status().windows[0]).toMatchObject({ full: true })
  const refused = await post(port, '{}')
  expect(refused.status).toBe(507)
  expect(await refused.json()).toEqual({
    error: 'There is no room for this event: all that are kept are pinned.',
  })
  // A neighbour in the same batch is not refused with it.
  await capture.open(FORMS.id)
  const both = await Promise.all([
    post(port, '{}'),
    post(port, '{}', { path: `/?b=${FORMS.token}` }),
  ])
  expect(both.map(({ status }) => status)).toEqual([507, 200])
  expect(titles(harness)).toEqual(names(1, 10).toReversed())

  events.setPinned(idOf(harness, 'e3'), false)
  expect(capture.status().windows[0]).toMatchObject({ full: false })
  await send(harness, 'e11')
  expect(titles(harness)).toEqual(['e11', ...names(4, 10).toReversed(), 'e2', 'e1'])
})

test('no more than the ring holds can be pinned', async () => {
  const harness = await startCapture()
  const { events } = harness
  await send(harness, ...names(1, 10))
  const [newest, ...rest] = events.list(SHOP.id)
  for (const { id } of rest) {
    events.setPinned(id, true)
  }
  events.delete(newest?.id ?? '')
  await send(harness, 'e11')
  events.setPinned(idOf(harness, 'e11'), true)
  events.setPinned(idOf(harness, 'e11'), true)
  events.restore(SHOP.id)
  expect(events.list(SHOP.id)).toHaveLength(11)
  expect(() => events.setPinned(newest?.id ?? '', true)).toThrow(
    expect.objectContaining({ code: 'conflict', hint: expect.stringContaining('Unpin') }),
  )
})

test('what gave way last comes back, one by one, after a restart too', async () => {
  const harness = await startCapture()
  await send(harness, ...names(1, 13))
  const { events, dataDir } = harness
  expect(events.undoable(SHOP.id).evicted).toMatchObject({ title: 'e3' })
  expect(events.undoEviction(SHOP.id)).toMatchObject({ title: 'e3', pinned: true })
  expect(titles(harness)).toEqual([...names(4, 13).toReversed(), 'e3'])

  // As another process on the same folder sees it.
  const database = openDatabase(dataDir)
  const later = createEventService({
    events: createEventsRepo(database),
    marks: createEventMarksRepo(database),
    bus: { publish() {} },
    sourceExists: () => true,
    onPinsChanged() {},
  })
  expect(later.undoEviction(SHOP.id)).toMatchObject({ title: 'e2' })
  expect(later.get(idOf(harness, 'e2')).bodyBase64).toBe(btoa('{"type":"e2"}'))
  database.close()

  await send(harness, 'e14')
  expect(titles(harness)).toEqual([...names(7, 14).toReversed(), 'e3', 'e2'])
  const back = harness.published.filter(({ event }) => event === 'events.restored')
  expect(back).toHaveLength(1)
})

test('the last three that gave way are kept, whether they came alone or in one batch', async () => {
  const harness = await startCapture()
  const { events } = harness
  const count = harness.database.prepare('SELECT count(*) FROM captured_events').pluck()
  const rows = () => {
    harness.capture.settle()
    return count.get()
  }
  await send(harness, ...names(1, 15))
  expect(rows()).toBe(13)
  events.setNote(idOf(harness, 'e8'), 'goes with its event')
  await Promise.all(names(16, 40).map((name) => send(harness, name)))
  expect(rows()).toBe(13)
  const back = Array.from({ length: 3 }, () => events.undoEviction(SHOP.id).number)
  expect(back).toEqual([30, 29, 28])
  expect(() => events.undoEviction(SHOP.id)).toThrow(expect.objectContaining({ code: 'conflict' }))
  expect(events.list(SHOP.id).map(({ number }) => number)).toEqual(
    Array.from({ length: 13 }, (_, index) => 40 - index),
  )
  const marks = harness.database.prepare('SELECT count(*) FROM event_marks WHERE pinned = 0')
  expect(marks.pluck().get()).toBe(0)
})

test('a deletion is undone until the next one, or until the window closes', async () => {
  const harness = await startCapture()
  const { events, capture, database } = harness
  const rows = database.prepare('SELECT count(*) FROM captured_events').pluck()
  await send(harness, ...names(1, 4))
  events.setNote(idOf(harness, 'e2'), 'keep me')
  events.setPinned(idOf(harness, 'e2'), true)
  events.delete(idOf(harness, 'e2'))
  expect(titles(harness)).toEqual(['e4', 'e3', 'e1'])
  expect(events.undoable(SHOP.id).deleted).toMatchObject([{ title: 'e2' }])
  expect(events.restore(SHOP.id)).toMatchObject([{ title: 'e2', pinned: true, note: 'keep me' }])
  expect(titles(harness)).toEqual(['e4', 'e3', 'e2', 'e1'])
  expect(() => events.restore(SHOP.id)).toThrow(expect.objectContaining({ code: 'conflict' }))

  events.delete(idOf(harness, 'e1'))
  events.clear(SHOP.id)
  expect(rows.get()).toBe(3)
  expect(events.list(SHOP.id)).toEqual([])
  await send(harness, 'e5')
  expect(events.restore(SHOP.id).map(({ title }) => title)).toEqual(['e4', 'e3', 'e2'])
  expect(titles(harness)).toEqual(['e5', 'e4', 'e3', 'e2'])

  events.clear(SHOP.id)
  // Clearing nothing does not make the last deletion final.
  events.clear(SHOP.id)
  expect(events.undoable(SHOP.id).deleted).toHaveLength(4)
  await capture.close(SHOP.id)
  expect(rows.get()).toBe(0)
  expect(() => events.restore(SHOP.id)).toThrow(expect.objectContaining({ code: 'conflict' }))
})

test('a note is kept with its event, and the others learn of it', async () => {
  const harness = await startCapture()
  await send(harness, 'e1')
  const id = idOf(harness, 'e1')
  expect(harness.events.setNote(id, 'the failing one').note).toBe('the failing one')
  expect(harness.events.get(id).note).toBe('the failing one')
  const told = harness.published.flatMap(({ event, data }) =>
    event === 'events.updated' ? [(data as EventData<'events.updated'>).event.note] : [],
  )
  expect(told).toEqual(['the failing one'])
  // Nothing is left behind of a mark that says nothing.
  harness.events.setNote(id, '')
  expect(harness.database.prepare('SELECT count(*) FROM event_marks').pluck().get()).toBe(0)
  expect(() => harness.events.setNote('evt_none', 'x')).toThrow(
    expect.objectContaining({ code: 'not_found' }),
  )
})
