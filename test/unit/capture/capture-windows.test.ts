import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createCaptureWindows } from '#main/capture/capture-windows'
import { createOutageClock } from '#main/capture/outage-clock'

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-01-01T00:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

function start() {
  const expired: string[] = []
  const windows = createCaptureWindows((sourceId) => expired.push(sourceId))
  const ticks = vi.fn<() => void>()
  const clock = createOutageClock(windows, ticks, 600_000)
  return { windows, expired, clock, ticks }
}

test('a window ends at its time, not before', () => {
  const { windows, expired } = start()
  windows.open('a', 10)
  windows.open('b', 20)
  vi.advanceTimersByTime(9_999)
  expect(windows.isOpen('a')).toBe(true)
  vi.advanceTimersByTime(1)
  expect([windows.isOpen('a'), windows.isOpen('b'), expired]).toEqual([false, true, ['a']])
  vi.advanceTimersByTime(10_000)
  expect([windows.isEmpty(), expired]).toEqual([true, ['a', 'b']])
})

test('after sleep a window is over at once, though its timer is late', () => {
  const { windows } = start()
  windows.open('a', 10)
  vi.setSystemTime(Date.now() + 60_000)
  expect(windows.isOpen('a')).toBe(false)
  expect(windows.extend('a', 100)).toBe(false)
})

test('an outage gives back exactly the time it took, also to a window opened meanwhile', () => {
  const { windows, expired, clock, ticks } = start()
  windows.open('a', 10)
  clock.tunnelIs('listening')
  vi.advanceTimersByTime(4000)
  clock.tunnelIs('degraded')
  expect(clock.message()).toMatch(/stands still/)
  vi.advanceTimersByTime(3000)
  windows.open('b', 10)
  expect(windows.list()).toMatchObject([{ paused: true }, { paused: true }])
  clock.tunnelIs('reconnecting')
  vi.advanceTimersByTime(30_000)
  expect(windows.list().map(({ endsAt }) => Date.parse(endsAt) - Date.now())).toEqual([
    6000, 10_000,
  ])
  expect(ticks).toHaveBeenCalledTimes(33)
  clock.tunnelIs('listening')
  expect(clock.message()).toBeUndefined()
  expect(windows.list()).toMatchObject([{ paused: false }, { paused: false }])
  vi.advanceTimersByTime(5999)
  expect(expired).toEqual([])
  vi.advanceTimersByTime(1)
  expect(expired).toEqual(['a'])
  vi.advanceTimersByTime(4000)
  expect(expired).toEqual(['a', 'b'])
})

test('before the address first worked the clock runs', () => {
  const { windows, clock } = start()
  windows.open('a', 10)
  clock.tunnelIs('connecting')
  clock.tunnelIs('offline')
  expect(clock.message()).toBeUndefined()
  vi.advanceTimersByTime(10_000)
  expect(windows.isEmpty()).toBe(true)
})

test('an outage without end lets the window close after a while', () => {
  const { windows, clock, expired } = start()
  windows.open('a', 10)
  clock.tunnelIs('listening')
  clock.tunnelIs('offline')
  vi.advanceTimersByTime(600_000)
  expect(clock.message()).toBeUndefined()
  clock.tunnelIs('reconnecting')
  vi.advanceTimersByTime(10_000)
  expect(expired).toEqual(['a'])
})
