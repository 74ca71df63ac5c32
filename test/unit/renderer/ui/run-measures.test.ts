import { expect, it } from 'vitest'
import { measuresOf } from '../../../../renderer/ui/run-measures.tsx'

it('words what a run took, each with its meaning', () => {
  const measures = measuresOf({
    timing: { startMs: 1.23, runMs: 45.6, checkMs: 0.04 },
    memory: { heapBytes: 1_234_567, bufferBytes: 900 },
  })
  expect(measures.map(({ name, value }) => `${name} ${value}`)).toEqual([
    'Start 1.2 ms',
    'Run 46 ms',
    'Check 0.0 ms',
    'Memory 1.2 MB',
  ])
  expect(measures.every(({ meaning }) => meaning.endsWith('.'))).toBe(true)
})

it('says nothing of a run of before it was measured', () => {
  expect(measuresOf({ timing: null, memory: null })).toEqual([])
})
