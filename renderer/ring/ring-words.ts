/** Verdicts in words and counts. */
import type { Result } from '#preload/contract'
import { countsOf as sizesOf, isPreview, previewOf } from '#preload/model/packed-output'
import { shownOf } from '../ui/shown-of.ts'

export type RingReport = Result<'ring.run'>
export type RingRow = RingReport['rows'][number]
export type RingVerdict = RingRow['verdict']

/** What asks for a look comes first. */
export const VERDICTS = [
  'regressed',
  'changed',
  'fixed',
  'new',
  'same',
] as const satisfies readonly RingVerdict[]

export function countsOf(rows: readonly RingRow[]): [RingVerdict, number][] {
  return VERDICTS.map((verdict): [RingVerdict, number] => [
    verdict,
    rows.filter((row) => row.verdict === verdict).length,
  ]).filter(([, count]) => count > 0)
}

export function summaryOf(rows: readonly RingRow[]): string {
  return countsOf(rows)
    .map(([verdict, count]) => `${count} ${verdict}`)
    .join(', ')
}

/** What came out, in a few words. */
export function outcomeWords({ now, warnings }: RingRow): string {
  if (now.error !== null) {
    return `${now.error.name ?? 'Error'}: ${now.error.message ?? ''}`
  }
  const { events, objects } = now.output === null ? { events: 0, objects: 0 } : sizesOf(now.output)
  const parts = [
    ...(events === 0 ? [] : [`${events} ${events === 1 ? 'event' : 'events'}`]),
    ...(objects === 0 ? [] : [`${objects} ${objects === 1 ? 'object' : 'objects'}`]),
    ...(warnings === 0 ? [] : [`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`]),
  ]
  return parts.length === 0 ? 'nothing emitted' : parts.join(', ')
}

type Outcome = RingRow['now']

/** One side of a comparison as text. */
export function outcomeText(outcome: Outcome | null): string {
  if (outcome === null) {
    return ''
  }
  const { output, error, status } = outcome
  return JSON.stringify(output === null ? failureOf(error, status) : previewOf(output), null, 2)
}

/** What of an output its text has; `null` when that is all of it. */
export function cutOf({ output }: Outcome): string | null {
  return output === null || !isPreview(output) ? null : shownOf(output, previewOf(output))
}

/** What was stopped from outside has a status, and no class that the vendor would give it. */
function failureOf(error: Outcome['error'], status: Outcome['status']): object {
  if (error === null) {
    return { status }
  }
  const { class: label, ...rest } = error
  const kind = status === null || status === 'error' ? { class: label } : { status }
  return { error: { ...kind, ...rest } }
}

/** Of the row, not of its payload: a webhook that was sent twice is two events with one `key`. */
export function rowId({ eventId }: Pick<RingRow, 'eventId'>): string {
  return eventId ?? 'sample'
}

/** The rows of a report while a new run is under way: those that have come, and the others still. */
export function mergeRows(
  before: readonly RingRow[],
  arrived: ReadonlyMap<string, RingRow>,
): RingRow[] {
  const known = new Set(before.map(rowId))
  const added = [...arrived.values()].filter((row) => !known.has(rowId(row)))
  return [...added, ...before.map((row) => arrived.get(rowId(row)) ?? row)]
}
