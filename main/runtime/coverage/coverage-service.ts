/** What the observed runs of each source reached and read: kept in memory, for the last code. */
import type { EventBus } from '#main/core/event-bus'
import type { RunRequest } from '#main/runtime/runtime'
import type { Workshop } from '#main/runtime/thread/work'
import type { SourceRecord } from '#main/store/sources-repo'
import type { RunResult } from '#preload/model'
import type { CoverageReport, ObservedInput, Reads } from '#preload/model/coverage'
import type { Observation, Observer } from './observer.ts'

type Input = Pick<ObservedInput, 'key' | 'label' | 'eventId'>
type Version = Pick<SourceRecord, 'id' | 'version' | 'code'>

export interface ObservedSource {
  readonly result: RunResult
  /** What was seen is kept; never rejects. */
  readonly observed: Promise<void>
}

/** Observed runs whose sight becomes that of the source at once, when they are over. */
export interface CoverageSession {
  run(input: Input, request: RunRequest, signal?: AbortSignal): Promise<ObservedSource>
  finish(): void
}

export interface KnownReads {
  readonly sourceVersion: number
  /** Of each payload whose reads are known. */
  readonly reads: readonly Reads[]
}

export interface CoverageService {
  /** `joins`: adds to what is known of the same code, in place of replacing it. */
  start(source: Version, joins: boolean): CoverageSession
  /** `null` before the first observed run. */
  report(sourceId: string): Promise<CoverageReport | null>
  reads(sourceId: string): KnownReads | null
  forget(sourceId: string): void
}

export interface CoverageDependencies {
  readonly observer: Pick<Observer, 'run'>
  readonly work: Pick<Workshop, 'coverCode'>
  readonly bus: Pick<EventBus, 'publish'>
}

/** Edited payloads add up; beyond this the oldest goes. */
const MOST_INPUTS = 60

interface Known {
  readonly version: number
  readonly code: string
  readonly inputs: ReadonlyMap<string, Input & Observation>
  readonly observedAt: string
  report: Promise<CoverageReport> | null
}

export function createCoverageService({
  observer,
  work,
  bus,
}: CoverageDependencies): CoverageService {
  const all = new Map<string, Known>()

  function keep({ id, version, code }: Version, inputs: Known['inputs']): void {
    const kept = new Map([...inputs].slice(-MOST_INPUTS))
    const observedAt = new Date().toISOString()
    all.set(id, { version, code, inputs: kept, observedAt, report: null })
    bus.publish('coverage.changed', { sourceId: id })
  }

  return {
    start(source, joins) {
      const seen = new Map<string, Input & Observation>()
      return {
        async run(input, request, signal) {
          const { result, observation } = await observer.run(request, signal)
          const note = async (): Promise<void> => {
            seen.set(input.key, { ...input, ...(await observation) })
          }
          return { result, observed: note() }
        },
        finish() {
          const known = all.get(source.id)
          const before = joins && known?.version === source.version ? known.inputs : new Map()
          keep(source, new Map([...before, ...seen]))
        },
      }
    },

    async report(sourceId) {
      const known = all.get(sourceId)
      if (known === undefined) {
        return null
      }
      known.report ??= reportOf(sourceId, known, work)
      return known.report
    },

    reads(sourceId) {
      const known = all.get(sourceId)
      const reads = [...(known?.inputs.values() ?? [])].flatMap((input) => input.reads ?? [])
      return known === undefined || reads.length === 0
        ? null
        : { sourceVersion: known.version, reads }
    },

    forget: (sourceId) => void all.delete(sourceId),
  }
}

async function reportOf(
  sourceId: string,
  { version, code, inputs, observedAt }: Known,
  work: CoverageDependencies['work'],
): Promise<CoverageReport> {
  const sorted = [...inputs.values()].toSorted((a, b) =>
    a.label.localeCompare(b.label, 'en', { numeric: true }),
  )
  return {
    ...(await work.coverCode(
      code,
      sorted.map(({ ranges }) => ranges),
    )),
    sourceId,
    sourceVersion: version,
    observedAt,
    inputs: sorted.map(({ key, label, eventId, outcome }) => ({ key, label, eventId, outcome })),
  }
}
