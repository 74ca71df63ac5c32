/**
 * Runs the saved function over all captured events and the sample payload, each against what was
 * accepted before. The clock stands still and randomness is seeded, as in test cases: otherwise
 * every timestamp would count as a change.
 */
import { availableParallelism } from 'node:os'
import type { EventBus } from '#main/core/event-bus'
import { inBatches } from '#main/runtime/batches'
import type { CassetteService } from '#main/runtime/cassettes/cassette-service'
import type { CoverageService, CoverageSession } from '#main/runtime/coverage/coverage-service'
import type { RunNetwork } from '#main/runtime/run-network'
import { refusedForSettings, type RunSettings } from '#main/runtime/run-service'
import type { RunRequest, Runtime } from '#main/runtime/runtime'
import type { Workshop } from '#main/runtime/thread/work'
import type { Baseline } from '#main/store/baselines-repo'
import type { KeptRun } from '#main/store/runs-repo'
import type { SourceRecord } from '#main/store/sources-repo'
import { AppError } from '#preload/errors'
import type { RunResult } from '#preload/model'
import type { ExportedCases, RingReport, RingRow } from '#preload/model/ring'
import { DEFAULT_CLOCK } from '#preload/model/clock'
import { heldSecret } from '#preload/model/held-secret'
import { acceptedFor } from './accepted-for.ts'
import { acceptedJson } from './accepted.ts'
import { casesOf, type CasesDependencies } from './cases-of.ts'
import { ringInputs, type RingInput } from './inputs.ts'
import { ringRuns } from './ring-runs.ts'

export interface RingService {
  /** `observes`: also sees what each payload reaches of the code. */
  run(sourceId: string, observes?: boolean): Promise<RingReport>
  cancel(sourceId: string): void
  last(sourceId: string): Promise<RingReport | null>
  accept(sourceId: string, keys?: readonly string[]): Promise<RingReport>
  undoAccept(sourceId: string): Promise<RingReport>
  exportCases(sourceId: string, withSecrets: boolean): Promise<ExportedCases>
  /** The same as a ZIP archive in base64, in which all is in that folder. */
  archiveCases(sourceId: string, folder: string, withSecrets: boolean): Promise<string>
  forget(sourceId: string): void
}

export interface RingDependencies extends CasesDependencies {
  readonly runtime: Pick<Runtime, 'run'>
  readonly work: Workshop
  readonly coverage: Pick<CoverageService, 'start'>
  readonly cassettes: Pick<CassetteService, 'networkFor' | 'isRecorded' | 'export'>
  findSource(sourceId: string): SourceRecord | undefined
  /** Of the encrypted settings, as they are now. */
  openSecrets(sourceId: string): readonly string[]
  /** Puts runs in the history; answers why it did not. */
  keepRuns(runs: readonly KeptRun[]): Promise<string | null>
  readonly bus: Pick<EventBus, 'publish'>
}

/** Beyond this the runtime has runs wait, which helps nobody. */
const MAX_CONCURRENCY = 4

const deterministic = { now: Date.parse(DEFAULT_CLOCK.now), seed: DEFAULT_CLOCK.seed }

interface Job {
  readonly source: SourceRecord
  readonly stored: RunSettings
  /** The same for all: recorded calls may be many megabytes, which are read and sent once. */
  readonly network: RunNetwork
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
  undo: readonly Change[] | null
}

interface Change {
  readonly key: string
  readonly baseline: Baseline | null
}

export function createRingService(deps: RingDependencies): RingService {
  const running = new Map<string, AbortController>()
  const lasts = new Map<string, LastRun>()

  function requireSource(sourceId: string): SourceRecord {
    const source = deps.findSource(sourceId)
    if (source === undefined) {
      // Another process may have deleted it.
      lasts.delete(sourceId)
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

  function rowOf(sourceId: string, { input, result, secrets }: Done): Promise<RingRow> {
    const { status, output, error, durationMs, warnings } = result
    const { key, label, title, eventId } = input
    return deps.work.ringRow({
      input: { key, label, title, eventId },
      result: { status, output, error, durationMs, warnings: warnings.length },
      // Those of the run may not be known any more; others have become secrets since.
      secrets: [...secrets, ...deps.openSecrets(sourceId)],
      accepted: deps.baselines.find(sourceId, key) ?? null,
    })
  }

  async function report({ about, isCancelled, undo, done }: LastRun): Promise<RingReport> {
    const rows: RingRow[] = []
    for (const one of done) {
      // All at once would take the memory of all of them.
      // oxlint-disable-next-line no-await-in-loop
      rows.push(await rowOf(about.sourceId, one))
    }
    return { ...about, isCancelled, canUndo: undo !== null, rows }
  }

  /** All or nothing, unless that is more than can be written in one go. */
  function setBaselines(sourceId: string, changes: readonly Change[]): Promise<void> {
    return inBatches(
      changes,
      ({ baseline }) => baseline?.json.length ?? 0,
      (batch) => deps.baselines.set(sourceId, batch),
    )
  }

  async function runOne(
    { source, stored, network, coverage, signal }: Job,
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
      network,
      deterministic,
    }
    return (
      coverage?.run(input, request, signal) ?? { result: await deps.runtime.run(request, signal) }
    )
  }

  async function runAll(job: Job, inputs: readonly RingInput[]): Promise<Done[]> {
    const { source, stored, signal } = job
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
          const row = await rowOf(source.id, done)
          count += 1
          const progress = { sourceId: source.id, done: count, total: inputs.length, row }
          deps.bus.publish('ring.progress', progress)
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
      try {
        const inputs = await ringInputs(source, deps)
        // Once recorded, calls are not made again for each payload at each save.
        const isReplayed = deps.cassettes.isRecorded(sourceId)
        const job: Job = {
          source,
          stored: deps.settingsFor(sourceId),
          network: deps.cassettes.networkFor(source, isReplayed ? 'replay' : 'live'),
          coverage: observes ? deps.coverage.start(source, false) : null,
          signal: controller.signal,
        }
        const done = await runAll(job, inputs)
        const about = { sourceId, sourceVersion: source.version }
        const kept = await ringRuns({ ...about, isReplayed, done }, deps.work)
        const notice = await deps.keepRuns(kept)
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
        const finished = await report(last)
        requireSource(sourceId)
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

    async last(sourceId) {
      const last = lasts.get(sourceId)
      return last === undefined ? null : report(last)
    },

    async accept(sourceId, keys) {
      const last = requireLast(sourceId)
      const acceptedAt = new Date().toISOString()
      const chosen = last.done.filter(({ input }) => keys?.includes(input.key) ?? true)
      const keysOfChosen = chosen.map(({ input }) => input.key)
      const before = await acceptedFor(deps.baselines, sourceId, keysOfChosen)
      const undo = keysOfChosen.map((key): Change => ({ key, baseline: before.get(key) ?? null }))
      const changes = chosen.map(({ input: { key }, result }): Change => ({
        key,
        baseline: { key, json: acceptedJson(result), acceptedAt, heldSecret: heldSecret(result) },
      }))
      await setBaselines(sourceId, changes)
      last.undo = undo
      return report(last)
    },

    async undoAccept(sourceId) {
      const last = requireLast(sourceId)
      if (last.undo !== null) {
        await setBaselines(sourceId, last.undo)
        last.undo = null
      }
      return report(last)
    },

    async exportCases(sourceId, withSecrets) {
      return deps.work.exportCases(await casesOf(requireSource(sourceId), withSecrets, deps))
    },

    async archiveCases(sourceId, folder, withSecrets) {
      const cases = await casesOf(requireSource(sourceId), withSecrets, deps)
      return deps.work.archiveCases(cases, folder)
    },

    forget(sourceId) {
      running.get(sourceId)?.abort()
      // Its end is nobody's any more, also when the source comes back before it.
      running.delete(sourceId)
      lasts.delete(sourceId)
    },
  }
}
