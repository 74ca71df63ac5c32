/** Fields in words: their types over time, what became of them, and what the function does. */
import type { Result } from '#preload/contract'

export type FieldsReport = Result<'fields.get'>
export type FieldRow = FieldsReport['rows'][number]
type Cell = FieldRow['cells'][number]
type ValueType = NonNullable<Cell>[number]

/** One sign for each type, so that a row of them can be read at a glance. */
const SIGNS: Readonly<Record<ValueType, string>> = {
  string: 's',
  number: 'n',
  boolean: 'b',
  null: '∅',
  object: '{}',
  array: '[]',
}

const WORDS: Readonly<Record<ValueType, string>> = {
  string: 'text',
  number: 'number',
  boolean: 'true or false',
  null: 'null',
  object: 'object',
  array: 'list',
}

/** The end of an event's number, which tells the columns of a ring apart where it is wider than one. */
export function columnHead(number: number): string {
  return String(number).slice(-2)
}

export function signOf(cell: Cell): string {
  if (cell === null) {
    return ''
  }
  const [first] = cell
  return first === undefined ? '·' : SIGNS[first] + (cell.length > 1 ? '+' : '')
}

export function typeWords(types: readonly ValueType[]): string {
  return types.map((type) => WORDS[type]).join(' or ')
}

/** All types that the field has in any event, the most usual first. */
export function typesOf({ cells }: FieldRow): ValueType[] {
  const counts = new Map<ValueType, number>()
  for (const type of cells.flatMap((cell) => cell ?? [])) {
    counts.set(type, (counts.get(type) ?? 0) + 1)
  }
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([type]) => type)
}

export function presence({ cells }: FieldRow): { present: number; possible: number } {
  const possible = cells.filter((cell) => cell !== null)
  return { present: possible.filter((cell) => cell.length > 0).length, possible: cells.length }
}

/** The function asked for the value. */
export function isRead({ use }: FieldRow): boolean {
  return use.includes('read')
}

export function wordsOfUse({ use }: FieldRow): string {
  if (use.includes('read')) {
    return 'read'
  }
  return use.includes('sent') ? 'sent on' : use.includes('listed') ? 'listed' : 'not read'
}

export function sentenceOfUse(row: FieldRow): string {
  const { present } = presence(row)
  switch (wordsOfUse(row)) {
    case 'read':
      return present === 0 && row.place !== 'settings'
        ? 'The function reads it, and no captured event has it.'
        : 'The function reads it.'
    case 'sent on':
      return 'The function does not ask for it; it is in the output as part of something larger.'
    case 'listed':
      return 'The function went through the names here and asked for no value.'
    default:
      return 'The function does not read it.'
  }
}

export function driftSentences(row: FieldRow, { events }: FieldsReport): string[] {
  return row.drift.map(({ kind, event, before, after }) => {
    const name = `Captured Event ${events[event]?.number ?? ''}`
    switch (kind) {
      case 'appears':
        return `Appears with ${name}.`
      case 'vanishes':
        return `Missing from ${name} on.`
      case 'changes':
        return `Changes from ${typeWords(before)} to ${typeWords(after)} with ${name}.`
      default:
        return ''
    }
  })
}

export type FieldFilter = 'all' | 'read' | 'unread' | 'drift'

const FILTERS: Readonly<Record<FieldFilter, (row: FieldRow) => boolean>> = {
  all: () => true,
  read: isRead,
  unread: (row) => row.use.length === 0,
  drift: ({ drift }) => drift.length > 0,
}

export function filterRows(
  rows: readonly FieldRow[],
  filter: FieldFilter,
  text: string,
): FieldRow[] {
  const wanted = text.trim().toLowerCase()
  return rows.filter((row) => FILTERS[filter](row) && row.name.toLowerCase().includes(wanted))
}

export function rowId({ place, path }: FieldRow): string {
  return JSON.stringify([place, path])
}

/** The whole row, spoken; what is read is not known before a run was watched. */
export function rowText(row: FieldRow, isKnown = true): string {
  const { present, possible } = presence(row)
  const types = typeWords(typesOf(row))
  return [
    `${row.name} (${row.place})`,
    types === '' ? 'in no event' : `${types} in ${present} of ${possible}`,
    isKnown ? wordsOfUse(row) : 'not known whether it is read',
    ...(row.drift.length > 0 ? ['drifts'] : []),
  ].join(', ')
}

/** The newest event that has the field, to be shown there. */
export function newestWith(row: FieldRow, { events }: FieldsReport) {
  const index = row.cells.findLastIndex((cell) => cell !== null && cell.length > 0)
  return events[index] ?? null
}
