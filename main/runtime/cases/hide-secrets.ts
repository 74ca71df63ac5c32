/** What a terminal and the logs of a build server show of a difference holds no secrets. */
import { createMask, maskPointer, maskValue, usableSecrets } from '#main/runtime/mask'
import type { Difference } from './compare.ts'

export function hideSecrets(
  differences: readonly Difference[],
  secrets: readonly string[],
): readonly Difference[] {
  if (differences.length === 0 || usableSecrets(secrets).length === 0) {
    return differences
  }
  const hide = createMask(secrets)
  return differences.map((difference): Difference => {
    const path = maskPointer(difference.path, hide)
    if (difference.kind === 'missing') {
      return { ...difference, path, expected: maskValue(difference.expected, hide) }
    }
    const got = maskValue(difference.got, hide)
    return difference.kind === 'extra'
      ? { ...difference, path, got }
      : { ...difference, path, expected: maskValue(difference.expected, hide), got }
  })
}
