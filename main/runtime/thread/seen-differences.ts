/** Differences as they are shown: the first of them, and of large values the start. */
import type { Difference } from '#main/runtime/cases/compare'
import type { RingDifference } from '#preload/model/ring'

export const maxShown = 1000
/** Each; a list shows less of it. */
const maxValueText = 1000

export interface SeenDifferences {
  readonly differences: RingDifference[]
  readonly moreDifferences: number
}

/** `count` is how many there are, where `all` are the first of them. */
export function seenDifferences(all: readonly Difference[], count = all.length): SeenDifferences {
  return {
    differences: all.slice(0, maxShown).map((difference) => ({
      path: difference.path,
      kind: difference.kind,
      before: 'expected' in difference ? shortened(difference.expected) : null,
      after: 'got' in difference ? shortened(difference.got) : null,
    })),
    moreDifferences: Math.max(0, count - maxShown),
  }
}

function shortened(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'string' && value.length > maxValueText
      ? `${value.slice(0, maxValueText)}…`
      : value
  }
  const text = JSON.stringify(value)
  return text.length > maxValueText ? `${text.slice(0, maxValueText)}…` : value
}
