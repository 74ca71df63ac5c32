/** A run beside what was accepted for its payload: the verdict and where the two differ. */
import type { Difference } from '#main/runtime/cases/compare'
import { differencesFrom, type Expectation } from '#main/runtime/cases/expectation'
import type { RunResult } from '#preload/model'
import type { RingDifference, RingOutcome, RingVerdict } from '#preload/model/ring'

export interface Judged {
  readonly verdict: RingVerdict
  readonly baseline: RingOutcome | null
  readonly differences: RingDifference[]
}

export function judge(expected: Expectation | null, result: RunResult): Judged {
  if (expected === null) {
    return { verdict: 'new', baseline: null, differences: [] }
  }
  const differences = differencesFrom(expected, result).map(shown)
  return {
    verdict: differences.length === 0 ? 'same' : verdictOf(expected, result),
    baseline: baselineOutcome(expected),
    differences,
  }
}

function verdictOf(expected: Expectation, result: RunResult): RingVerdict {
  const wasOutput = expected.output !== undefined
  const isOutput = result.output !== null
  if (wasOutput === isOutput) {
    return 'changed'
  }
  return isOutput ? 'fixed' : 'regressed'
}

export function outcomeOf({ output, error, status }: RunResult): RingOutcome {
  return {
    output,
    error: error === null ? null : { class: error.class, name: error.name, message: error.message },
    status,
  }
}

function baselineOutcome({ output, error, status }: Expectation): RingOutcome {
  return {
    output: output === undefined ? null : { events: [], objects: [], ...output },
    error: error ?? null,
    status: status ?? null,
  }
}

function shown(difference: Difference): RingDifference {
  return {
    path: difference.path,
    kind: difference.kind,
    before: 'expected' in difference ? difference.expected : null,
    after: 'got' in difference ? difference.got : null,
  }
}
