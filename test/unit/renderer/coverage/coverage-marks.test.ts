import { describe, expect, it } from 'vitest'
import { marksOf } from '../../../../renderer/coverage/coverage-marks.ts'
import {
  percent,
  placeName,
  reachedBy,
  summaryOf,
  unknownInputs,
  type CoverageReport,
} from '../../../../renderer/coverage/coverage-words.ts'

const input = (label: string, outcome: 'observed' | 'stopped' | 'differs' = 'observed') => ({
  key: label,
  label,
  eventId: null,
  outcome,
})

const place = (
  kind: CoverageReport['places'][number]['kind'],
  [startLine, startColumn, endLine, endColumn]: readonly [number, number, number, number],
  isOutermost = true,
) => ({ kind, startLine, startColumn, endLine, endColumn, by: [], isOutermost })

const report: CoverageReport = {
  sourceId: 's',
  sourceVersion: 2,
  observedAt: '2020-01-01T00:00:00.000Z',
  inputs: [
    input('Captured Event 1'),
    input('Captured Event 2'),
    input('Sample payload', 'stopped'),
  ],
  lines: { total: 3, reached: 2 },
  branches: { total: 2, reached: 0 },
  marks: [
    { line: 1, by: [0, 1] },
    { line: 2, by: [0] },
    { line: 3, by: [] },
  ],
  places: [place('branch', [2, 9, 2, 12]), place('function', [3, 1, 3, 20])],
}

describe('coverage in words', () => {
  it('says who reached a place', () => {
    const labels = ['Captured Event 1', 'Captured Event 2', 'Captured Event 3', 'Sample payload']
    const inputs = labels.map((label) => input(label))
    expect(reachedBy([0, 1, 2, 3], inputs)).toBe('Reached by all 4 payloads')
    expect(reachedBy([1], inputs)).toBe('Reached by Captured Event 2 only')
    expect(reachedBy([0, 2, 3], inputs)).toBe(
      'Reached by 3 of 4 payloads: Captured Event 1, 3, Sample payload',
    )
    expect(reachedBy([0], [input('Sample payload')])).toBe('Reached by Sample payload')
  })

  it('says 100 % of all only', () => {
    expect(percent({ total: 1000, reached: 999 })).toBe(99)
    expect(percent({ total: 3, reached: 3 })).toBe(100)
    expect(percent({ total: 0, reached: 0 })).toBe(100)
    expect(summaryOf(report)).toBe('66 % of lines reached, 2 places unreached')
  })

  it('names places, and payloads of which nothing is known', () => {
    expect(report.places.map(placeName)).toEqual([
      'Line 2: No captured event reached this branch',
      'Line 3: No captured event called this function',
    ])
    expect(unknownInputs(report)).toEqual([
      'Sample payload is not counted: its run was stopped before its end.',
    ])
  })
})

describe('marks of coverage', () => {
  it('tell a line that is reached from one that is in part and one that is not', () => {
    expect(
      marksOf(report).map(({ kind, startLine, text }) => `${startLine} ${kind}: ${text}`),
    ).toEqual([
      '1 all: Reached by all 2 payloads',
      '2 part: No captured event reached this branch. Reached by Captured Event 1 only',
      '3 none: No captured event called this function',
      '2 inside: No captured event reached this branch',
      '3 inside: No captured event called this function',
    ])
  })
})
