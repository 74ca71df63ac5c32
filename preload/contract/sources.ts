/** Sources and their settings. */
import { z } from 'zod'
import * as m from '../model.ts'
import { Exported } from '../model/exchange.ts'
import { NetworkPolicy } from '../model/network.ts'
import { MAX_SETTINGS_FILE, SettingChange } from '../model/settings-file.ts'
import { None, Done, BySource, Name, type Events, type Methods } from './parts.ts'

const WithFile = z.strictObject({
  sourceId: m.Id,
  /** Of the file. */
  text: z.string().max(MAX_SETTINGS_FILE),
})

export const sourcesMethods = {
  'sources.list': { access: 'read', params: None, result: z.array(m.SourceSummary) },
  'sources.get': { access: 'read', params: BySource, result: m.Source },
  'sources.create': {
    access: 'write',
    params: z.strictObject({
      name: Name,
      profile: m.Profile.optional(),
      handler: m.HandlerInterface.optional(),
    }),
    result: m.Source,
  },
  'sources.update': {
    access: 'write',
    params: z.strictObject({
      sourceId: m.Id,
      name: Name.optional(),
      slug: m.Slug.optional(),
      profile: m.Profile.optional(),
      handler: m.HandlerInterface.optional(),
      methods: z.array(m.WebhookMethod).min(1).max(7).optional(),
      networkPolicy: NetworkPolicy.optional(),
      samplePayload: z.string().max(8_000_000).optional(),
    }),
    result: m.Source,
  },
  /** Saves code. `baseVersion` is the version that was edited; a newer one is a `conflict`. */
  'sources.saveCode': {
    access: 'write',
    params: z.strictObject({
      sourceId: m.Id,
      code: z.string().max(4_000_000),
      baseVersion: z.number().int().positive(),
    }),
    result: m.Source,
  },
  'sources.rotateToken': { access: 'write', params: BySource, result: m.Source },
  /** Some minutes long `sources.restore` brings it back, with all that belongs to it. */
  'sources.delete': { access: 'write', params: BySource, result: Done },
  'sources.restore': { access: 'write', params: BySource, result: m.Source },

  'settings.save': {
    access: 'write',
    params: z.strictObject({ sourceId: m.Id, settings: z.array(m.SettingDraft).max(100) }),
    result: z.array(m.Setting),
  },
  /** `exec`, as whatever hands out a secret: who may look at a source may not take its keys. */
  /** Encrypted settings are declared in the file, without their values. */
  'settings.export': { access: 'read', params: BySource, result: Exported },
  'settings.importPreview': {
    access: 'read',
    params: WithFile,
    result: z.array(SettingChange),
  },
  'settings.import': { access: 'write', params: WithFile, result: z.array(m.Setting) },
  /** Takes the last import of this process back; a `conflict` when the settings changed since. */
  'settings.undoImport': { access: 'write', params: BySource, result: z.array(m.Setting) },
  'settings.reveal': {
    access: 'exec',
    params: z.strictObject({ sourceId: m.Id, name: m.SettingName }),
    result: z.object({ value: m.SettingValue.nullable() }),
  },
} as const satisfies Methods

export const sourcesEvents = {
  'sources.changed': z.object({
    sourceId: m.Id,
    /** Left out unless nothing but its code and its sample payload was saved: what it is since. */
    saved: m.Source.pick({ version: true, updatedAt: true }).optional(),
  }),
} as const satisfies Events
