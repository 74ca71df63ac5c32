import { expect, it } from 'vitest'
import { createEventBus } from '#main/core/event-bus'
import { createKeyFileCipher } from '#main/secrets/key-file-cipher'
import { createSettingService } from '#main/sources/setting-service'
import { createSettingsExchange, type SettingsExchange } from '#main/sources/settings-exchange'
import { openDatabase } from '#main/store/database'
import { createSettingsRepo } from '#main/store/settings-repo'
import { createSourcesRepo } from '#main/store/sources-repo'
import { createSourceService } from '#main/sources/source-service'
import type { SettingDraft } from '#preload/model'
import { tempDir } from '../../support/temp-dir.ts'

const DRAFTS: SettingDraft[] = [
  setting('greeting', { value: { kind: 'set', value: 'hello' } }),
  setting('apiKey', { encrypted: true, value: { kind: 'set', value: 'the secret' } }),
  setting('regions', { type: 'ARRAY', value: { kind: 'set', value: ['eu', 'us'] } }),
]

function setting(name: string, part: Partial<SettingDraft>): SettingDraft {
  return {
    name,
    label: name,
    type: 'STRING',
    description: '',
    required: false,
    encrypted: false,
    value: { kind: 'set', value: null },
    ...part,
  }
}

interface World {
  readonly exchange: SettingsExchange
  readonly settings: ReturnType<typeof createSettingService>
  readonly sourceId: string
}

function start(drafts: readonly SettingDraft[] = DRAFTS): World {
  const dir = tempDir()
  const database = openDatabase(dir)
  const bus = createEventBus(() => undefined)
  const repo = createSettingsRepo(database)
  const settings = createSettingService({ settings: repo, cipher: createKeyFileCipher(dir), bus })
  const sources = createSourceService({
    sources: createSourcesRepo(database),
    settingsOf: settings.list,
    bus,
  })
  const source = sources.create({ name: 'Orders' })
  settings.save(source.id, drafts)
  const slugOf = (sourceId: string): string => sources.get(sourceId).slug
  return {
    exchange: createSettingsExchange({ slugOf, settings, repo, bus }),
    settings,
    sourceId: source.id,
  }
}

function textOf({ exchange, sourceId }: World): string {
  return Buffer.from(exchange.export(sourceId).base64, 'base64').toString('utf8')
}

it('goes round: an empty source gets every setting, without the secrets', () => {
  const from = start()
  const text = textOf(from)
  expect(text).not.toContain('the secret')
  expect(from.exchange.export(from.sourceId)).toMatchObject({
    fileName: 'orders-settings.json',
    withheld: ['value of the setting apiKey'],
  })
  const to = start([])
  expect(to.exchange.preview(to.sourceId, text)).toMatchObject([
    { name: 'greeting', effect: 'add', note: null },
    { name: 'apiKey', effect: 'add', note: expect.stringContaining('enter it') },
    { name: 'regions', effect: 'add' },
  ])
  expect(to.settings.list(to.sourceId)).toEqual([])
  const saved = to.exchange.take(to.sourceId, text)
  expect(saved).toMatchObject([
    { name: 'greeting', value: 'hello' },
    { name: 'apiKey', encrypted: true, hasValue: false },
    { name: 'regions', type: 'ARRAY', value: ['eu', 'us'] },
  ])
  expect(to.exchange.preview(to.sourceId, text).every(({ effect }) => effect === 'same')).toBe(true)
  expect(to.exchange.undo(to.sourceId)).toEqual([])
})

it('says what changes, keeps secrets, and takes it all back', () => {
  const world = start()
  const { exchange, settings, sourceId } = world
  const before = settings.list(sourceId)
  const text = JSON.stringify({
    hookbench: { kind: 'settings', version: 1 },
    settings: [
      { name: 'greeting', label: 'Greeting', type: 'STRING', required: true, value: 'bye' },
      // Asks for the secret in the clear, which a file shall not be able to.
      { name: 'apiKey', label: 'apiKey', type: 'STRING' },
      { name: 'regions', label: 'regions', type: 'TEXT_MAP' },
    ],
  })
  expect(exchange.preview(sourceId, text)).toEqual([
    {
      name: 'greeting',
      label: 'Greeting',
      effect: 'change',
      parts: ['label', 'required', 'value'],
      note: null,
    },
    {
      name: 'apiKey',
      label: 'apiKey',
      effect: 'same',
      parts: [],
      note: 'It stays encrypted, as it is here.',
    },
    {
      name: 'regions',
      label: 'regions',
      effect: 'change',
      parts: ['type', 'value'],
      note: 'Its value is of another type and is dropped.',
    },
  ])
  exchange.take(sourceId, text)
  expect(settings.reveal(sourceId, 'apiKey')).toBe('the secret')
  expect(settings.reveal(sourceId, 'greeting')).toBe('bye')
  expect(exchange.undo(sourceId)).toEqual(before)
  expect(settings.reveal(sourceId, 'apiKey')).toBe('the secret')
  expect(settings.reveal(sourceId, 'regions')).toEqual(['eu', 'us'])
  expect(() => exchange.undo(sourceId)).toThrow('changed since')
})

it('refuses a value of another type before it announces anything', () => {
  const { exchange, sourceId } = start()
  const text = JSON.stringify({
    hookbench: { kind: 'settings', version: 1 },
    settings: [{ name: 'flag', label: '', type: 'BOOLEAN', value: 'notbool' }],
  })
  const message = 'The setting "flag" must be true or false.'
  expect(() => exchange.preview(sourceId, text)).toThrow(message)
  expect(() => exchange.take(sourceId, text)).toThrow(message)
})

it('does not take back what was changed since', () => {
  const world = start()
  const { exchange, settings, sourceId } = world
  exchange.take(sourceId, textOf(world))
  settings.save(sourceId, [setting('other', {})])
  expect(() => exchange.undo(sourceId)).toThrow('changed since')
})

it.each([
  ['not JSON', '{', 'is not JSON'],
  ['something else', '{"settings": []}', 'no file of settings'],
  ['a newer file', '{"hookbench":{"kind":"settings","version":2}}', 'newer Hookbench'],
  [
    'a bad name',
    '{"hookbench":{"kind":"settings","version":1},"settings":[{"name":"1 x","label":"","type":"STRING"}]}',
    'is damaged',
  ],
  [
    'a name twice',
    '{"hookbench":{"kind":"settings","version":1},"settings":[{"name":"x","label":"","type":"STRING"},{"name":"x","label":"","type":"STRING"}]}',
    'two settings named "x"',
  ],
])('refuses %s with a sentence', (_what, text, sentence) => {
  const { exchange, sourceId } = start()
  expect(() => exchange.preview(sourceId, text)).toThrow(sentence)
})

it('refuses a value of the wrong type and changes nothing', () => {
  const { exchange, settings, sourceId } = start()
  const before = settings.list(sourceId)
  const text =
    '{"hookbench":{"kind":"settings","version":1},"settings":[{"name":"x","label":"","type":"BOOLEAN","value":"yes"}]}'
  expect(() => exchange.take(sourceId, text)).toThrow('must be true or false')
  expect(settings.list(sourceId)).toEqual(before)
})
