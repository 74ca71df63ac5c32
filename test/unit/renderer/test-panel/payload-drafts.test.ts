import { expect, it } from 'vitest'
import { SAMPLE, successorOf } from '../../../../renderer/test-panel/payload-drafts.ts'

const GONE = { wanted: 'evt_1', seen: 'evt_1', selection: SAMPLE, newest: 'evt_11' }

it('goes on to the newest event when the chosen one left the ring', () => {
  expect(successorOf(GONE)).toBe('evt_11')
  expect(successorOf({ ...GONE, newest: undefined })).toBe(SAMPLE)
})

it('stays at an edited copy, and waits for an event that the list does not hold yet', () => {
  expect(successorOf({ ...GONE, selection: 'evt_1' })).toBeNull()
  expect(successorOf({ ...GONE, seen: SAMPLE })).toBeNull()
  expect(successorOf({ ...GONE, wanted: SAMPLE, seen: SAMPLE })).toBeNull()
})
