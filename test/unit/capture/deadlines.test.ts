import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDeadlines } from '#main/capture/deadlines'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

test('each comes due after its time, unless it was called off', () => {
  const deadlines = createDeadlines(1000)
  const due: string[] = []
  deadlines.start(() => due.push('a'))
  vi.advanceTimersByTime(400)
  const callOff = deadlines.start(() => due.push('b'))
  deadlines.start(() => due.push('c'))
  vi.advanceTimersByTime(599)
  expect(due).toEqual([])
  vi.advanceTimersByTime(1)
  expect(due).toEqual(['a'])
  callOff()
  vi.advanceTimersByTime(400)
  expect(due).toEqual(['a', 'c'])
  expect(vi.getTimerCount()).toBe(0)
  deadlines.start(() => due.push('d'))
  vi.advanceTimersByTime(1000)
  expect(due).toEqual(['a', 'c', 'd'])
})

test('many that are called off cost one timer', () => {
  const deadlines = createDeadlines(1000)
  for (let index = 0; index < 1000; index++) {
    deadlines.start(() => {
      throw new Error('called off')
    })()
  }
  expect(vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(1000)
  expect(vi.getTimerCount()).toBe(0)
})
