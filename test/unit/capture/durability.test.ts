/** `kill -9` at any moment loses no acknowledged event: tried on a process of its own. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '#main/store/database'
import { createEventsRepo } from '#main/store/events-repo'
import { RING_SIZE } from '#main/store/ring'
import { tempDir } from '../../support/temp-dir.ts'
import { insertSource, type TestSource } from './capture-harness.ts'

/** Each takes as many events as its ring holds, so that nothing has to give way. */
const SOURCES = Array.from({ length: 60 }, (_, index): TestSource => ({
  id: `src_${index}`,
  slug: `s${index}`,
  token: `token-${index}`,
  profile: '2019',
  methods: ['POST'],
}))

test.each([1, 100, 400])('killed after %d acknowledged events', async (enough) => {
  const dataDir = tempDir()
  const before = openDatabase(dataDir)
  for (const source of SOURCES) {
    insertSource(before, source)
  }
  before.close()

  const child = fork(new URL('./capture-child.ts', import.meta.url), [dataDir])
  onTestFinished(() => void child.kill('SIGKILL'))
  const [localUrl] = (await once(child, 'message')) as [string]
  const waiting = SOURCES.flatMap(({ token }) =>
    Array.from({ length: RING_SIZE }, (_, index) => ({ token, body: `${token} ${index}` })),
  )
  const acknowledged: string[] = []

  async function send(): Promise<void> {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const response = await fetch(`${localUrl}/?b=${next.token}`, {
        method: 'POST',
        body: next.body,
      })
      if (response.status === 200) {
        acknowledged.push(next.body)
      }
      if (acknowledged.length >= enough) {
        child.kill('SIGKILL')
      }
    }
  }
  await Promise.allSettled(Array.from({ length: 24 }, send))
  if (child.signalCode === null) {
    await once(child, 'exit')
  }

  const after = openDatabase(dataDir)
  const events = createEventsRepo(after)
  const kept = new Set(
    SOURCES.flatMap(({ id }) => events.list(id)).map(({ id }) =>
      Buffer.from(events.find(id)?.request.body ?? []).toString(),
    ),
  )
  expect(acknowledged.length).toBeGreaterThanOrEqual(enough)
  expect(acknowledged.filter((body) => !kept.has(body))).toEqual([])
  expect(after.pragma('integrity_check', { simple: true })).toBe('ok')
  after.close()
})

test('killed again and again, a ring holds the newest of what was acknowledged', async () => {
  const dataDir = tempDir()
  const before = openDatabase(dataDir)
  const [source] = SOURCES
  if (source === undefined) {
    throw new Error('there is no source')
  }
  insertSource(before, source)
  before.close()
  let sent = 0
  const acknowledged: number[] = []

  for (const enough of [1, 7, 60, 201]) {
    const child = fork(new URL('./capture-child.ts', import.meta.url), [dataDir])
    onTestFinished(() => void child.kill('SIGKILL'))
    const [localUrl] = (await once(child, 'message')) as [string]
    const until = sent + enough
    const gone = once(child, 'exit')
    try {
      for (;;) {
        sent += 1
        const response = await fetch(`${localUrl}/?b=${source.token}`, {
          method: 'POST',
          body: String(sent),
        })
        expect(response.status).toBe(200)
        acknowledged.push(sent)
        if (sent === until) {
          // It ends while the next ones are on their way.
          child.kill('SIGKILL')
        }
      }
    } catch (error) {
      expect(String(error)).toContain('fetch failed')
    }
    await gone

    const after = openDatabase(dataDir)
    const events = createEventsRepo(after)
    const kept = events
      .list(source.id)
      .map(({ id }) => Number(Buffer.from(events.find(id)?.request.body ?? []).toString()))
    after.close()
    // Some may be there whose senders never had the answer.
    expect(kept.toSorted((a, b) => b - a)).toEqual(kept)
    expect(kept.length).toBeGreaterThanOrEqual(Math.min(RING_SIZE, acknowledged.length))
    const oldest = kept.length < RING_SIZE ? 0 : (kept.at(-1) ?? 0)
    const wanted = acknowledged.filter((number) => number >= oldest)
    expect(wanted.length).toBeGreaterThan(0)
    expect(wanted.filter((number) => !kept.includes(number))).toEqual([])
  }
})
