/** A run beside what was accepted for its payload: the verdict and where the two differ. */
import type { Difference } from '#main/runtime/cases/compare'
import { differencesFrom, type Expectation } from '#main/runtime/cases/expectation'
import type { PlainResult } from '#main/runtime/result'
import type { RunOutput } from '#preload/model'
import type { RingOutcome, RingVerdict } from '#preload/model/ring'

/** One side of the comparison, with all that it holds. */
export interface Outcome extends Omit<RingOutcome, 'output'> {
  readonly output: RunOutput | null
}

export interface Judged {
  readonly verdict: RingVerdict
  readonly baseline: Outcome | null
  readonly differences: readonly Difference[]
}

type Came = Pick<PlainResult, 'status' | 'output' | 'error'>

export function judge(expected: Expectation | null, result: Came): Judged {
  if (expected === null) {
    return { verdict: 'new', baseline: null, differences: [] }
  }
  const differences = differencesFrom(expected, result)
  return {
    verdict: differences.length === 0 ? 'same' : verdictOf(expected, result),
    baseline: baselineOutcome(expected),
    differences,
  }
}

function verdictOf(expected: Expectation, result: Came): RingVerdict {
  const wasOutput = expected.output !== undefined
  const isOutput = result.output !== null
  if (wasOutput === isOutput) {
    return 'changed'
  }
  return isOutput ? 'fixed' : 'regressed'
}

export function outcomeOf({ output, error, status }: Came): Outcome {
  return {
    output,
    error: error === null ? null : { class: error.class, name: error.name, message: error.message },
    status,
  }
}

function baselineOutcome({ output, error, status }: Expectation): Outcome {
  return {
    output: output === undefined ? null : { events: [], objects: [], ...output },
    error: error ?? null,
    status: status ?? null,
  }
}
