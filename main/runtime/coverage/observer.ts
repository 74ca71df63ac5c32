/**
 * Runs a function a second time to see what it reaches and reads, in a runtime of its own whose
 * process starts when it is needed. What counts is the first run, which nothing slows down or
 * watches; of the second one only what was seen is kept, and that only if it went as the first did.
 */
import type { Cassette } from '#main/runtime/cassettes/cassette'
import type { Observed } from '#main/runtime/protocol'
import type { PlainResult } from '#main/runtime/result'
import type { Runtime, RunRequest } from '#main/runtime/runtime'
import type { RunResult } from '#preload/model'
import type { ObservedOutcome, Reads } from '#preload/model/coverage'
import { parseReads } from './reads.ts'

export interface Observation {
  readonly outcome: ObservedOutcome
  readonly ranges: readonly number[] | null
  readonly reads: Reads | null
}

export interface ObservedRun<Result extends RunResult = RunResult> {
  readonly result: Result
  /** Comes after the result; never rejects. */
  readonly observation: Promise<Observation>
}

export interface Observer<Result extends RunResult = RunResult> {
  /** The run itself, and the one that is observed. */
  run(request: RunRequest, signal?: AbortSignal): Promise<ObservedRun<Result>>
}

export interface ObserverDependencies {
  readonly runtime: Pick<Runtime<PlainResult>, 'run'>
  /** One that observes. */
  readonly observing: Pick<Runtime<PlainResult>, 'run'>
}

/** Counting makes a busy loop some ten times slower; the run that counts has met its deadline. */
export const OBSERVING_PATIENCE = 20

const UNKNOWN = { ranges: null, reads: null } as const
export const STOPPED: Observation = { outcome: 'stopped', ...UNKNOWN }
const DIFFERS: Observation = { outcome: 'differs', ...UNKNOWN }

export function createObserver({
  runtime,
  observing,
}: ObserverDependencies): Observer<PlainResult> {
  async function observe(
    request: RunRequest,
    reference: PlainResult,
    signal: AbortSignal | undefined,
  ): Promise<Observation> {
    for (const reads of [true, false]) {
      const seen: Observed[] = []
      const take = (observed: Observed): void => void seen.push(observed)
      const again = { ...request, observe: { reads, take } }
      // One after the other: the second is needed only when the first went another way.
      // oxlint-disable-next-line no-await-in-loop
      const result = await observing.run(again, signal)
      const [observed] = seen
      if (observed === undefined || signal?.aborted === true) {
        return STOPPED
      }
      if (isSame(reference, result, request.deterministic !== undefined)) {
        const { ranges } = observed
        return { outcome: 'observed', ranges, reads: parseReads(observed.reads) }
      }
    }
    return DIFFERS
  }

  return {
    async run(request, signal) {
      let cassette: Cassette | null = null
      const { network } = request
      const isReplayed = network?.replay !== undefined
      const missing: string[] = []
      const result = await runtime.run(
        isReplayed
          ? request
          : {
              ...request,
              network: {
                ...network,
                async record(recording) {
                  cassette = recording.cassette
                  if (network?.record === undefined) {
                    missing.push(...recording.missing)
                  } else {
                    await network.record(recording)
                  }
                },
              },
            },
        signal,
      )
      // Calls are made once: the second run gets the answers of the first.
      const replay = cassette ?? network?.replay ?? { version: 1 as const, calls: [] }
      const { record: _record, ...rest } = network ?? {}
      const isOver = result.status === 'ok' || result.status === 'invalid' || hasEnded(result)
      const observation = isOver
        ? observe({ ...request, network: { ...rest, replay } }, result, signal)
        : Promise.resolve(STOPPED)
      return {
        result: {
          ...result,
          // Nobody asked for this recording.
          notices: result.notices.filter((notice) => !missing.includes(notice)),
        },
        observation: observation.catch(() => STOPPED),
      }
    },
  }
}

/** Failed by itself: neither cancelled nor stopped. */
function hasEnded({ status, error }: RunResult): boolean {
  return status === 'error' && error?.name !== 'Cancelled'
}

function isSame(reference: PlainResult, other: PlainResult, isExact: boolean): boolean {
  return shapeOf(reference, isExact) === shapeOf(other, isExact)
}

/** Where the clock runs, times and ids are others in each run. */
function shapeOf({ output, error }: PlainResult, isExact: boolean): string {
  const failure = error === null ? null : [error.name, error.line]
  if (isExact || output === null) {
    return JSON.stringify([output, failure, isExact ? error?.message : null])
  }
  const kinds = output.events.map(({ type, event }) => [type, event])
  return JSON.stringify([kinds, output.objects.map(({ collection }) => collection), failure])
}
