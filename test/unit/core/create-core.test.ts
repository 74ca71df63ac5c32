import { createCore, type CoreOptions } from '#main/core/create-core'
import { createInProcessTransport } from '#main/core/in-process'
import { silentLogger } from '#main/core/logger'
import { createKeyFileCipher } from '#main/secrets/key-file-cipher'
import { openDatabase } from '#main/store/database'
import { createPreferencesRepo } from '#main/store/preferences-repo'
import { createClient } from '#preload/client'
import { expect, it, onTestFinished, vi } from 'vitest'
import { tempDir } from '../../support/temp-dir.ts'

const optionsFor = (dataDir: string): CoreOptions => ({
  dataDir,
  host: 'cli',
  version: '0.0.0-test',
  cipher: createKeyFileCipher(dataDir),
  runtimeDir: dataDir,
  logger: silentLogger,
})

function start(dataDir: string) {
  const core = createCore(optionsFor(dataDir))
  onTestFinished(() => core.dispose())
  const { api } = createClient(
    createInProcessTransport(core, { host: 'cli', allow: new Set(['read', 'write']) }),
  )
  return { slugs: async () => (await api['sources.list']({})).map(({ slug }) => slug), api }
}

it('seeds the sample once for a data folder, however many start on it', async () => {
  const dataDir = tempDir()
  const [first, second] = [start(dataDir), start(dataDir)]
  expect([await first.slugs(), await second.slugs()]).toEqual([['sample'], ['sample']])
  const [sample] = await first.api['sources.list']({})
  await first.api['sources.delete']({ sourceId: sample?.id ?? '' })
  expect(await start(dataDir).slugs()).toEqual([])
})

it('remembers who stays without a third party, until they agree to it', async () => {
  const dataDir = tempDir()
  const { api } = start(dataDir)
  await api['preferences.set']({ tunnelDeclined: ['localtunnel', 'cloudflared'] })
  expect(await start(dataDir).api['preferences.get']({})).toMatchObject({
    tunnelConsent: [],
    tunnelDeclined: ['localtunnel', 'cloudflared'],
  })
  await api['tunnel.consent']({ provider: 'localtunnel' })
  expect(await api['preferences.get']({})).toMatchObject({
    tunnelConsent: ['localtunnel'],
    tunnelDeclined: ['cloudflared'],
  })
})

it('does a thing once wholly or not at all', () => {
  const database = openDatabase(tempDir())
  onTestFinished(() => {
    database.close()
  })
  const preferences = createPreferencesRepo(database)
  expect(() =>
    preferences.once('done', () => {
      preferences.set({ theme: 'dark' })
      throw new Error('half way')
    }),
  ).toThrow('half way')
  expect(preferences.all()).toEqual({})
  let times = 0
  for (let n = 0; n < 2; n += 1) {
    preferences.once('done', () => {
      times += 1
    })
  }
  expect(times).toBe(1)
  expect(preferences.all()).toEqual({ done: true })
})

it('leaves nothing behind that starts later when it cannot start itself', () => {
  const dataDir = tempDir()
  const database = openDatabase(dataDir)
  database.exec(`CREATE TRIGGER full BEFORE INSERT ON preferences
    BEGIN SELECT RAISE(FAIL, 'no room'); END`)
  database.close()
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  expect(() => createCore({ ...optionsFor(dataDir), host: 'server' })).toThrow('no room')
  expect(vi.getTimerCount()).toBe(0)
})
