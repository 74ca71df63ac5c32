import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createGroupCommit } from '#main/capture/group-commit'
import { openDatabase } from '#main/store/database'
import type { Committed } from '#main/store/event-inserts'
import { createEventMarksRepo } from '#main/store/event-marks-repo'
import { createEventsRepo, type EventsRepo, type NewEvent } from '#main/store/events-repo'
import { createCaptureJournal, type CaptureJournal } from '#main/store/journal/capture-journal'
import { RING_SIZE } from '#main/store/ring'
import { newEvent } from '../../support/new-event.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { insertSource, SHOP } from './capture-harness.ts'

interface Changes {
  readonly journal?: (journal: CaptureJournal) => Partial<CaptureJournal>
  readonly events?: (repo: EventsRepo) => Partial<EventsRepo>
  readonly announce?: () => void
  readonly isOurs?: () => boolean
}

async function start(changes: Changes = {}) {
  const database = openDatabase(tempDir())
  insertSource(database, SHOP)
  const repo = createEventsRepo(database)
  const journal = createCaptureJournal(database)
  const batches: number[] = []
  const announced: Committed[] = []
  const failures: unknown[] = []
  const replaced = changes.journal?.(journal)
  const watched: CaptureJournal = {
    ...journal,
    ...replaced,
    get isFull() {
      return journal.isFull
    },
    append(events) {
      batches.push(events.length)
      return (replaced?.append ?? journal.append)(events)
    },
  }
  const commits = createGroupCommit(
    { ...repo, ...changes.events?.(repo) },
    watched,
    changes.isOurs ?? (() => true),
    (committed) => {
      announced.push(committed)
      changes.announce?.()
    },
    (error) => failures.push(error),
  )
  onTestFinished(async () => {
    await commits.end()
    database.close()
  })
  await commits.begin(true)
  const list = () => {
    commits.settle()
    return repo.list(SHOP.id)
  }
  return { database, repo, batches, announced, commits, failures, list }
}

const event = (sourceId = SHOP.id, body?: Uint8Array): NewEvent => newEvent(sourceId, body)

/** A database without room for what it is given, as long as that is so. */
function refusing(disk: { broken: boolean }): Changes['events'] {
  return (repo) => ({
    apply(entries) {
      if (disk.broken && entries.length > 0) {
        throw new Error('disk full')
      }
      return repo.apply(entries)
    },
  })
}

test('the events of one turn are journaled together', async () => {
  const { commits, batches, list } = await start()
  await Promise.all([commits.add(event()), commits.add(event()), commits.add(event())])
  expect(batches).toEqual([3])
  expect(list()).toHaveLength(3)
})

test('what is acknowledged comes into the database by itself', async () => {
  const { commits, repo, announced } = await start()
  await commits.add(event())
  await expect.poll(() => announced).toHaveLength(1)
  expect(repo.list(SHOP.id)).toHaveLength(1)
})

test('what arrives while the disk syncs makes the next batch', async () => {
  const finish: (() => void)[] = []
  const { commits, batches, list } = await start({
    journal: (journal) => ({
      async append(events) {
        const entries = await journal.append(events)
        await new Promise<void>((resolve) => finish.push(resolve))
        return entries
      },
    }),
  })
  const first = commits.add(event())
  await expect.poll(() => finish.length).toBe(1)
  const rest = [commits.add(event()), commits.add(event())]
  const acknowledged = vi.fn<() => void>()
  void first.then(acknowledged)
  await nextTurn()
  // Written, but not acknowledged: the disk has not answered.
  expect(acknowledged).not.toHaveBeenCalled()
  expect([list().length, batches]).toEqual([0, [1]])
  finish.shift()?.()
  await first
  await expect.poll(() => finish.length).toBe(1)
  finish.shift()?.()
  await Promise.all(rest)
  expect(batches).toEqual([1, 2])
  expect(list()).toHaveLength(3)
})

test('an event without a source costs only itself, and so does one for a ring full of pins', async () => {
  const { commits, database, list } = await start()
  await Promise.all(Array.from({ length: RING_SIZE }, () => commits.add(event())))
  const marks = createEventMarksRepo(database)
  for (const { id } of list().slice(1)) {
    marks.setPinned(id, true)
  }
  const results = await Promise.allSettled([
    commits.add(event()),
    commits.add(event('src_deleted')),
    commits.add(event()),
  ])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  marks.setPinned(list()[0]?.id ?? '', true)
  await expect(commits.add(event())).rejects.toMatchObject({ code: 'conflict' })
})

test('a disk that fails is no acknowledgement, and the next event finds it whole again', async () => {
  let broken = true
  const { commits, list } = await start({
    journal: (journal) => ({
      append: (events) =>
        broken ? Promise.reject(new Error('input/output error')) : journal.append(events),
    }),
  })
  const refused = await Promise.allSettled([commits.add(event()), commits.add(event())])
  expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(list()).toEqual([])
  broken = false
  await commits.add(event())
  expect(list()).toHaveLength(1)
})

test('a database that is held by another process costs nobody an event', async () => {
  const { commits, database, list, failures } = await start()
  const other = openDatabase(path.dirname(database.name))
  other.exec('BEGIN IMMEDIATE')
  await commits.add(event())
  await commits.add(event())
  expect(list()).toEqual([])
  other.exec('COMMIT')
  other.close()
  await expect.poll(() => list()).toHaveLength(2)
  expect(failures).toHaveLength(1)
})

test('a full journal waits for a database that another process holds', async () => {
  const { commits, database, list } = await start()
  const other = openDatabase(path.dirname(database.name))
  other.exec('BEGIN IMMEDIATE')
  const large = Buffer.alloc(1.5 * 1024 * 1024)
  for (let sent = 0; sent < 11; sent++) {
    await commits.add(event(SHOP.id, large))
  }
  const last = commits.add(event())
  // It asks the database in the turn after the next.
  await nextTurn()
  await nextTurn()
  other.exec('COMMIT')
  other.close()
  await last
  expect(list().map(({ number }) => number)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3])
})

test('a database that refuses is asked again before anything more is acknowledged', async () => {
  const disk = { broken: true }
  const { commits, list } = await start({ events: refusing(disk) })
  await commits.add(event())
  expect(list()).toEqual([])
  await expect(commits.add(event())).rejects.toThrow('disk full')
  disk.broken = false
  await commits.add(event())
  expect(list().map(({ number }) => number)).toEqual([2, 1])
})

test('what could not be brought in is kept for the next session', async () => {
  const disk = { broken: true }
  const { commits, list, announced } = await start({ events: refusing(disk) })
  await commits.add(event())
  await commits.end()
  await expect(commits.begin(true)).rejects.toThrow('disk full')
  disk.broken = false
  await commits.begin(true)
  expect(list()).toHaveLength(1)
  await commits.add(event())
  expect(list()).toHaveLength(2)
  expect(announced.flatMap(({ added }) => added)).toHaveLength(2)
})

test('what could not begin does not go on trying after its end', async () => {
  const { commits } = await start({
    events: () => ({
      apply() {
        throw new Error('disk full')
      },
    }),
  })
  await commits.add(event())
  await commits.end()
  await expect(commits.begin(true)).rejects.toThrow('disk full')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  await expect(commits.begin(true)).rejects.toThrow('disk full')
  await commits.end()
  expect(vi.getTimerCount()).toBe(0)
})

test('a batch is bounded in bytes', async () => {
  const { commits, batches } = await start()
  const large = Buffer.alloc(1.5 * 1024 * 1024)
  await Promise.all(Array.from({ length: 5 }, () => commits.add(event(SHOP.id, large))))
  expect(batches).toEqual([2, 2, 1])
})

test('a journal that is full is written anew, and nothing is lost by it', async () => {
  const { commits, list, announced } = await start()
  const large = Buffer.alloc(1.5 * 1024 * 1024)
  for (let sent = 0; sent < 40; sent++) {
    await commits.add(event(SHOP.id, large))
  }
  expect(list()).toHaveLength(RING_SIZE)
  const numbers = announced.flatMap(({ added }) => added.map(({ number }) => number))
  expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
})

test('a listener that fails holds up nobody, and the end waits for the commit under way', async () => {
  const { commits, failures, repo } = await start({
    announce() {
      throw new Error('a window is gone')
    },
  })
  await commits.add(event())
  void commits.add(event())
  await commits.end()
  expect(repo.list(SHOP.id)).toHaveLength(2)
  expect(failures.length).toBeGreaterThan(0)
})

test('senders that come back are gathered, so that none has a sync to itself', async () => {
  const { commits, batches } = await start({
    journal: (journal) => ({
      async append(events) {
        const startedAt = performance.now()
        const entries = await journal.append(events)
        while (performance.now() - startedAt < 2) {
          await nextTurn()
        }
        return entries
      },
    }),
  })
  const send = async (times: number): Promise<void> => {
    for (let sent = 0; sent < times; sent++) {
      await commits.add(event())
      // A client needs a moment for its next event, each another one.
      await nextTurn()
    }
  }
  await Promise.all(Array.from({ length: 16 }, () => send(20)))
  expect(batches.reduce((sum, size) => sum + size, 0)).toBe(320)
  expect(batches.filter((size) => size === 1).length).toBeLessThan(4)
})

test('who comes alone after many is not waited with for long', async () => {
  const { commits, batches } = await start()
  await Promise.all(Array.from({ length: 16 }, () => commits.add(event())))
  await commits.add(event())
  await commits.add(event())
  expect(batches).toEqual([16, 1, 1])
})

test('a database that cannot be asked refuses a batch, and not the next one', async () => {
  let broken = true
  const { commits, list } = await start({
    events: (repo) => ({
      revision() {
        if (broken) {
          throw new Error('disk I/O error')
        }
        return repo.revision()
      },
    }),
  })
  await expect(commits.add(event())).rejects.toThrow('disk I/O error')
  broken = false
  await commits.add(event())
  expect(list()).toHaveLength(1)
})

test('what is true of a source is asked for again when the database has changed', async () => {
  let asked = 0
  let revision = 'one'
  const { commits, database } = await start({
    events: (repo) => ({
      revision: () => revision,
      admit(sourceId) {
        asked += 1
        repo.admit(sourceId)
      },
    }),
  })
  await commits.add(event())
  await commits.add(event())
  expect(asked).toBe(1)
  database.prepare('DELETE FROM sources').run()
  revision = 'two'
  await expect(commits.add(event())).rejects.toMatchObject({ code: 'not_found' })
})
