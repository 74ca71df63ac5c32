import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createBusy } from '../../../../renderer/ui/busy.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function work() {
  let end = (): void => undefined
  const done = new Promise<void>((resolve) => (end = resolve))
  return { done, end: () => end() }
}

test('what is over soon is never shown, what is not is shown until its end', async () => {
  const shown = vi.fn()
  const busy = createBusy(shown)
  const [quick, slow] = [work(), work()]
  const first = busy.during(() => quick.done)
  expect(busy.isNow()).toBe(true)
  vi.advanceTimersByTime(99)
  quick.end()
  await first
  vi.advanceTimersByTime(1000)
  expect([busy.isNow(), shown.mock.calls]).toEqual([false, []])

  const second = busy.during(() => slow.done)
  vi.advanceTimersByTime(100)
  expect([busy.isShown(), shown.mock.calls]).toEqual([true, [[true]]])
  slow.end()
  await second
  expect([busy.isShown(), shown.mock.calls]).toEqual([false, [[true], [false]]])
})

test('it is calm when nothing is under way, at the end of it, and when it takes long', async () => {
  const busy = createBusy(() => undefined)
  await busy.calm()
  const quick = work()
  const during = busy.during(() => quick.done)
  const calm = busy.calm()
  quick.end()
  await Promise.all([during, calm])

  const slow = work()
  const rest = busy.during(() => slow.done)
  const soon = busy.calm()
  vi.advanceTimersByTime(100)
  await Promise.all([soon, busy.calm()])
  expect(busy.isNow()).toBe(true)
  slow.end()
  await rest
})

test('work that fails is over', async () => {
  const busy = createBusy(() => undefined)
  await expect(busy.during(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(busy.isNow()).toBe(false)
})
