import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Committed } from '#main/capture/add-durably'
import { createGroupCommit } from '#main/capture/group-commit'
import { openDatabase } from '#main/store/database'
import { createEventsRepo, type EventsRepo, type NewEvent } from '#main/store/events-repo'
import { RING_SIZE } from '#main/store/ring'
import { tempDir } from '../../support/temp-dir.ts'
import { insertSource, SHOP } from './capture-harness.ts'

function start(
  changes: (repo: EventsRepo) => Partial<EventsRepo> = () => ({}),
  announce: () => void = () => undefined,
) {
  const database = openDatabase(tempDir())
  onTestFinished(() => void database.close())
  insertSource(database, SHOP)
  const repo = createEventsRepo(database)
  const batches: number[] = []
  const announced: Committed[] = []
  const events = {
    ...repo,
    addAll(batch: readonly NewEvent[]) {
      batches.push(batch.length)
      return repo.addAll(batch)
    },
    ...changes(repo),
  }
  const failures: unknown[] = []
  const commits = createGroupCommit(
    events,
    (committed) => {
      announced.push(committed)
      announce()
    },
    (error) => failures.push(error),
  )
  return { repo, batches, announced, commits, failures }
}

function event(sourceId = SHOP.id, body: Uint8Array = Buffer.from('{}')): NewEvent {
  return {
    sourceId,
    title: '',
    request: {
      method: 'POST',
      path: '/',
      query: '',
      httpVersion: '1.1',
      remoteAddress: '',
      rawHeaders: [],
      body,
      receivedAt: '2026-01-01T00:00:00.000Z',
      receiveMs: null,
      viaTunnel: false,
    },
  }
}

test('the events of one turn share a transaction', async () => {
  const { commits, batches, repo } = start()
  await Promise.all([commits.add(event()), commits.add(event()), commits.add(event())])
  expect(batches).toEqual([3])
  expect(repo.list(SHOP.id)).toHaveLength(3)
})

test('what arrives while the disk syncs makes the next batch', async () => {
  const finish: (() => void)[] = []
  const { commits, batches, repo } = start(() => ({
    sync: () => new Promise((resolve) => finish.push(resolve)),
  }))
  const first = commits.add(event())
  await expect.poll(() => finish.length).toBe(1)
  const rest = [commits.add(event()), commits.add(event())]
  const acknowledged = vi.fn<() => void>()
  void first.then(acknowledged)
  await new Promise((resolve) => setImmediate(resolve))
  // Committed, but not acknowledged: the disk has not answered.
  expect(acknowledged).not.toHaveBeenCalled()
  expect([repo.list(SHOP.id).length, batches]).toEqual([1, [1]])
  finish.shift()?.()
  await first
  await expect.poll(() => finish.length).toBe(1)
  finish.shift()?.()
  await Promise.all(rest)
  expect(batches).toEqual([1, 2])
})

test('an event without a source costs only itself', async () => {
  const { commits, announced } = start()
  const results = await Promise.allSettled([
    commits.add(event()),
    commits.add(event('src_deleted')),
    commits.add(event()),
  ])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  await expect.poll(() => announced.flatMap(({ added }) => added)).toHaveLength(2)
})

test('a failure that hits all is not tried one by one', async () => {
  let tries = 0
  const { commits } = start(() => ({
    addAll() {
      tries += 1
      throw new Error('database is locked')
    },
  }))
  const results = await Promise.allSettled([commits.add(event()), commits.add(event())])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(tries).toBe(1)
})

test('a sync that fails is no acknowledgement', async () => {
  const { commits } = start(() => ({ sync: () => Promise.reject(new Error('input/output error')) }))
  await expect(commits.add(event())).rejects.toThrow('input/output error')
})

test('what the disk did not take is not in the ring, and what gave way to it is back', async () => {
  let broken = false
  const { commits, repo, announced } = start(({ sync }) => ({
    sync: () => (broken ? Promise.reject(new Error('input/output error')) : sync()),
  }))
  const addOne = () => commits.add(event())
  await Promise.all(Array.from({ length: RING_SIZE }, addOne))
  await commits.flush()
  const before = repo.list(SHOP.id)
  announced.length = 0
  broken = true
  const refused = await Promise.allSettled([addOne(), addOne()])
  expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(repo.list(SHOP.id)).toEqual(before)
  expect(announced).toEqual([])
  broken = false
  await addOne()
  // Numbers that were given away once are not given again.
  expect(repo.list(SHOP.id).map(({ number }) => number)).toEqual([
    13,
    ...before.slice(0, -1).map(({ number }) => number),
  ])
})

test('a batch larger than the ring is taken back whole', async () => {
  const { commits, repo } = start(() => ({ sync: () => Promise.reject(new Error('no disk')) }))
  await Promise.allSettled(Array.from({ length: RING_SIZE + 5 }, () => commits.add(event())))
  expect(repo.list(SHOP.id)).toEqual([])
})

test('what can be neither synced nor taken back says both', async () => {
  const { commits } = start(() => ({
    sync: () => Promise.reject(new Error('no disk')),
    withdraw() {
      throw new Error('read-only')
    },
  }))
  await expect(commits.add(event())).rejects.toThrow(/no disk.*read-only/)
})

test('a transaction is bounded in bytes', async () => {
  const { commits, batches } = start()
  const large = Buffer.alloc(1.5 * 1024 * 1024)
  await Promise.all(Array.from({ length: 5 }, () => commits.add(event(SHOP.id, large))))
  expect(batches).toEqual([2, 2, 1])
})

test('a listener that fails holds up nobody, and a flush waits for the commit under way', async () => {
  const { commits, failures, repo } = start(undefined, () => {
    throw new Error('a window is gone')
  })
  await commits.add(event())
  void commits.add(event())
  await commits.flush()
  expect(repo.list(SHOP.id)).toHaveLength(2)
  await expect(commits.add(event())).resolves.toBeUndefined()
  await commits.flush()
  expect(failures).toHaveLength(3)
})

test('senders that come back are gathered, so that none has a sync to itself', async () => {
  const { commits, batches } = start()
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
  const { commits, batches } = start()
  await Promise.all(Array.from({ length: 16 }, () => commits.add(event())))
  await commits.add(event())
  await commits.add(event())
  await commits.flush()
  expect(batches).toEqual([16, 1, 1])
})
