/** Coverage in words: who reached a place, what is not reached, how much there is of it. */
import type { Result } from '#preload/contract'
import { plural } from '../ui/format.ts'

export type CoverageReport = NonNullable<Result<'coverage.get'>>
export type CodePlace = CoverageReport['places'][number]
type Inputs = CoverageReport['inputs']

const unreached = {
  branch: 'No captured event reached this branch',
  function: 'No captured event called this function',
  skip: 'No captured event skipped this: the condition was true each time',
  rest: 'No captured event got this far',
} as const satisfies Record<CodePlace['kind'], string>

export function whyUnreached(kind: CodePlace['kind']): string {
  return unreached[kind]
}

/** "Reached by 3 of 7 events: Captured Event 1, 2 and 5". */
export function reachedBy(by: readonly number[], inputs: Inputs): string {
  const known = inputs.filter(({ outcome }) => outcome === 'observed')
  const who = by.flatMap((index) => inputs[index]?.label ?? [])
  if (who.length === known.length && known.length > 1) {
    return `Reached by all ${known.length} payloads`
  }
  const [only] = who
  if (who.length === 1 && only !== undefined) {
    return known.length === 1 ? `Reached by ${only}` : `Reached by ${only} only`
  }
  return `Reached by ${who.length} of ${known.length} payloads: ${shortList(who)}`
}

const MOST_NAMED = 6

/** "Captured Event 1, 2, 5, Sample payload". */
function shortList(labels: readonly string[]): string {
  const event = 'Captured Event '
  const named = labels
    .slice(0, MOST_NAMED)
    .map((label, index) =>
      index > 0 && label.startsWith(event) ? label.slice(event.length) : label,
    )
  const more = labels.length - named.length
  return named.join(', ') + (more > 0 ? ` and ${more} more` : '')
}

export function percent({ total, reached }: CoverageReport['lines']): number {
  // Rounded down: 100 % is said only of all.
  return total === 0 ? 100 : Math.floor((reached / total) * 100)
}

export function unreachedPlaces({ places }: CoverageReport): CodePlace[] {
  return places.filter(({ isOutermost }) => isOutermost)
}

export function summaryOf(report: CoverageReport): string {
  const count = unreachedPlaces(report).length
  return `${percent(report.lines)} % of lines reached, ${count === 0 ? 'nothing' : plural(count, 'place')} unreached`
}

export function placeName({ kind, startLine, endLine }: CodePlace): string {
  const lines = startLine === endLine ? `Line ${startLine}` : `Lines ${startLine} to ${endLine}`
  return `${lines}: ${unreached[kind]}`
}

const reasons = {
  observed: '',
  stopped: 'its run was stopped before its end',
  differs: 'its run went another way each time',
} as const

/** Payloads of which nothing is known, a sentence each. */
export function unknownInputs({ inputs }: CoverageReport): string[] {
  return inputs
    .filter(({ outcome }) => outcome !== 'observed')
    .map(({ label, outcome }) => `${label} is not counted: ${reasons[outcome]}.`)
}
