import { describe, expect, it } from 'vitest'
import {
  columnHead,
  driftSentences,
  filterRows,
  newestWith,
  rowText,
  signOf,
  sentenceOfUse,
  type FieldRow,
  type FieldsReport,
} from '../../../../renderer/fields/field-words.ts'

const row = (name: string, more: Partial<FieldRow> = {}): FieldRow => ({
  place: 'body',
  path: [name],
  name,
  cells: [['string'], ['string']],
  use: [],
  drift: [],
  ...more,
})

const total = row('total', {
  cells: [['number'], ['string', 'null']],
  use: ['read'],
  drift: [{ kind: 'changes', event: 1, before: ['number'], after: ['string', 'null'] }],
})
const slip = row('cupon', { cells: [[], []], use: ['read'] })
const note = row('note', {
  cells: [['string'], []],
  drift: [{ kind: 'vanishes', event: 1, before: ['string'], after: [] }],
})

const report: FieldsReport = {
  sourceId: 's',
  events: [4, 7].map((number) => ({
    id: `e${number}`,
    number,
    receivedAt: '2020-01-01T00:00:00.000Z',
    kind: null,
  })),
  kindField: null,
  rows: [total, slip, note],
  isCut: false,
  reads: { sourceVersion: 1, inputs: 2, hasText: false },
}

describe('fields in words', () => {
  it('has one sign for each cell', () => {
    expect(
      [['string' as const], ['number' as const, 'null' as const], [], null].map(signOf),
    ).toEqual(['s', 'n+', '·', ''])
  })

  it('says what drifts and since when', () => {
    expect(driftSentences(total, report)).toEqual([
      'Changes from number to text or null with Captured Event 7.',
    ])
    expect(driftSentences(note, report)).toEqual(['Missing from Captured Event 7 on.'])
  })

  it('finds what is read though nobody sends it', () => {
    expect(sentenceOfUse(slip)).toBe('The function reads it, and no captured event has it.')
    expect(sentenceOfUse(total)).toBe('The function reads it.')
    expect(newestWith(slip, report)).toBeNull()
    expect(newestWith(note, report)?.number).toBe(4)
    expect(rowText(slip)).toBe('cupon (body), in no event, read')
  })

  it('says of no field that it is not read before a run was watched', () => {
    expect(rowText(note)).toBe('note (body), text in 1 of 2, not read, drifts')
    expect(rowText(slip, false)).toBe('cupon (body), in no event, not known whether it is read')
  })

  it('filters by what is read, by drift and by name', () => {
    const names = (...args: [Parameters<typeof filterRows>[1], string]) =>
      filterRows(report.rows, ...args).map(({ name }) => name)
    expect(names('read', '')).toEqual(['total', 'cupon'])
    expect(names('unread', '')).toEqual(['note'])
    expect(names('drift', '')).toEqual(['total', 'note'])
    expect(names('all', 'CUP')).toEqual(['cupon'])
  })
})

describe('the head of a column', () => {
  it('has room for two digits, and shows the ones that differ', () => {
    expect([7, 42, 347, 13_864].map(columnHead)).toEqual(['7', '42', '47', '64'])
  })
})
