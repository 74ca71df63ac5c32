/** The composition root: opens the store, builds every service, hands out the one door. */
import { createCaptureService, type CaptureService } from '#main/capture/capture-service'
import { createEventService } from '#main/capture/event-service'
import { createPushService } from '#main/delivery/push-service'
import { createCassetteService } from '#main/runtime/cassettes/cassette-service'
import { createCoverageService } from '#main/runtime/coverage/coverage-service'
import { createLocalEngine, createThreadEngine } from '#main/runtime/engine'
import { createMask, type Mask } from '#main/runtime/mask'
import { createMigrateService } from '#main/runtime/migrate/migrate-service'
import { formatPayload } from '#main/runtime/payload'
import { createHistoryService } from '#main/runtime/history/history-service'
import { createCaseExport } from '#main/runtime/ring/case-export'
import { createRingService } from '#main/runtime/ring/ring-service'
import { createRunService } from '#main/runtime/run-service'
import type { Runtime } from '#main/runtime/runtime'
import type { SecretCipher } from '#main/secrets/secret-cipher'
import {
  SAMPLE_CODE,
  SAMPLE_NAME,
  SAMPLE_PAYLOAD,
  SAMPLE_SETTING,
} from '#main/sources/sample-source'
import { createDraftService } from '#main/sources/draft-service'
import { createSettingService, type SettingService } from '#main/sources/setting-service'
import { createSettingsExchange } from '#main/sources/settings-exchange'
import { createSourceBin } from '#main/sources/source-bin'
import { createSourceService, type SourceService } from '#main/sources/source-service'
import { createBaselinesRepo } from '#main/store/baselines-repo'
import { createAnswersRepo } from '#main/store/answers-repo'
import { createCassettesRepo } from '#main/store/cassettes-repo'
import { createDraftsRepo } from '#main/store/drafts-repo'
import { openDatabase, type Database } from '#main/store/database'
import { createEventMarksRepo } from '#main/store/event-marks-repo'
import { createEventsRepo } from '#main/store/events-repo'
import { createCaptureJournal } from '#main/store/journal/capture-journal'
import { createHistoryRepo } from '#main/store/history-repo'
import { createLeasesRepo } from '#main/store/leases-repo'
import { createPreferencesRepo } from '#main/store/preferences-repo'
import { createPushesRepo, createRunsRepo } from '#main/store/runs-repo'
import { createSettingsRepo } from '#main/store/settings-repo'
import { createSourcesRepo } from '#main/store/sources-repo'
import { createTunnel } from '#main/tunnel/tunnel'
import type { ActionId } from '#preload/actions'
import { AppError } from '#preload/errors'
import type { HostName, Preferences } from '#preload/model'
import { createAuthoring } from './authoring.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import { createEventBus, type EventBus } from './event-bus.ts'
import { createExchange } from './exchange.ts'
import { createHandlers } from './handlers.ts'
import type { Logger } from './logger.ts'
import { createPreferences, rememberAddresses } from './preferences.ts'
import { watchSchema } from './watch-schema.ts'

export interface CoreOptions {
  /** Folder of the database and the key file; created when missing. */
  readonly dataDir: string
  readonly host: HostName
  readonly version: string
  readonly cipher: SecretCipher
  /** Folder with the built runtime bundle. */
  readonly runtimeDir: string
  readonly logger: Logger
  /** Executable that the runtime host is forked from, by default this process's own. */
  readonly execPath?: string
  /** Asks the user for a folder; left out where nobody can be asked. `null`: none was chosen. */
  readonly chooseFolder?: (title: string) => Promise<string | null>
  /** Preferences of this process only, over the stored ones. */
  readonly preferences?: Partial<Preferences>
}

export interface Core {
  readonly dispatch: Dispatch
  readonly events: Pick<EventBus, 'subscribe'>
  readonly runtime: Runtime
  /** Asks the window to do something, as the native menu does. */
  requestAction(actionId: ActionId): void
  /** To be called after sleep or a change of network: the tunnel looks whether it still lives. */
  resume(): void
  dispose(): Promise<void>
}

const HOLDERS: Readonly<Record<HostName, string>> = {
  electron: 'the desktop app',
  server: 'browser mode',
  cli: 'the command line',
}

/** Throws an AppError (`database_newer`, `database_failed`, ...) when the application cannot start. */
export function createCore(options: CoreOptions): Core {
  const database = openDatabase(options.dataDir)
  try {
    return compose(options, database)
  } catch (error) {
    // The desktop app tries again, which must not find the file held by the first try.
    database.close()
    throw error
  }
}

function compose(options: CoreOptions, database: Database): Core {
  const { logger, cipher, host } = options
  const bus = createEventBus((error) =>
    logger.log('error', `a listener of events failed: ${String(error)}`),
  )
  const sourcesRepo = createSourcesRepo(database)
  const runsRepo = createRunsRepo(database)
  const preferencesRepo = createPreferencesRepo(database)
  const preferences = createPreferences(preferencesRepo, bus, options.preferences)
  const settingsRepo = createSettingsRepo(database)
  const settings = createSettingService({ settings: settingsRepo, cipher, bus })
  const sources = createSourceService({ sources: sourcesRepo, settingsOf: settings.list, bus })
  const sourceBin = createSourceBin({ sources: sourcesRepo, get: sources.get, bus })
  const draftsRepo = createDraftsRepo(database)
  const drafts = createDraftService({ drafts: draftsRepo, getSource: sources.get })
  const settingsExchange = createSettingsExchange({
    slugOf: (sourceId) => sources.get(sourceId).slug,
    settings,
    repo: settingsRepo,
    bus,
  })
  const tunnel = createTunnel({ logger, memory: rememberAddresses(preferencesRepo) })
  const events = createEventsRepo(database)
  const marks = createEventMarksRepo(database)
  const push = createPushService({
    sources: sourcesRepo,
    runs: runsRepo,
    pushes: createPushesRepo(database),
    cipher,
    maskFor: (sourceId) => maskFor(settings, sourceId),
    bus,
  })
  const exchange = createExchange({
    database,
    events,
    marks,
    runs: runsRepo,
    sources,
    settings,
    push,
    bus,
    version: options.version,
    preferences: () => preferences.get(),
    publicUrl: () => tunnel.status().publicUrl,
    localUrl: () => capture.status().localUrl,
  })
  const capture: CaptureService = createCaptureService({
    events,
    journal: createCaptureJournal(database),
    marks,
    leases: createLeasesRepo(database),
    holder: HOLDERS[host],
    sources,
    preferences: preferences.get,
    rememberConsent(provider) {
      const { tunnelConsent, tunnelDeclined } = preferences.get()
      preferences.set({
        tunnelConsent: [...new Set([...tunnelConsent, provider])],
        tunnelDeclined: tunnelDeclined.filter((other) => other !== provider),
      })
    },
    tunnel,
    bus,
    logger,
    answers: exchange.answers,
  })
  const captured = createEventService({
    events,
    marks,
    bus,
    sourceExists: (sourceId) => sources.find(sourceId) !== undefined,
    formatPayload,
    onPinsChanged: () => capture.pinsChanged(),
  })
  // On the command line nobody waits for a window.
  const createEngine = host === 'cli' ? createLocalEngine : createThreadEngine
  const engine = createEngine({
    runtimeDir: options.runtimeDir,
    execPath: options.execPath,
    log: (message) => logger.log('warn', message),
    // The listener may be another process's, on the port of the preferences.
    ownPorts: () => [preferences.get().capturePort, portOf(capture.status().localUrl)],
  })
  const { runtime, work } = engine
  const coverage = createCoverageService({ observer: engine.observer, bus })
  const cassettes = createCassetteService({
    work,
    cassettes: createCassettesRepo(database),
    findSource: (sourceId) => sources.find(sourceId),
  })
  const runs = createRunService({
    runtime,
    work,
    coverage,
    cassettes,
    runs: runsRepo,
    findSource: sources.find,
    settingsFor: settings.forRun,
    requestOf: captured.getRequest,
    labelOf: (eventId) => `Captured Event ${events.find(eventId)?.number ?? ''}`.trim(),
    retention() {
      const { runsKept, runsKeptDays } = preferences.get()
      return { runs: runsKept, days: runsKeptDays }
    },
    bus,
  })
  runs.prune()
  const history = createHistoryService({ history: createHistoryRepo(database), runs: runsRepo })
  const inputs = {
    work,
    eventsOf: (sourceId: string) => captured.list(sourceId),
    requestOf: (eventId: string) => captured.getRequest(eventId),
  }
  const ring = createRingService({
    ...inputs,
    runtime,
    coverage,
    cassettes,
    baselines: createBaselinesRepo(database),
    findSource: (sourceId) => sources.find(sourceId),
    settingsFor: (sourceId) => settings.forRun(sourceId),
    encryptedSettings: (sourceId) =>
      settings.list(sourceId).flatMap(({ name, encrypted }) => (encrypted ? [name] : [])),
    keepRuns: (kept) => runs.keep(kept),
    bus,
  })
  const { chooseFolder } = options
  const caseExport = createCaseExport({ ring, findSource: sources.find, chooseFolder })
  const migration = createMigrateService({
    ...inputs,
    cassettes,
    findSource: (sourceId) => sources.find(sourceId),
    settingsFor: (sourceId) => settings.forRun(sourceId),
  })
  const authoring = createAuthoring({
    sources,
    settings,
    events,
    answers: createAnswersRepo(database),
    capture,
    readsOf: coverage.reads,
  })
  preferencesRepo.once('sampleSeeded', () => seedSample(sources, settings))

  const info = {
    version: options.version,
    host,
    dataDir: options.dataDir,
    platform: process.platform,
    secretStorage: cipher.storage,
    canChooseFolder: chooseFolder !== undefined,
  }
  const handlers = createHandlers({
    info,
    preferences,
    sources,
    sourceBin,
    drafts,
    settings,
    settingsExchange,
    capture,
    captured,
    exchange,
    runs,
    cassettes,
    coverage,
    migration,
    history,
    ring,
    caseExport,
    authoring,
    push,
  })

  const outdated = watchSchema(database, bus, () => void capture.dispose())
  return {
    dispatch: createDispatch(handlers, logger, () => {
      outdated.assertUsable()
      capture.settle()
    }),
    events: bus,
    runtime,
    requestAction: (actionId) => bus.publish('app.action', { actionId }),
    resume: () => tunnel.resume(),
    async dispose() {
      outdated.stop()
      exchange.replay.dispose()
      authoring.samples.dispose()
      sourceBin.dispose()
      await Promise.all([capture.dispose(), engine.dispose()])
      await tunnel.close()
      database.close()
    },
  }
}

/** A secret that cannot be opened any more was in no run either. */
function maskFor(settings: SettingService, sourceId: string): Mask {
  try {
    return createMask(settings.forRun(sourceId).secrets)
  } catch (error) {
    if (error instanceof AppError) {
      return (text) => text
    }
    throw error
  }
}

/** 0, which nobody can connect to, when there is none. */
function portOf(url: string | null): number {
  return url === null ? 0 : Number(new URL(url).port)
}

/** Once for a data folder: a user who deletes the sample does not get it back. */
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
