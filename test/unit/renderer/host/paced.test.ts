import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { paced } from '../../../../renderer/host/paced.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the first wish is granted at once, those of the pause by one', () => {
  const work = vi.fn()
  const { want } = paced(100, work)
  want()
  expect(work).toHaveBeenCalledTimes(1)
  want()
  want()
  expect(work).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(100)
  expect(work).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(1000)
  expect(work).toHaveBeenCalledTimes(2)
})

test('a steady stream of wishes is not put off for ever', () => {
  const work = vi.fn()
  const { want } = paced(100, work)
  for (let now = 0; now < 1000; now += 10) {
    want()
    vi.advanceTimersByTime(10)
  }
  expect(work.mock.calls.length).toBeGreaterThanOrEqual(9)
})

test('nothing is done after the end', () => {
  const work = vi.fn()
  const { want, dispose } = paced(100, work)
  want()
  want()
  dispose()
  vi.advanceTimersByTime(1000)
  expect(work).toHaveBeenCalledTimes(1)
})
