import { coverCode } from '#main/runtime/coverage/code-coverage'
import { createCounts } from '#main/runtime/coverage/counts'
import { parseReads } from '#main/runtime/coverage/reads'
import { describe, expect, it } from 'vitest'

describe('counts of nested ranges', () => {
  it('are those of the innermost, wherever it ends', () => {
    // The script, a function, a block in it, and a function that begins where the block does.
    const counts = createCounts([0, 100, 1, 10, 60, 5, 20, 40, 0, 20, 30, 7])
    expect([0, 9, 10, 19, 20, 29, 30, 39, 40, 59, 60, 99, 100].map(counts.at)).toEqual([
      1, 1, 5, 5, 7, 7, 0, 0, 5, 5, 1, 1, 0,
    ])
  })

  it('are nought where nothing is known', () => {
    expect(createCounts([]).at(3)).toBe(0)
    expect(createCounts([5, 9, 2]).at(4)).toBe(0)
  })
})

describe('coverage of a text', () => {
  const code = 'f()\n\n// a remark\nif (x) {\n  g()\n}\n'
  const size = code.length
  const block = [code.indexOf('{'), code.indexOf('}') + 1]

  it('is by whom each line is reached, and remarks and blank lines are none', () => {
    const coverage = coverCode(code, [[0, size, 1, ...block, 0], [0, size, 1], null])
    expect(coverage.marks).toEqual([
      { line: 1, by: [0, 1] },
      { line: 4, by: [0, 1] },
      { line: 5, by: [1] },
      { line: 6, by: [1] },
    ])
    expect(coverage.lines).toEqual({ total: 3, reached: 3 })
    // The branch, and the way round it, which the first run took.
    expect(coverage.branches).toEqual({ total: 2, reached: 2 })
  })

  it('hatches no line on which an arm that was reached begins', () => {
    const text = 'if (x) {\n  f()\n} else {\n  g()\n}\n'
    const none = [text.indexOf('{'), text.indexOf('}') + 1]
    const { marks, places } = coverCode(text, [[0, text.length, 1, ...none, 0]])
    expect(marks).toEqual([
      { line: 1, by: [0] },
      { line: 2, by: [] },
      { line: 3, by: [0] },
      { line: 4, by: [0] },
      { line: 5, by: [0] },
    ])
    expect(places.filter(({ by }) => by.length === 0)).toMatchObject([{ startLine: 1, endLine: 3 }])
  })

  it('marks no line that only closes or names what was not reached', () => {
    const text =
      'switch (x) {\n  case 1:\n    f()\n    break\n  case 2:\n    if (y) {\n      g()\n    }\n}\n'
    const first = [text.indexOf('case 1'), text.indexOf('case 2')]
    const inner = [text.lastIndexOf('{'), text.indexOf('}') + 1]
    const { marks } = coverCode(text, [[0, text.length, 1, ...first, 0, ...inner, 0]])
    expect(marks).toEqual([
      { line: 1, by: [0] },
      { line: 3, by: [] },
      { line: 4, by: [] },
      { line: 5, by: [0] },
      { line: 6, by: [0] },
      { line: 7, by: [] },
      { line: 9, by: [0] },
    ])
  })

  it('without runs reaches nothing', () => {
    const coverage = coverCode(code, [])
    expect(coverage.lines).toEqual({ total: 3, reached: 0 })
    expect(coverage.places.filter(({ isOutermost }) => isOutermost)).toMatchObject([
      { kind: 'rest', startLine: 1, endLine: 5 },
    ])
  })

  it('of no text is nothing', () => {
    expect(coverCode('', [[]])).toEqual({
      lines: { total: 0, reached: 0 },
      branches: { total: 0, reached: 0 },
      marks: [],
      places: [],
    })
  })
})

describe('what a run says that it read', () => {
  it('is taken when it is well formed', () => {
    const text = '{"cut":false,"reads":[[5,"body",["a",null]],[1,"text",[]]]}'
    expect(parseReads(text)).toEqual({
      fields: [{ place: 'body', path: ['a', null], use: ['read', 'listed'] }],
      hasText: true,
      isCut: false,
    })
  })

  it.each(['', 'null', '{}', '{"cut":false,"reads":[[9,"body",[]]]}', '{"cut":0,"reads":[]}'])(
    'is nothing when it is %s',
    (text) => {
      expect(parseReads(text)).toBeNull()
    },
  )
})
