import type { EventData, EventName } from '#preload/contract'
import type { SettingDraft } from '#preload/model'
import { createKeyFileCipher } from '#main/secrets/key-file-cipher'
import { createSettingService } from '#main/sources/setting-service'
import { createSourceService } from '#main/sources/source-service'
import { openDatabase } from '#main/store/database'
import { createSettingsRepo } from '#main/store/settings-repo'
import { createSourcesRepo } from '#main/store/sources-repo'
import { describe, expect, it, onTestFinished } from 'vitest'
import { tempDir } from '../../support/temp-dir.ts'

function setUp() {
  const dir = tempDir()
  const database = openDatabase(dir)
  onTestFinished(() => {
    database.close()
  })
  const published: EventName[] = []
  const told: unknown[] = []
  const bus = {
    publish<E extends EventName>(event: E, data: EventData<E>) {
      published.push(event)
      told.push(data)
    },
  }
  const settings = createSettingService({
    settings: createSettingsRepo(database),
    cipher: createKeyFileCipher(dir),
    bus,
  })
  const sources = createSourceService({
    sources: createSourcesRepo(database),
    settingsOf: (sourceId) => settings.list(sourceId),
    bus,
  })
  return { database, settings, sources, published, told }
}

const draft = (name: string, change: Partial<SettingDraft> = {}): SettingDraft => ({
  name,
  label: name,
  type: 'STRING',
  description: '',
  required: false,
  encrypted: false,
  value: { kind: 'set', value: 'v' },
  ...change,
})

describe('sources', () => {
  it('makes a free slug from the name, whatever the script', () => {
    const { sources } = setUp()
    expect(sources.create({ name: 'Crème Brûlée Shop!' }).slug).toBe('creme-brulee-shop')
    expect(sources.create({ name: 'crème brulée shop' }).slug).toBe('creme-brulee-shop-2')
    expect(sources.create({ name: '注文' }).slug).toBe('source')
    expect(sources.create({ name: 'x'.repeat(200) }).slug).toHaveLength(56)
  })

  it('refuses a slug that another source has', () => {
    const { sources } = setUp()
    sources.create({ name: 'A' })
    const b = sources.create({ name: 'B' })
    expect(() => sources.update(b.id, { slug: 'a' })).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    )
    expect(sources.update(b.id, { slug: 'b', name: 'Bee' }).name).toBe('Bee')
  })

  it('counts saves and refuses one over a newer version, keeping both texts', () => {
    const { sources } = setUp()
    const { id } = sources.create({ name: 'A' })
    expect(sources.saveCode(id, 'one', 1).version).toBe(2)
    expect(() => sources.saveCode(id, 'two', 1)).toThrow(
      expect.objectContaining({ code: 'conflict', details: { version: 2 } }),
    )
    expect(sources.get(id).code).toBe('one')
    // The same text again is no conflict and no new version.
    expect(sources.saveCode(id, 'one', 1).version).toBe(2)
  })

  it('finds a source by its token only, and rotates it', () => {
    const { sources } = setUp()
    const { id, token } = sources.create({ name: 'A' })
    expect(sources.findByToken(token)?.id).toBe(id)
    expect(sources.findByToken('')).toBeUndefined()
    const rotated = sources.rotateToken(id).token
    expect(rotated).not.toBe(token)
    expect(sources.findByToken(token)).toBeUndefined()
  })

  it('tells a save of code or sample from other changes, and what the source is since', () => {
    const { sources, told } = setUp()
    const { id } = sources.create({ name: 'A' })
    const { version, updatedAt } = sources.saveCode(id, '// B', 1)
    expect(told).toEqual([{ sourceId: id }, { sourceId: id, saved: { version: 2, updatedAt } }])
    expect(version).toBe(2)
    sources.update(id, { samplePayload: '{}' })
    expect(told.at(-1)).toMatchObject({ saved: { version: 2 } })
    sources.update(id, { samplePayload: '[]', name: 'B' })
    expect(told.at(-1)).toEqual({ sourceId: id })
  })

  it('says not_found for a source that is gone', () => {
    const { sources } = setUp()
    const { id } = sources.create({ name: 'A' })
    sources.delete(id)
    for (const call of [
      () => sources.get(id),
      () => sources.delete(id),
      () => sources.update(id, { name: 'B' }),
      () => sources.saveCode(id, '', 1),
      () => sources.rotateToken(id),
    ]) {
      expect(call).toThrow(expect.objectContaining({ code: 'not_found' }))
    }
  })
})

describe('settings', () => {
  it('seals encrypted values and gives them out only when revealed or run', () => {
    const { sources, settings, database } = setUp()
    const { id } = sources.create({ name: 'A' })
    const saved = settings.save(id, [
      draft('apiKey', { encrypted: true, value: { kind: 'set', value: 'sk_live_1' } }),
      draft('list', { type: 'ARRAY', value: { kind: 'set', value: ['a', 'b'] } }),
    ])
    expect(saved).toMatchObject([
      { name: 'apiKey', value: null, hasValue: true },
      { name: 'list', value: ['a', 'b'], hasValue: true },
    ])
    expect(JSON.stringify(database.prepare('SELECT * FROM settings').all())).not.toContain(
      'sk_live',
    )
    expect(settings.reveal(id, 'apiKey')).toBe('sk_live_1')
    expect(settings.forRun(id)).toEqual({
      values: { apiKey: 'sk_live_1', list: ['a', 'b'] },
      secrets: ['sk_live_1'],
      missing: [],
    })
  })

  it('keeps a value through rename and through a change of its encryption', () => {
    const { sources, settings } = setUp()
    const { id } = sources.create({ name: 'A' })
    const keep = { kind: 'keep' } as const
    settings.save(id, [draft('a', { encrypted: true, value: { kind: 'set', value: 's' } })])
    settings.save(id, [draft('b', { previousName: 'a', encrypted: true, value: keep })])
    expect(settings.reveal(id, 'b')).toBe('s')
    expect(settings.save(id, [draft('b', { encrypted: false, value: keep })])).toMatchObject([
      { value: 's' },
    ])
    settings.save(id, [draft('b', { encrypted: true, value: keep })])
    expect(settings.list(id)).toMatchObject([{ value: null, hasValue: true }])
    expect(settings.reveal(id, 'b')).toBe('s')
  })

  it('gives a setting of any name to a run as a property of its own', () => {
    const { sources, settings } = setUp()
    const { id } = sources.create({ name: 'A' })
    const value = { region: 'eu' }
    settings.save(id, [draft('__proto__', { type: 'TEXT_MAP', value: { kind: 'set', value } })])
    expect(Object.entries(settings.forRun(id).values)).toEqual([['__proto__', value]])
  })

  it('names required settings without a value', () => {
    const { sources, settings } = setUp()
    const { id } = sources.create({ name: 'A' })
    settings.save(id, [
      draft('a', { required: true, value: { kind: 'set', value: null } }),
      draft('b', { required: true, value: { kind: 'set', value: '' } }),
      draft('c', { required: true, type: 'BOOLEAN', value: { kind: 'set', value: false } }),
    ])
    expect(settings.forRun(id).missing).toEqual(['a', 'b'])
  })

  it('refuses two of a name and a value of another type, and keeps what was stored', () => {
    const { sources, settings } = setUp()
    const { id } = sources.create({ name: 'A' })
    settings.save(id, [draft('a')])
    expect(() => settings.save(id, [draft('b'), draft('b')])).toThrow(/Two settings/)
    expect(() => settings.save(id, [draft('a', { type: 'BOOLEAN' })])).toThrow(/true or false/)
    expect(settings.list(id)).toMatchObject([{ name: 'a', value: 'v' }])
  })
})
