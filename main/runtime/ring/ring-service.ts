/**
 * Runs the saved function over all captured events and the sample payload, each against what was
 * accepted before. The clock stands still and randomness is seeded, as in test cases: otherwise
 * every timestamp would count as a change.
 */
import { availableParallelism } from 'node:os'
import type { EventBus } from '#main/core/event-bus'
import { Expectation, expectationOf } from '#main/runtime/cases/expectation'
import type { CassetteService } from '#main/runtime/cassettes/cassette-service'
import type { CoverageService, CoverageSession } from '#main/runtime/coverage/coverage-service'
import { refusedForSettings, type RunSettings } from '#main/runtime/run-service'
import type { IncomingRequest, RunRequest, Runtime } from '#main/runtime/runtime'
import type { Baseline, BaselinesRepo } from '#main/store/baselines-repo'
import type { KeptRun } from '#main/store/runs-repo'
import type { SourceRecord } from '#main/store/sources-repo'
import { AppError } from '#preload/errors'
import type { RunResult } from '#preload/model'
import type { ExportedCases, RingReport, RingRow } from '#preload/model/ring'
import { DEFAULT_CLOCK } from '#preload/model/run-options'
import { exportCases } from './export-cases.ts'
import { hideSecrets } from './hide-secrets.ts'
import { ringInputs, type RingInput } from './inputs.ts'
import { judge, outcomeOf } from './judge.ts'
import { ringRuns } from './ring-runs.ts'

export interface RingService {
  /** `observes`: also sees what each payload reaches of the code. */
  run(sourceId: string, observes?: boolean): Promise<RingReport>
  cancel(sourceId: string): void
  last(sourceId: string): RingReport | null
  accept(sourceId: string, keys?: readonly string[]): RingReport
  undoAccept(sourceId: string): RingReport
  exportCases(sourceId: string): ExportedCases
  forget(sourceId: string): void
}

export interface RingDependencies {
  readonly runtime: Pick<Runtime, 'run'>
  readonly coverage: Pick<CoverageService, 'start'>
  readonly cassettes: Pick<CassetteService, 'networkFor' | 'summary' | 'export'>
  readonly baselines: BaselinesRepo
  findSource(sourceId: string): SourceRecord | undefined
  settingsFor(sourceId: string): RunSettings
  encryptedSettings(sourceId: string): readonly string[]
  /** The ring, newest first. */
  eventsOf(sourceId: string): readonly { id: string; number: number; title: string }[]
  requestOf(eventId: string): IncomingRequest
  /** Puts runs in the history; answers why it did not. */
  keepRuns(runs: readonly KeptRun[]): string | null
  readonly bus: Pick<EventBus, 'publish'>
}

/** Beyond this the runtime has runs wait, which helps nobody. */
const MAX_CONCURRENCY = 4

const deterministic = { now: Date.parse(DEFAULT_CLOCK.now), seed: DEFAULT_CLOCK.seed }

interface Job {
  readonly source: SourceRecord
  readonly stored: RunSettings
  /** `null` unless what the payloads reach is to be seen as well. */
  readonly coverage: CoverageSession | null
  readonly signal: AbortSignal
}

interface Done {
  readonly input: RingInput
  readonly startedAt: string
  readonly result: RunResult
  /** Of the settings that it ran with. */
  readonly secrets: readonly string[]
}

/** What was run last, to be judged anew whenever the baseline changes. */
interface LastRun {
  readonly about: Pick<RingReport, 'sourceId' | 'sourceVersion' | 'startedAt' | 'total' | 'notice'>
  readonly isCancelled: boolean
  readonly done: readonly Done[]
  /** What the last accept replaced. */
  undo: { key: string; baseline: Baseline | null }[] | null
}

export function createRingService(deps: RingDependencies): RingService {
  const running = new Map<string, AbortController>()
  const lasts = new Map<string, LastRun>()

  function requireSource(sourceId: string): SourceRecord {
    const source = deps.findSource(sourceId)
    if (source === undefined) {
      throw new AppError('not_found', 'This source does not exist any more.')
    }
    return source
  }

  function requireLast(sourceId: string): LastRun {
    requireSource(sourceId)
    const last = lasts.get(sourceId)
    if (last === undefined) {
      throw new AppError('conflict', 'The captured events have not been run yet.', {
        hint: 'Run all events first, then accept what they give.',
      })
    }
    return last
  }

  function baselineOf(sourceId: string): Map<string, Baseline> {
    return new Map(deps.baselines.list(sourceId).map((baseline) => [baseline.key, baseline]))
  }

  function isRecorded({ id }: SourceRecord): boolean {
    return deps.cassettes.summary(id) !== null
  }

  function report(last: LastRun): RingReport {
    const baseline = baselineOf(last.about.sourceId)
    return {
      ...last.about,
      isCancelled: last.isCancelled,
      canUndo: last.undo !== null,
      rows: last.done.map((done) => rowOf(done, baseline.get(done.input.key))),
    }
  }

  async function runOne(
    { source, stored, coverage, signal }: Job,
    input: RingInput,
  ): Promise<{ result: RunResult; observed?: Promise<void> }> {
    const own = input.settings ?? {}
    const missing = stored.missing.filter((name) => !Object.hasOwn(own, name))
    if (missing.length > 0) {
      return { result: refusedForSettings(missing) }
    }
    const request: RunRequest = {
      code: source.code,
      handler: source.handler,
      profile: source.profile,
      settings: { ...stored.values, ...own },
      request: input.request,
      secrets: stored.secrets,
      group: source.id,
      // Once recorded, calls are not made again for each payload at each save.
      network: deps.cassettes.networkFor(source, isRecorded(source) ? 'replay' : 'live'),
      deterministic,
    }
    return (
      coverage?.run(input, request, signal) ?? { result: await deps.runtime.run(request, signal) }
    )
  }

  async function runAll(job: Job, inputs: readonly RingInput[]): Promise<Done[]> {
    const { source, stored, signal } = job
    const baseline = baselineOf(source.id)
    const results: (Done | undefined)[] = []
    const observed: Promise<void>[] = []
    let next = 0
    let count = 0
    async function work(): Promise<void> {
      for (let index = next++; index < inputs.length && !signal.aborted; index = next++) {
        const input = inputs[index]
        const startedAt = new Date().toISOString()
        const ran = input === undefined ? null : await runOne(job, input)
        if (input !== undefined && ran !== null && !signal.aborted) {
          observed.push(ran.observed ?? Promise.resolve())
          const done = { input, startedAt, result: ran.result, secrets: stored.secrets }
          results[index] = done
          count += 1
          deps.bus.publish('ring.progress', {
            sourceId: source.id,
            done: count,
            total: inputs.length,
            row: rowOf(done, baseline.get(input.key)),
          })
        }
      }
    }
    const workers = Math.min(MAX_CONCURRENCY, availableParallelism())
    await Promise.all(Array.from({ length: workers }, work))
    await Promise.all(observed)
    if (!signal.aborted) {
      job.coverage?.finish()
    }
    return results.filter((done) => done !== undefined)
  }

  return {
    async run(sourceId, observes = false) {
      const source = requireSource(sourceId)
      running.get(sourceId)?.abort()
      const controller = new AbortController()
      running.set(sourceId, controller)
      const startedAt = new Date().toISOString()
      const inputs = ringInputs(source, deps.eventsOf(sourceId), deps.requestOf)
      try {
        const job: Job = {
          source,
          stored: deps.settingsFor(sourceId),
          coverage: observes ? deps.coverage.start(source, false) : null,
          signal: controller.signal,
        }
        const done = await runAll(job, inputs)
        const about = { sourceId, sourceVersion: source.version }
        const notice = deps.keepRuns(ringRuns({ ...about, isReplayed: isRecorded(source), done }))
        const last: LastRun = {
          about: {
            ...about,
            startedAt,
            total: inputs.length,
            ...(notice === null ? {} : { notice }),
          },
          isCancelled: controller.signal.aborted,
          done,
          undo: null,
        }
        const finished = report(last)
        // A run that took this one's place tells its own end.
        if (running.get(sourceId) === controller) {
          lasts.set(sourceId, last)
          deps.bus.publish('ring.finished', { report: finished })
        }
        return finished
      } finally {
        if (running.get(sourceId) === controller) {
          running.delete(sourceId)
        }
      }
    },

    cancel(sourceId) {
      running.get(sourceId)?.abort()
    },

    last(sourceId) {
      const last = lasts.get(sourceId)
      return last === undefined ? null : report(last)
    },

    accept(sourceId, keys) {
      const last = requireLast(sourceId)
      const before = baselineOf(sourceId)
      const acceptedAt = new Date().toISOString()
      const chosen = last.done.filter(({ input }) => keys?.includes(input.key) ?? true)
      const changes = chosen.map(({ input, result }) => ({
        key: input.key,
        baseline: { key: input.key, expectation: expectationOf(result, null), acceptedAt },
      }))
      deps.baselines.set(sourceId, changes)
      last.undo = changes.map(({ key }) => ({ key, baseline: before.get(key) ?? null }))
      return report(last)
    },

    undoAccept(sourceId) {
      const last = requireLast(sourceId)
      if (last.undo !== null) {
        deps.baselines.set(sourceId, last.undo)
        last.undo = null
      }
      return report(last)
    },

    exportCases(sourceId) {
      const source = requireSource(sourceId)
      const stored = deps.settingsFor(sourceId)
      return exportCases({
        source,
        inputs: ringInputs(source, deps.eventsOf(sourceId), deps.requestOf),
        baseline: new Map(
          deps.baselines
            .list(sourceId)
            .map(({ key, expectation }) => [key, Expectation.parse(expectation)]),
        ),
        settings: stored.values,
        encrypted: deps.encryptedSettings(sourceId),
        secrets: stored.secrets,
        cassette: isRecorded(source) ? deps.cassettes.export(sourceId).text : null,
      })
    },

    forget(sourceId) {
      running.get(sourceId)?.abort()
      lasts.delete(sourceId)
    },
  }
}

function rowOf({ input, result, secrets }: Done, accepted: Baseline | undefined): RingRow {
  const parsed = Expectation.safeParse(accepted?.expectation)
  const row = {
    key: input.key,
    label: input.label,
    title: input.title,
    eventId: input.eventId,
    durationMs: result.durationMs,
    warnings: result.warnings.length,
    now: outcomeOf(result),
    line: result.error?.line ?? null,
    acceptedAt: accepted?.acceptedAt ?? null,
    ...judge(parsed.success ? parsed.data : null, result),
  }
  return hideSecrets(row, secrets)
}
