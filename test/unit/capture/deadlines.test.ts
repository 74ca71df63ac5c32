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

test('those around one that is called off, twice too, come due', () => {
  const deadlines = createDeadlines(1000)
  const due: string[] = []
  const callOffs = ['a', 'b', 'c', 'd', 'e'].map((name) => deadlines.start(() => due.push(name)))
  for (const index of [2, 0, 4, 0, 2]) {
    callOffs[index]?.()
  }
  deadlines.start(() => due.push('f'))
  vi.advanceTimersByTime(1000)
  expect(due).toEqual(['b', 'd', 'f'])
  callOffs[1]?.()
  expect(vi.getTimerCount()).toBe(0)
})

test('one that comes due may call off the next one, and start another', () => {
  const deadlines = createDeadlines(1000)
  const due: string[] = []
  deadlines.start(() => {
    due.push('a')
    callOff()
    deadlines.start(() => due.push('c'))
  })
  const callOff = deadlines.start(() => due.push('b'))
  vi.advanceTimersByTime(2000)
  expect(due).toEqual(['a', 'c'])
})
