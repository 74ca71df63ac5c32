/** The runs of a run of all events as the history keeps them. */
import type { Workshop } from '#main/runtime/thread/work'
import { newId } from '#main/store/ids'
import type { KeptRun } from '#main/store/runs-repo'
import type { RunResult } from '#preload/model'
import { DEFAULT_CLOCK } from '#preload/model/clock'
import { RunOptions } from '#preload/model/run-options'
import type { RingInput } from './inputs.ts'

export interface RingRuns {
  readonly sourceId: string
  readonly sourceVersion: number
  readonly isReplayed: boolean
  readonly done: readonly {
    readonly input: RingInput
    readonly startedAt: string
    readonly result: RunResult
  }[]
}

/** The newest last, as single runs are kept, so that lists show captured events in their order. */
export function ringRuns(
  { sourceId, sourceVersion, isReplayed, done }: RingRuns,
  { formatPayload }: Pick<Workshop, 'formatPayload'>,
): Promise<KeptRun[]> {
  const ringId = newId('ring')
  const options = RunOptions.parse({
    deterministic: DEFAULT_CLOCK,
    network: isReplayed ? 'replay' : 'live',
  })
  const kept = done.toReversed().map(async ({ input, startedAt, result }) => ({
    run: {
      id: newId('run'),
      sourceId,
      sourceVersion,
      eventId: input.eventId,
      label: input.label,
      options,
      startedAt,
      ringId,
      result,
    },
    payload: await formatPayload(input.request),
  }))
  return Promise.all(kept)
}
