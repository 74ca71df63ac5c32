/** Composes what runs functions: one payload, the whole ring, for coverage, cases and migration. */
import { planPush, type PlanRequest, type PushPlan } from '#main/delivery/plan-push'
import type { FixtureFile } from '#main/capture/exchange/fixture'
import { redactCase } from '#main/capture/exchange/redact'
import type { EventService } from '#main/capture/event-service'
import {
  createCassetteService,
  type CassetteService,
} from '#main/runtime/cassettes/cassette-service'
import {
  createCoverageService,
  type CoverageService,
} from '#main/runtime/coverage/coverage-service'
import { createLocalEngine, createThreadEngine } from '#main/runtime/engine'
import { createHistoryService, type HistoryService } from '#main/runtime/history/history-service'
import { createShowRun } from '#main/runtime/history/past-runs'
import { createMask } from '#main/runtime/mask'
import { createMigrateService, type MigrateService } from '#main/runtime/migrate/migrate-service'
import { createCaseExport, type CaseExport } from '#main/runtime/ring/case-export'
import { createRingService, type RingService } from '#main/runtime/ring/ring-service'
import { createRunService, type RunService } from '#main/runtime/run-service'
import type { Runtime } from '#main/runtime/runtime'
import type { Workshop } from '#main/runtime/thread/work'
import type { SettingService } from '#main/sources/setting-service'
import type { SourceService } from '#main/sources/source-service'
import { HANDED_OVER } from '#main/runtime/thread/work'
import { createBaselinesRepo } from '#main/store/baselines-repo'
import { createCassettesRepo } from '#main/store/cassettes-repo'
import type { Database } from '#main/store/database'
import type { EventsRepo } from '#main/store/events-repo'
import { createHistoryRepo } from '#main/store/history-repo'
import type { RunsRepo } from '#main/store/runs-repo'
import type { HostName, Preferences } from '#preload/model'
import { caseFile, sizeOfCase, type CaseRequest } from './case-file.ts'
import type { EventBus } from './event-bus.ts'
import type { Logger } from './logger.ts'

export interface Running {
  readonly runtime: Runtime
  /** An event in the form of the payload editor. */
  readonly formatPayload: Workshop['formatPayload']
  readonly runs: RunService
  readonly cassettes: CassetteService
  readonly coverage: CoverageService
  readonly history: HistoryService
  readonly ring: RingService
  readonly caseExport: CaseExport
  readonly migration: MigrateService
  planPush(request: PlanRequest): Promise<PushPlan>
  caseFile(request: CaseRequest): Promise<FixtureFile>
  /** Once the rest of the application stands: what is started must be ended as well. */
  start(): void
  dispose(): Promise<void>
}

export interface RunningDependencies {
  readonly database: Database
  readonly host: HostName
  readonly runtimeDir: string
  readonly execPath: string | undefined
  readonly logger: Logger
  readonly chooseFolder: ((title: string) => Promise<string | null>) | undefined
  readonly runs: RunsRepo
  readonly events: EventsRepo
  readonly captured: EventService
  readonly sources: SourceService
  readonly settings: SettingService
  readonly bus: EventBus
  preferences(): Preferences
  /** Of the listener for webhooks, as long as it runs in this process. */
  localUrl(): string | null
}

export function createRunning(dependencies: RunningDependencies): Running {
  const { database, logger, events, captured, sources, settings, bus } = dependencies
  // On the command line nobody waits for a window.
  const createEngine = dependencies.host === 'cli' ? createLocalEngine : createThreadEngine
  const engine = createEngine({
    runtimeDir: dependencies.runtimeDir,
    execPath: dependencies.execPath,
    log: (message) => logger.log('warn', message),
    // The listener may be another process's, on the port of the preferences.
    ownPorts: () => [dependencies.preferences().capturePort, portOf(dependencies.localUrl())],
  })
  const { runtime, work } = engine
  const coverage = createCoverageService({ observer: engine.observer, work, bus })
  const cassettes = createCassetteService({
    work,
    cassettes: createCassettesRepo(database),
    findSource: (sourceId) => sources.find(sourceId),
  })
  const show = createShowRun({
    runs: dependencies.runs,
    work,
    secretsOf: (sourceId) => settings.openSecrets(sourceId),
  })
  const runs = createRunService({
    runtime,
    work,
    show,
    coverage,
    cassettes,
    runs: dependencies.runs,
    findSource: sources.find,
    settingsFor: settings.forRun,
    requestOf: captured.getRequest,
    labelOf: (eventId) => `Captured Event ${events.find(eventId)?.number ?? ''}`.trim(),
    retention() {
      const { runsKept, runsKeptDays } = dependencies.preferences()
      return { runs: runsKept, days: runsKeptDays }
    },
    bus,
  })
  try {
    runs.prune()
  } catch (error) {
    // A full disk, for which the application starts all the same; the next run does it.
    logger.log('warn', `runs that are not to be kept are still stored: ${String(error)}`)
  }
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
    redact: redactCase,
    openSecrets: (sourceId) => settings.openSecrets(sourceId),
    keepRuns: (kept) => runs.keep(kept),
    bus,
  })
  const { chooseFolder } = dependencies
  const planElsewhere = engine.elsewhere('planPush', planPush)
  const caseElsewhere = engine.elsewhere('caseFile', caseFile)
  return {
    runtime,
    formatPayload: work.formatPayload,
    runs,
    cassettes,
    coverage,
    ring,
    history: createHistoryService({
      history: createHistoryRepo(database),
      runs: dependencies.runs,
      show,
      maskFor: (sourceId) => createMask(settings.openSecrets(sourceId)),
    }),
    caseExport: createCaseExport({ ring, findSource: sources.find, chooseFolder }),
    migration: createMigrateService({
      ...inputs,
      cassettes,
      findSource: (sourceId) => sources.find(sourceId),
      settingsFor: (sourceId) => settings.forRun(sourceId),
    }),
    planPush: async (request) =>
      request.json.length > HANDED_OVER ? planElsewhere(request) : planPush(request),
    caseFile: async (request) =>
      sizeOfCase(request) > HANDED_OVER ? caseElsewhere(request) : caseFile(request),
    start: () => engine.start(),
    dispose: () => engine.dispose(),
  }
}

/** 0, which nobody can connect to, when there is none. */
function portOf(url: string | null): number {
  return url === null ? 0 : Number(new URL(url).port)
}
