import { createPreferences } from '#main/core/preferences'
import { openDatabase } from '#main/store/database'
import { createPreferencesRepo } from '#main/store/preferences-repo'
import { expect, it, onTestFinished } from 'vitest'
import { tempDir } from '../../support/temp-dir.ts'

function setUp() {
  const database = openDatabase(tempDir())
  onTestFinished(() => {
    database.close()
  })
  return createPreferencesRepo(database)
}

const bus = { publish() {} }

it('starts with defaults and keeps what is set', () => {
  const repo = setUp()
  expect(createPreferences(repo, bus).get()).toMatchObject({
    theme: 'system',
    tunnelProvider: 'localtunnel',
  })
  createPreferences(repo, bus).set({ theme: 'dark' })
  expect(createPreferences(repo, bus).get()).toMatchObject({ theme: 'dark', capturePort: 8377 })
})

it('falls back for a damaged value alone', () => {
  const repo = setUp()
  repo.set({ theme: 'plaid', capturePort: 9000 })
  expect(createPreferences(repo, bus).get()).toMatchObject({ theme: 'system', capturePort: 9000 })
})

it('puts overrides of this process over stored values without storing them', () => {
  const repo = setUp()
  const overridden = createPreferences(repo, bus, { tunnelProvider: 'none' })
  overridden.set({ theme: 'light' })
  expect(overridden.get().tunnelProvider).toBe('none')
  expect(createPreferences(repo, bus).get().tunnelProvider).toBe('localtunnel')
})

it('leaves what is given as undefined as it is', () => {
  const repo = setUp()
  const preferences = createPreferences(repo, bus)
  preferences.set({ theme: 'dark' })
  expect(preferences.set({ theme: undefined, capturePort: 9000 })).toMatchObject({
    theme: 'dark',
    capturePort: 9000,
  })
})

it('forgets the consent to a relay when another one is chosen, and that alone', () => {
  const preferences = createPreferences(setUp(), bus)
  preferences.set({
    relayUrl: 'https://a.example',
    tunnelConsent: ['localtunnel', 'cloudflared'],
    tunnelDeclined: [],
  })
  expect(preferences.set({ relayUrl: 'https://a.example/' }).tunnelConsent).toContain('localtunnel')
  expect(preferences.set({ relayUrl: 'https://b.example' }).tunnelConsent).toEqual(['cloudflared'])
  const both = preferences.set({ relayUrl: 'https://c.example', tunnelConsent: ['localtunnel'] })
  expect(both.tunnelConsent).toEqual(['localtunnel'])
})
