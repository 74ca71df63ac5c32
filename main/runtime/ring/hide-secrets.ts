/** What is shown of a row holds no secrets; what is compared and kept as the baseline does. */
import { createMask, maskOutput, maskPointer, maskValue, usableSecrets } from '#main/runtime/mask'
import type { RingOutcome, RingRow } from '#preload/model/ring'

export function hideSecrets(row: RingRow, secrets: readonly string[]): RingRow {
  if (usableSecrets(secrets).length === 0) {
    return row
  }
  const hide = createMask(secrets)
  const outcome = (side: RingOutcome): RingOutcome => ({
    ...side,
    output: side.output === null ? null : maskOutput(side.output, secrets),
  })
  return {
    ...row,
    now: outcome(row.now),
    baseline: row.baseline === null ? null : outcome(row.baseline),
    differences: row.differences.map((difference) => ({
      ...difference,
      path: maskPointer(difference.path, hide),
      before: maskValue(difference.before, hide),
      after: maskValue(difference.after, hide),
    })),
  }
}
