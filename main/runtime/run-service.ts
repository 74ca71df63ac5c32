/** Runs the saved code of a source on a captured event or a typed payload, and keeps the run. */
import type { EventBus } from '#main/core/event-bus'
import { newId } from '#main/store/ids'
import type { RunsRepo } from '#main/store/runs-repo'
import type { SourceRecord } from '#main/store/sources-repo'
import type { RunInput } from '#preload/contract'
import { AppError } from '#preload/errors'
import type { Run, RunResult, SettingValue } from '#preload/model'
import { parsePayload } from './payload.ts'
import type { IncomingRequest, Runtime } from './runtime.ts'

export interface RunService {
  run(sourceId: string, input: RunInput): Promise<Run>
  cancel(sourceId: string): void
  last(sourceId: string): Run | null
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
  readonly runs: RunsRepo
  findSource(sourceId: string): SourceRecord | undefined
  settingsFor(sourceId: string): RunSettings
  /** The captured request; throws `not_found` when the ring has dropped it. */
  requestOf(eventId: string): IncomingRequest
  readonly bus: Pick<EventBus, 'publish'>
}

export function createRunService(deps: RunDependencies): RunService {
  const running = new Map<string, AbortController>()

  async function execute(
    source: SourceRecord,
    input: RunInput,
    signal: AbortSignal,
  ): Promise<RunResult> {
    const { request, settings } =
      input.kind === 'event'
        ? { request: deps.requestOf(input.eventId), settings: null }
        : parsePayload(input.text)
    const stored = deps.settingsFor(source.id)
    const values = { ...stored.values, ...settings }
    const missing = stored.missing.filter((name) => !Object.hasOwn(settings ?? {}, name))
    if (missing.length > 0) {
      return refusedForSettings(missing)
    }
    return deps.runtime.run(
      {
        code: source.code,
        handler: source.handler,
        profile: source.profile,
        settings: values,
        request,
        secrets: stored.secrets,
        group: source.id,
      },
      signal,
    )
  }

  return {
    async run(sourceId, input) {
      const source = deps.findSource(sourceId)
      if (source === undefined) {
        throw new AppError('not_found', 'This source does not exist any more.')
      }
      if (running.has(sourceId)) {
        throw new AppError('conflict', 'A run of this source is still going on.', {
          hint: 'Wait for it, or cancel it.',
        })
      }
      const controller = new AbortController()
      running.set(sourceId, controller)
      const run = {
        id: newId('run'),
        sourceId,
        sourceVersion: source.version,
        eventId: input.kind === 'event' ? input.eventId : null,
        startedAt: new Date().toISOString(),
      }
      try {
        deps.bus.publish('runs.started', { sourceId, runId: run.id })
        const finished: Run = { ...run, result: await execute(source, input, controller.signal) }
        // The source may have been deleted while its function ran.
        if (deps.findSource(sourceId) !== undefined) {
          deps.runs.add(finished)
        }
        deps.bus.publish('runs.finished', { run: finished })
        return finished
      } finally {
        running.delete(sourceId)
      }
    },

    cancel(sourceId) {
      running.get(sourceId)?.abort()
    },

    last: (sourceId) => deps.runs.last(sourceId) ?? null,
  }
}

function refusedForSettings(missing: readonly string[]): RunResult {
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
    durationMs: 0,
  }
}
