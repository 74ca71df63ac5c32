/** Settings of a source out of the app and in again. */
import { isDeepStrictEqual } from 'node:util'
import type { EventBus } from '#main/core/event-bus'
import type { SettingRecord, SettingsRepo } from '#main/store/settings-repo'
import { AppError } from '#preload/errors'
import type { Setting } from '#preload/model'
import type { Exported } from '#preload/model/exchange'
import type { SettingChange } from '#preload/model/settings-file'
import type { SettingService } from './setting-service.ts'
import { parseSettingsFile, settingsFileOf } from './settings-file.ts'
import { planImport } from './settings-plan.ts'

export interface SettingsExchange {
  export(sourceId: string): Exported
  /** What `take` would do; nothing is changed. */
  preview(sourceId: string, text: string): SettingChange[]
  take(sourceId: string, text: string): Setting[]
  /** Takes the last import back, secrets included, unless the settings were changed since. */
  undo(sourceId: string): Setting[]
}

export interface SettingsExchangeDependencies {
  /** Throws `not_found` for a source that is gone. */
  slugOf(sourceId: string): string
  readonly settings: Pick<SettingService, 'list' | 'save'>
  readonly repo: SettingsRepo
  readonly bus: Pick<EventBus, 'publish'>
}

interface Undo {
  readonly before: readonly SettingRecord[]
  readonly after: readonly SettingRecord[]
}

export function createSettingsExchange(deps: SettingsExchangeDependencies): SettingsExchange {
  const { settings, repo } = deps
  const undos = new Map<string, Undo>()

  return {
    export: (sourceId) => settingsFileOf(deps.slugOf(sourceId), settings.list(sourceId)),

    preview(sourceId, text) {
      deps.slugOf(sourceId)
      return [...planImport(settings.list(sourceId), parseSettingsFile(text)).changes]
    },

    take(sourceId, text) {
      deps.slugOf(sourceId)
      const { drafts } = planImport(settings.list(sourceId), parseSettingsFile(text))
      const before = repo.list(sourceId)
      const saved = settings.save(sourceId, drafts)
      undos.set(sourceId, { before, after: repo.list(sourceId) })
      return saved
    },

    undo(sourceId) {
      deps.slugOf(sourceId)
      const undo = undos.get(sourceId)
      if (undo === undefined || !isDeepStrictEqual(repo.list(sourceId), undo.after)) {
        throw new AppError('conflict', 'The settings were changed since the import.', {
          hint: 'Change back by hand what the import has changed.',
        })
      }
      repo.replace(sourceId, undo.before)
      undos.delete(sourceId)
      deps.bus.publish('sources.changed', { sourceId })
      return settings.list(sourceId)
    },
  }
}
