/** The composition root: opens the store, builds every service, hands out the one door. */
import { createCaptureService, type CaptureService } from '#main/capture/capture-service'
import { createEventService } from '#main/capture/event-service'
import { createPushService } from '#main/delivery/push-service'
import { createMask } from '#main/runtime/mask'
import type { Runtime } from '#main/runtime/runtime'
import type { SecretCipher } from '#main/secrets/secret-cipher'
import { createAnswersRepo } from '#main/store/answers-repo'
import { openDatabase, type Database } from '#main/store/database'
import { createEventMarksRepo } from '#main/store/event-marks-repo'
import { createEventsRepo } from '#main/store/events-repo'
import { createCaptureJournal } from '#main/store/journal/capture-journal'
import { createLeasesRepo } from '#main/store/leases-repo'
import { createPreferencesRepo } from '#main/store/preferences-repo'
import { createPushesRepo, createRunsRepo } from '#main/store/runs-repo'
import { createViewsRepo } from '#main/store/views-repo'
import { createTunnel } from '#main/tunnel/tunnel'
import type { ActionId } from '#preload/actions'
import type { HostName, Preferences } from '#preload/model'
import { createAuthoring } from './authoring.ts'
import { createCopyStep } from './copy-step.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import { createEventBus, type EventBus } from './event-bus.ts'
import { createExchange } from './exchange.ts'
import { createHandlers } from './handlers.ts'
import { createLibrary } from './library.ts'
import { createLeftJournal } from './left-journal.ts'
import type { Logger } from './logger.ts'
import { createPreferences, rememberAddresses } from './preferences.ts'
import { createRunning } from './running.ts'
import { createViewState } from './view-state.ts'
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
  let isLeft = false
  const takeLeft = (): void => {
    isLeft = true
  }
  // A verb of the command line would leave them out, and say nothing of it.
  const database = openDatabase(options.dataDir, options.host === 'cli' ? undefined : takeLeft)
  try {
    return compose(options, database, isLeft)
  } catch (error) {
    // The desktop app tries again, which must not find the file held by the first try.
    database.close()
    throw error
  }
}

function compose(options: CoreOptions, database: Database, isLeft: boolean): Core {
  const { logger, cipher, host } = options
  const bus = createEventBus((error) =>
    logger.log('error', `a listener of events failed: ${String(error)}`),
  )
  const runsRepo = createRunsRepo(database)
  const preferencesRepo = createPreferencesRepo(database)
  const preferences = createPreferences(preferencesRepo, bus, options.preferences)
  const { whileSending, onWebhook } = createCopyStep(preferences, bus)
  const library = createLibrary(database, cipher, bus)
  const { sources, settings } = library
  const tunnel = createTunnel({ logger, memory: rememberAddresses(preferencesRepo) })
  const events = createEventsRepo(database)
  const marks = createEventMarksRepo(database)
  const push = createPushService({
    sources: library.sourcesRepo,
    runs: runsRepo,
    pushes: createPushesRepo(database),
    cipher,
    maskFor: (sourceId) => createMask(settings.openSecrets(sourceId)),
    plan: (request) => running.planPush(request),
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
    whileSending,
    formatPayload: (request) => running.formatPayload(request),
    caseFile: (request) => running.caseFile(request),
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
    onWebhook,
  })
  const captured = createEventService({
    events,
    marks,
    bus,
    sourceExists: (sourceId) => sources.find(sourceId) !== undefined,
    onPinsChanged: () => capture.tellAnew(),
  })
  const running = createRunning({
    database,
    host,
    runtimeDir: options.runtimeDir,
    execPath: options.execPath,
    logger,
    chooseFolder: options.chooseFolder,
    runs: runsRepo,
    events,
    captured,
    sources,
    settings,
    bus,
    preferences: preferences.get,
    localUrl: () => capture.status().localUrl,
  })
  const authoring = createAuthoring({
    sources,
    settings,
    events,
    answers: createAnswersRepo(database),
    capture,
    readsOf: running.coverage.reads,
    whileSending,
  })
  // Once for a data folder: a user who deletes the sample does not get it back.
  preferencesRepo.once('sampleSeeded', () => library.seedSample())

  const info = {
    version: options.version,
    host,
    dataDir: options.dataDir,
    platform: process.platform,
    secretStorage: cipher.storage,
    canChooseFolder: options.chooseFolder !== undefined,
  }
  const leftJournal = createLeftJournal({ database, isLeft, bus, logger })
  const handlers = createHandlers({
    leftJournal,
    ...library,
    ...running,
    info,
    preferences,
    views: createViewState(createViewsRepo(database)),
    capture,
    captured,
    exchange,
    authoring,
    push,
  })

  bus.subscribe((event) => {
    if (event === 'store.changed') {
      capture.tellAnew()
    }
  })
  const outdated = watchSchema(database, bus, () => void capture.dispose())
  running.start()
  return {
    dispatch: createDispatch(handlers, logger, () => {
      outdated.assertUsable()
      capture.settle()
    }),
    events: bus,
    runtime: running.runtime,
    requestAction: (actionId) => bus.publish('app.action', { actionId }),
    resume: () => tunnel.resume(),
    async dispose() {
      outdated.stop()
      leftJournal.dispose()
      exchange.replay.dispose()
      authoring.samples.dispose()
      library.sourceBin.dispose()
      await Promise.all([capture.dispose(), running.dispose()])
      await tunnel.close()
      database.close()
    },
  }
}
