/** Runs the saved code of a source on a captured event or a typed payload, and keeps the run. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { EventBus } from '#main/core/event-bus'
import { newId } from '#main/store/ids'
import type { KeptRun, Retention, RunsRepo } from '#main/store/runs-repo'
import type { SourceRecord } from '#main/store/sources-repo'
import { storeFailure } from '#main/store/store-failure'
import type { RunInput } from '#preload/contract'
import { AppError, toWire } from '#preload/errors'
import type { Run, RunResult, SettingValue } from '#preload/model'
import type { ObservedInput } from '#preload/model/coverage'
import { isPacked } from '#preload/model/packed-output'
import { RunOptions, type FrozenClock } from '#preload/model/run-options'
import { inBatches } from './batches.ts'
import type { CassetteService } from './cassettes/cassette-service.ts'
import type { CoverageService } from './coverage/coverage-service.ts'
import type { ShowRun } from './history/past-runs.ts'
import type { ParsedPayload } from './payload.ts'
import { keyOf } from './ring/inputs.ts'
import type { IncomingRequest, RunRequest, Runtime } from './runtime.ts'
import type { Workshop } from './thread/work.ts'

export interface RunService {
  run(sourceId: string, input: RunInput, order?: RunOrder): Promise<Run>
  cancel(sourceId: string): void
  last(sourceId: string): Promise<Run | null>
  /** Puts runs that were made elsewhere in the history; answers why it did not. */
  keep(runs: readonly KeptRun[]): Promise<string | null>
  /** Drops the runs that are no longer to be kept. */
  prune(): void
}

export interface RunOrder {
  readonly options?: Partial<RunOptions> | undefined
  /** Nothing is run unless it is the saved code. */
  readonly code?: string | undefined
  /** Also sees, after the answer, what the payload reaches of the code. */
  readonly observe?: boolean
}

export interface RunSettings {
  /** What the function gets as `settings`. */
  readonly values: Readonly<Record<string, SettingValue>>
  /** Texts of the encrypted settings, to be masked in what a run shows. */
  readonly secrets: readonly string[]
  /** Names of required settings that have no value. */
  readonly missing: readonly string[]
}

export interface RunDependencies {
  readonly runtime: Runtime
  readonly work: Pick<Workshop, 'parsePayload' | 'formatPayload'>
  readonly coverage: Pick<CoverageService, 'start'>
  readonly runs: RunsRepo
  readonly show: ShowRun
  findSource(sourceId: string): SourceRecord | undefined
  settingsFor(sourceId: string): RunSettings
  /** The captured request; throws `not_found` when the ring has dropped it. */
  requestOf(eventId: string): IncomingRequest
  /** "Captured Event 3". */
  labelOf(eventId: string): string
  retention(): Retention
  readonly cassettes: Pick<CassetteService, 'networkFor'>
  readonly bus: Pick<EventBus, 'publish'>
}

interface Manner {
  readonly options: RunOptions
  /** What to call the payload, when what it reaches is to be seen as well. */
  readonly observed: Pick<ObservedInput, 'label' | 'eventId'> | null
  readonly signal: AbortSignal
}

export function createRunService(deps: RunDependencies): RunService {
  const running = new Map<string, AbortController>()

  async function execute(
    source: SourceRecord,
    { request, settings }: ParsedPayload,
    { options, observed, signal }: Manner,
  ): Promise<RunResult> {
    const stored = deps.settingsFor(source.id)
    const values = { ...stored.values, ...settings }
    const missing = stored.missing.filter((name) => !Object.hasOwn(settings ?? {}, name))
    if (missing.length > 0) {
      return refusedForSettings(missing)
    }
    const run: RunRequest = {
      code: source.code,
      handler: source.handler,
      profile: source.profile,
      settings: values,
      request,
      secrets: stored.secrets,
      group: source.id,
      asDeployed: options.asDeployed,
      network: deps.cassettes.networkFor(source, options.network),
      ...(options.deterministic === null ? {} : { deterministic: clockOf(options.deterministic) }),
    }
    if (observed === null) {
      return deps.runtime.run(run, signal)
    }
    const coverage = deps.coverage.start(source, true)
    const input = { ...observed, key: keyOf(request, settings) }
    const seen = await coverage.run(input, run, signal)
    // Nobody waits for it: the run has its answer. Of a run that was cancelled nothing is known,
    // and what was known before still holds.
    void seen.observed.then(() => (signal.aborted ? undefined : coverage.finish()))
    return seen.result
  }

  function labelFor(source: SourceRecord, input: RunInput): string {
    if (input.kind === 'event') {
      return deps.labelOf(input.eventId)
    }
    return input.text === source.samplePayload ? 'Sample payload' : 'Edited payload'
  }

  /** A disk that is full takes runs from the history, not from who waits for them. */
  async function keep(runs: readonly KeptRun[]): Promise<string | null> {
    // A source may have been deleted while its function ran.
    const kept = runs.filter(({ run }) => deps.findSource(run.sourceId) !== undefined)
    try {
      await inBatches(kept, sizeOf, (batch) => deps.runs.addAll(batch, deps.retention()))
      return null
    } catch (error) {
      if (kept.length > 1) {
        forget(kept)
      }
      const what = kept.length === 1 ? 'This run is' : 'These runs are'
      return `${what} not kept in the history. ${toWire(storeFailure(error)).message}`
    }
  }

  /** All or none: some of them are on the disk already. */
  function forget(runs: readonly KeptRun[]): void {
    try {
      deps.runs.forget(runs.map(({ run }) => run.id))
    } catch {
      // What went wrong first is what is told.
    }
  }

  return {
    async run(sourceId, input, order = {}) {
      const source = deps.findSource(sourceId)
      if (source === undefined) {
        throw new AppError('not_found', 'This source does not exist any more.')
      }
      if (order.code !== undefined && order.code !== source.code) {
        throw new AppError('conflict', 'The code that was to be run is not the saved one.', {
          hint: 'Save it and run again.',
        })
      }
      if (running.has(sourceId)) {
        throw new AppError('conflict', 'A run of this source is still going on.', {
          hint: 'Wait for it, or cancel it.',
        })
      }
      const controller = new AbortController()
      running.set(sourceId, controller)
      const options = RunOptions.parse(order.options ?? {})
      const run = {
        id: newId('run'),
        sourceId,
        sourceVersion: source.version,
        eventId: input.kind === 'event' ? input.eventId : null,
        label: labelFor(source, input),
        options,
        startedAt: new Date().toISOString(),
      }
      try {
        deps.bus.publish('runs.started', { sourceId, runId: run.id })
        const payload: ParsedPayload =
          input.kind === 'event'
            ? { request: deps.requestOf(input.eventId), settings: null }
            : await deps.work.parsePayload(input.text)
        const result = await execute(source, payload, {
          options,
          observed: order.observe === true ? { label: run.label, eventId: run.eventId } : null,
          signal: controller.signal,
        })
        // Each step with a large result takes some milliseconds; others have their turn between.
        await nextTurn()
        const text =
          input.kind === 'event' ? await deps.work.formatPayload(payload.request) : input.text
        const notice = await keep([{ run: { ...run, result }, payload: text }])
        const notices = notice === null ? result.notices : [...result.notices, notice]
        // A setting may have been encrypted meanwhile.
        const shown = await deps.show({ ...run, result: { ...result, notices } })
        await nextTurn()
        deps.bus.publish('runs.finished', { run: shown })
        await nextTurn()
        return shown
      } finally {
        running.delete(sourceId)
      }
    },

    cancel(sourceId) {
      running.get(sourceId)?.abort()
    },

    async last(sourceId) {
      const run = deps.runs.lastShown(sourceId)
      return run === undefined ? null : deps.show(run)
    },
    keep,
    prune: () => deps.runs.prune(deps.retention()),
  }
}

/** Characters of what may be large. */
function sizeOf({ run: { result }, payload }: KeptRun): number {
  const { output, shown, logs } = result
  const sizes = [
    ...[output, shown].map((one) => (one != null && isPacked(one) ? one.json.length : 0)),
    ...logs.map(({ text }) => text.length),
  ]
  return sizes.reduce((sum, size) => sum + size, payload?.length ?? 0)
}

function clockOf({ now, seed }: FrozenClock): { now: number; seed: number } {
  return { now: Date.parse(now), seed }
}

export function refusedForSettings(missing: readonly string[]): RunResult {
  const names = missing.join(', ')
  const message =
    missing.length === 1
      ? `The required setting ${names} has no value.`
      : `The required settings ${names} have no value.`
  return {
    status: 'error',
    output: null,
    error: {
      class: 'Invalid Settings',
      name: 'InvalidSettings',
      message: `${message} Enter it in the Settings tab.`,
      line: null,
      column: null,
      stack: '',
    },
    logs: [],
    warnings: [],
    secretPaths: [],
    calls: [],
    notices: [],
    durationMs: 0,
    timing: null,
    memory: null,
  }
}
