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
