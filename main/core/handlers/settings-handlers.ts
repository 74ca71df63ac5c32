/** The methods that take settings in and out. */
import type { SettingsExchange } from '#main/sources/settings-exchange'
import type { Handlers } from '../dispatch.ts'

type SettingsMethods =
  'settings.export' | 'settings.importPreview' | 'settings.import' | 'settings.undoImport'

export function settingsExchangeHandlers(
  exchange: SettingsExchange,
): Pick<Handlers, SettingsMethods> {
  return {
    'settings.export': ({ sourceId }) => exchange.export(sourceId),
    'settings.importPreview': ({ sourceId, text }) => exchange.preview(sourceId, text),
    'settings.import': ({ sourceId, text }) => exchange.take(sourceId, text),
    'settings.undoImport': ({ sourceId }) => exchange.undo(sourceId),
  }
}
