/** What is told of one payload of a run of all events: what came out beside what was accepted. */
import { Expectation } from '#main/runtime/cases/expectation'
import { seen } from '#main/runtime/thread/pack'
import { maxShown, seenDifferences } from '#main/runtime/thread/seen-differences'
import type { KeptOutput, RunOutput, RunResult } from '#preload/model'
import { unpacked } from '#preload/model/packed-output'
import type { RingRow } from '#preload/model/ring'
import { hideSecrets } from './hide-secrets.ts'
import type { RingInput } from './inputs.ts'
import { judge, outcomeOf } from './judge.ts'

/** What was accepted; `json` is that of an `Expectation`. */
export interface Accepted {
  readonly json: string
  readonly acceptedAt: string
}

export interface RowRequest {
  readonly input: Pick<RingInput, 'key' | 'label' | 'title' | 'eventId'>
  readonly result: Pick<RunResult, 'status' | 'output' | 'error' | 'durationMs'> & {
    readonly warnings: number
  }
  /** Of the settings that it ran with. */
  readonly secrets: readonly string[]
  readonly accepted: Accepted | null
}

/** Characters of what is to be compared. */
export function sizeOfRow({ result, accepted }: RowRequest): number {
  const { output } = result
  return (
    (output !== null && 'json' in output ? output.json.length : 0) + (accepted?.json.length ?? 0)
  )
}

export function ringRow({ input, result, secrets, accepted }: RowRequest): RingRow {
  const { key, label, title, eventId } = input
  const outcome = { ...result, output: open(result.output) }
  const parsed = Expectation.safeParse(accepted === null ? null : JSON.parse(accepted.json))
  const judged = judge(parsed.success ? parsed.data : null, outcome)
  const shown = hideSecrets(
    {
      now: outcomeOf(outcome),
      baseline: judged.baseline,
      differences: judged.differences.slice(0, maxShown),
    },
    secrets,
  )
  return {
    key,
    label,
    title,
    eventId,
    verdict: judged.verdict,
    durationMs: result.durationMs,
    warnings: result.warnings,
    now: { ...shown.now, output: shown.now.output === null ? null : seen(shown.now.output) },
    line: result.error?.line ?? null,
    baseline:
      shown.baseline === null
        ? null
        : {
            ...shown.baseline,
            output: shown.baseline.output === null ? null : seen(shown.baseline.output),
          },
    acceptedAt: accepted?.acceptedAt ?? null,
    ...seenDifferences(shown.differences, judged.differences.length),
  }
}

function open(output: KeptOutput | null): RunOutput | null {
  return output === null ? null : unpacked(output)
}
