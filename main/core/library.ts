/** Composes what the user keeps: sources with their settings, drafts, and the sample to begin with. */
import { createDraftService, type DraftService } from '#main/sources/draft-service'
import {
  SAMPLE_CODE,
  SAMPLE_NAME,
  SAMPLE_PAYLOAD,
  SAMPLE_SETTING,
} from '#main/sources/sample-source'
import type { SecretCipher } from '#main/secrets/secret-cipher'
import { createSettingService, type SettingService } from '#main/sources/setting-service'
import { createSettingsExchange, type SettingsExchange } from '#main/sources/settings-exchange'
import { createSourceBin, type SourceBin } from '#main/sources/source-bin'
import { createSourceService, type SourceService } from '#main/sources/source-service'
import type { Database } from '#main/store/database'
import { createDraftsRepo } from '#main/store/drafts-repo'
import { createSettingsRepo } from '#main/store/settings-repo'
import { createSourcesRepo, type SourcesRepo } from '#main/store/sources-repo'
import type { EventBus } from './event-bus.ts'

export interface Library {
  readonly sourcesRepo: SourcesRepo
  readonly sources: SourceService
  readonly sourceBin: SourceBin
  readonly settings: SettingService
  readonly settingsExchange: SettingsExchange
  readonly drafts: DraftService
  seedSample(): void
}

export function createLibrary(database: Database, cipher: SecretCipher, bus: EventBus): Library {
  const sourcesRepo = createSourcesRepo(database)
  const settingsRepo = createSettingsRepo(database)
  const settings = createSettingService({ settings: settingsRepo, cipher, bus })
  const sources = createSourceService({ sources: sourcesRepo, settingsOf: settings.list, bus })
  return {
    sourcesRepo,
    sources,
    sourceBin: createSourceBin({ sources: sourcesRepo, get: sources.get, bus }),
    settings,
    settingsExchange: createSettingsExchange({
      slugOf: (sourceId) => sources.get(sourceId).slug,
      settings,
      repo: settingsRepo,
      bus,
    }),
    drafts: createDraftService({ drafts: createDraftsRepo(database), getSource: sources.get }),
    seedSample: () => seedSample(sources, settings),
  }
}

function seedSample(sources: SourceService, settings: SettingService): void {
  const sample = sources.create({
    name: SAMPLE_NAME,
    slug: 'sample',
    code: SAMPLE_CODE,
    samplePayload: SAMPLE_PAYLOAD,
  })
  const { value, ...fields } = SAMPLE_SETTING
  settings.save(sample.id, [{ ...fields, value: { kind: 'set', value } }])
}
