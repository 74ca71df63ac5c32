import { expect, it } from 'vitest'
import { joinSteps, STEPS, stepsDoneBy } from '../../../../renderer/first-steps/steps.ts'

const nothing = { hasEvents: false, version: 1, hasRun: false, hasPushed: false }

it('takes a new source for one on which nothing was done', () => {
  expect(stepsDoneBy(nothing)).toEqual([])
})

it('sees what a source shows to have been done', () => {
  expect(stepsDoneBy({ ...nothing, version: 2 })).toEqual(['write'])
  expect(stepsDoneBy({ hasEvents: true, version: 9, hasRun: true, hasPushed: true })).toEqual([
    'capture',
    'write',
    'run',
    'push',
  ])
})

it('joins in the order of the steps, each once', () => {
  expect(joinSteps(['run', 'copy'], ['copy', 'capture'])).toEqual(['copy', 'capture', 'run'])
  expect(STEPS.map(({ id }) => id)).toEqual(['copy', 'capture', 'write', 'run', 'push'])
})
