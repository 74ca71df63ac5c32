/** Each method of the contract, one line to the service that does it. */
import type { CaptureService } from '#main/capture/capture-service'
import type { EventService } from '#main/capture/event-service'
import type { PushService } from '#main/delivery/push-service'
import type { CassetteService } from '#main/runtime/cassettes/cassette-service'
import type { CoverageService } from '#main/runtime/coverage/coverage-service'
import type { MigrateService } from '#main/runtime/migrate/migrate-service'
import type { HistoryService } from '#main/runtime/history/history-service'
import type { CaseExport } from '#main/runtime/ring/case-export'
import type { RingService } from '#main/runtime/ring/ring-service'
import type { RunService } from '#main/runtime/run-service'
import type { Workshop } from '#main/runtime/thread/work'
import type { SettingService } from '#main/sources/setting-service'
import type { SettingsExchange } from '#main/sources/settings-exchange'
import type { DraftService } from '#main/sources/draft-service'
import type { SourceBin } from '#main/sources/source-bin'
import type { SourceService } from '#main/sources/source-service'
import type { AppInfo } from '#preload/model'
import type { Authoring } from './authoring.ts'
import type { Handlers } from './dispatch.ts'
import type { Exchange } from './exchange.ts'
import { authoringHandlers } from './handlers/authoring-handlers.ts'
import { cassetteHandlers } from './handlers/cassette-handlers.ts'
import { coverageHandlers } from './handlers/coverage-handlers.ts'
import { captureHandlers, eventsHandlers } from './handlers/capture-handlers.ts'
import { exchangeHandlers } from './handlers/exchange-handlers.ts'
import { historyHandlers } from './handlers/history-handlers.ts'
import { settingsExchangeHandlers } from './handlers/settings-handlers.ts'
import type { LeftJournal } from './left-journal.ts'
import type { PreferenceService } from './preferences.ts'
import type { ViewState } from './view-state.ts'

export interface Services {
  readonly info: AppInfo
  readonly leftJournal: LeftJournal
  readonly preferences: PreferenceService
  readonly sources: SourceService
  readonly sourceBin: SourceBin
  readonly drafts: DraftService
  readonly views: ViewState
  readonly settings: SettingService
  readonly settingsExchange: SettingsExchange
  readonly capture: CaptureService
  readonly captured: EventService
  readonly formatPayload: Workshop['formatPayload']
  readonly exchange: Exchange
  readonly runs: RunService
  readonly cassettes: CassetteService
  readonly coverage: CoverageService
  readonly migration: MigrateService
  readonly history: HistoryService
  readonly ring: RingService
  readonly caseExport: CaseExport
  readonly authoring: Authoring
  readonly push: PushService
}

/** What an open tunnel was opened with: a change of these takes effect at once. */
const TUNNEL_PREFERENCES = ['tunnelProvider', 'relayUrl', 'ownPublicUrl'] as const

/** What is kept of the past: fewer runs or days take effect at once. */
const RETENTION_PREFERENCES = ['runsKept', 'runsKeptDays'] as const

export function createHandlers(services: Services): Handlers {
  const { info, preferences, sources, settings, capture, runs, migration, push } = services
  return {
    ...exchangeHandlers(services.exchange),
    ...captureHandlers(capture),
    ...eventsHandlers(services.captured, services.formatPayload),
    ...historyHandlers(services),
    ...cassetteHandlers(services.cassettes),
    ...coverageHandlers(services),
    ...authoringHandlers(services.authoring),
    'app.info': () => info,
    'store.trouble': () => services.leftJournal.trouble(),
    'store.recover': () => ({ left: services.leftJournal.bringIn() }),
    'preferences.get': () => preferences.get(),
    'preferences.set': async (changes) => {
      const before = preferences.get()
      const now = preferences.set(changes)
      if (TUNNEL_PREFERENCES.some((key) => before[key] !== now[key])) {
        await capture.retryTunnel()
      }
      if (RETENTION_PREFERENCES.some((key) => before[key] !== now[key])) {
        runs.prune()
      }
      return now
    },

    'sources.list': () => sources.list(),
    'sources.get': ({ sourceId }) => sources.get(sourceId),
    'sources.create': (draft) => sources.create(draft),
    'sources.update': ({ sourceId, ...details }) => sources.update(sourceId, details),
    'sources.saveCode': ({ sourceId, code, baseVersion }) =>
      sources.saveCode(sourceId, code, baseVersion),
    'sources.rotateToken': ({ sourceId }) => sources.rotateToken(sourceId),
    'sources.delete': async ({ sourceId }) => {
      sources.get(sourceId)
      runs.cancel(sourceId)
      services.ring.forget(sourceId)
      services.coverage.forget(sourceId)
      await capture.forgetSource(sourceId)
      services.sourceBin.discard(sourceId)
      return {}
    },
    'sources.restore': ({ sourceId }) => services.sourceBin.restore(sourceId),

    'drafts.list': () => services.drafts.list(),
    'drafts.keep': (draft) => {
      services.drafts.keep(draft)
      return {}
    },

    'views.list': () => services.views.list(),
    'views.keep': ({ views }) => ({ refused: services.views.keep(views) }),

    'settings.save': ({ sourceId, settings: drafts }) => {
      sources.get(sourceId)
      return settings.save(sourceId, drafts)
    },
    ...settingsExchangeHandlers(services.settingsExchange),
    'settings.reveal': ({ sourceId, name }) => {
      sources.get(sourceId)
      return { value: settings.reveal(sourceId, name) }
    },

    'runs.start': ({ sourceId, input, ...how }) => runs.run(sourceId, input, how),
    'runs.cancel': ({ sourceId }) => {
      runs.cancel(sourceId)
      return {}
    },
    'runs.migrate': ({ sourceId, code }) => migration.migrate(sourceId, code),
    'runs.last': ({ sourceId }) => runs.last(sourceId),

    'target.set': ({ sourceId, target, writeKey }) => {
      push.setTarget(sourceId, target, writeKey)
      return sources.get(sourceId)
    },
    'push.start': ({ sourceId, runId }) => push.push(sourceId, runId),
    'push.last': ({ sourceId }) => push.last(sourceId),
  }
}
