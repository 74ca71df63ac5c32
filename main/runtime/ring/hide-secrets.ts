/** What is shown of a row holds no secrets; what is compared and kept as the baseline does. */
import { hideSecrets as hideInDifferences } from '#main/runtime/cases/hide-secrets'
import { maskOutput, usableSecrets } from '#main/runtime/mask'
import type { Judged, Outcome } from './judge.ts'

interface Sides extends Pick<Judged, 'baseline' | 'differences'> {
  readonly now: Outcome
}

export function hideSecrets(sides: Sides, secrets: readonly string[]): Sides {
  if (usableSecrets(secrets).length === 0) {
    return sides
  }
  const outcome = (side: Outcome): Outcome => ({
    ...side,
    output: side.output === null ? null : maskOutput(side.output, secrets),
  })
  return {
    now: outcome(sides.now),
    baseline: sides.baseline === null ? null : outcome(sides.baseline),
    differences: hideInDifferences(sides.differences, secrets),
  }
}
