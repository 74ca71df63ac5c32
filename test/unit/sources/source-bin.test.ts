import type { EventName } from '#preload/contract'
import { createKeyFileCipher } from '#main/secrets/key-file-cipher'
import { createSettingService } from '#main/sources/setting-service'
import { createSourceBin } from '#main/sources/source-bin'
import { createSourceService } from '#main/sources/source-service'
import { openDatabase } from '#main/store/database'
import { createEventsRepo } from '#main/store/events-repo'
import { createSettingsRepo } from '#main/store/settings-repo'
import { createSourcesRepo } from '#main/store/sources-repo'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { tempDir } from '../../support/temp-dir.ts'

afterEach(() => void vi.useRealTimers())

const MINUTE = 60_000

function setUp() {
  const dir = tempDir()
  const database = openDatabase(dir)
  onTestFinished(() => {
    database.close()
  })
  const published: EventName[] = []
  const bus = { publish: (event: EventName) => void published.push(event) }
  const settings = createSettingService({
    settings: createSettingsRepo(database),
    cipher: createKeyFileCipher(dir),
    bus,
  })
  const repo = createSourcesRepo(database)
  const sources = createSourceService({
    sources: repo,
    settingsOf: (sourceId) => settings.list(sourceId),
    bus,
  })
  const startBin = () => createSourceBin({ sources: repo, get: sources.get, bus })
  const rows = (): unknown => database.prepare('SELECT count(*) FROM sources').pluck().get()
  const events = createEventsRepo(database)
  return { database, sources, settings, events, startBin, rows, published }
}

const EVENT = {
  method: 'POST',
  path: '/',
  query: '',
  httpVersion: '1.1',
  remoteAddress: '127.0.0.1',
  rawHeaders: [] as [string, string][],
  body: Buffer.from('{}'),
  receivedAt: new Date(0).toISOString(),
  viaTunnel: false,
  receiveMs: 1,
}

it('finds a deleted source by nothing, and brings it back as it was', () => {
  const { sources, settings, events, startBin } = setUp()
  const bin = startBin()
  const { id, token } = sources.create({ name: 'Orders' })
  settings.save(id, [
    {
      name: 'apiKey',
      label: 'API Key',
      type: 'STRING',
      description: '',
      required: true,
      encrypted: true,
      value: { kind: 'set', value: 'sk_live_1' },
    },
  ])
  events.addAll([{ sourceId: id, title: 'one', request: EVENT }])
  const before = sources.get(id)

  bin.discard(id)
  expect(sources.list()).toEqual([])
  expect(sources.findBySlug('orders')).toBeUndefined()
  expect(sources.findByToken(token)).toBeUndefined()
  for (const call of [
    () => sources.get(id),
    () => sources.saveCode(id, 'x', 1),
    () => bin.discard(id),
    // One that was on its way.
    () => events.addAll([{ sourceId: id, title: 'late', request: EVENT }]),
  ]) {
    expect(call).toThrow(expect.objectContaining({ code: 'not_found' }))
  }

  expect(bin.restore(id)).toEqual(before)
  expect(before.eventCount).toBe(1)
  expect(settings.reveal(id, 'apiKey')).toBe('sk_live_1')
  expect(sources.findByToken(token)?.id).toBe(id)
  expect(() => bin.restore(id)).toThrow(expect.objectContaining({ code: 'not_found' }))
})

it('gives it another slug when its own was taken meanwhile', () => {
  const { sources, startBin } = setUp()
  const bin = startBin()
  const { id } = sources.create({ name: 'Orders' })
  bin.discard(id)
  expect(sources.create({ name: 'Orders' }).slug).toBe('orders')
  expect(bin.restore(id).slug).toBe('orders-2')
})

it('removes it for good after ten minutes, also when nothing else happens', () => {
  vi.useFakeTimers()
  const { sources, startBin, rows } = setUp()
  const bin = startBin()
  const [one, two] = ['One', 'Two'].map((name) => sources.create({ name }).id)
  bin.discard(one ?? '')
  vi.advanceTimersByTime(6 * MINUTE)
  bin.discard(two ?? '')
  expect(rows()).toBe(2)
  vi.advanceTimersByTime(5 * MINUTE)
  expect(rows()).toBe(1)
  expect(() => bin.restore(one ?? '')).toThrow(expect.objectContaining({ code: 'not_found' }))
  vi.advanceTimersByTime(6 * MINUTE)
  expect(rows()).toBe(0)
})

it('removes it for good when its process ends, and what a killed one left by and by', () => {
  vi.useFakeTimers()
  const { sources, startBin, rows } = setUp()
  const first = startBin()
  const { id } = sources.create({ name: 'One' })
  first.discard(id)
  first.dispose()
  expect(rows()).toBe(0)

  const killed = startBin()
  const { id: other } = sources.create({ name: 'Two' })
  killed.discard(other)
  vi.clearAllTimers()
  startBin()
  expect(rows()).toBe(1)
  vi.advanceTimersByTime(11 * MINUTE)
  expect(rows()).toBe(0)
})

it('tries again later where the disk is full, and ends all the same', () => {
  vi.useFakeTimers()
  const { database, sources, startBin, rows } = setUp()
  const bin = startBin()
  bin.discard(sources.create({ name: 'One' }).id)
  database.exec(`CREATE TRIGGER full BEFORE DELETE ON sources
    BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END`)
  vi.advanceTimersByTime(11 * MINUTE)
  const second = startBin()
  bin.dispose()
  expect(rows()).toBe(1)
  database.exec('DROP TRIGGER full')
  vi.advanceTimersByTime(11 * MINUTE)
  expect(rows()).toBe(0)
  second.dispose()
})
