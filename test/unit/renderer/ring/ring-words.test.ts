import { expect, it } from 'vitest'
import {
  countsOf,
  mergeRows,
  outcomeText,
  outcomeWords,
  rowId,
  summaryOf,
  type RingRow,
} from '../../../../renderer/ring/ring-words.ts'

function row(key: string, changes: Partial<RingRow> = {}): RingRow {
  return {
    key,
    label: key,
    title: '',
    eventId: key,
    verdict: 'same',
    durationMs: 1,
    warnings: 0,
    now: { output: { events: [{}, {}], objects: [] }, error: null, status: 'ok' },
    line: null,
    baseline: null,
    acceptedAt: null,
    differences: [],
    moreDifferences: 0,
    ...changes,
  }
}

it('counts what asks for a look first', () => {
  const rows = [row('a'), row('b', { verdict: 'regressed' }), row('c')]
  expect(countsOf(rows)).toEqual([
    ['regressed', 1],
    ['same', 2],
  ])
  expect(summaryOf(rows)).toBe('1 regressed, 2 same')
})

it('words outcomes', () => {
  expect(outcomeWords(row('a', { warnings: 1 }))).toBe('2 events, 1 warning')
  const error = { class: 'Bad Request' as const, name: 'TypeError', message: 'no' }
  const failed = { output: null, error, status: 'error' as const }
  expect(outcomeWords(row('a', { now: failed }))).toBe('TypeError: no')
  expect(JSON.parse(outcomeText(failed))).toEqual({ error })
  expect(outcomeText({ output: null, error: null, status: 'timeout' })).toContain('timeout')
  const stopped = outcomeText({ output: null, error, status: 'timeout' })
  expect(JSON.parse(stopped)).toEqual({
    error: { status: 'timeout', name: 'TypeError', message: 'no' },
  })
})

it('shows what has come of a run in the place of what was there', () => {
  const arrived = [row('b', { verdict: 'changed' }), row('new', { verdict: 'new' })]
  const merged = mergeRows([row('a'), row('b')], new Map(arrived.map((each) => [each.key, each])))
  expect(merged.map(({ key, verdict }) => `${key} ${verdict}`)).toEqual([
    'new new',
    'a same',
    'b changed',
  ])
})

it('has a row for each event, also of one webhook that was sent twice', () => {
  const twice = [row('a', { eventId: 'evt_2' }), row('a', { eventId: 'evt_1' })]
  const merged = mergeRows([], new Map(twice.map((each) => [rowId(each), each])))
  expect(merged.map(({ eventId }) => eventId)).toEqual(['evt_2', 'evt_1'])
  expect(mergeRows(twice, new Map([['evt_1', row('a', { eventId: 'evt_1' })]]))).toHaveLength(2)
})
