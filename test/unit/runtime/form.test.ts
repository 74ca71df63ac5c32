import { formToObject } from '#main/runtime/form'
import { expect, it } from 'vitest'

it('gives a map of texts, with a list for a name that repeats', () => {
  const form = formToObject('a=1&b=2&a=3&a=&__proto__=x&c')
  expect(Object.entries(form)).toEqual([
    ['a', ['1', '3', '']],
    ['b', '2'],
    ['__proto__', 'x'],
    ['c', ''],
  ])
  expect(Object.getPrototypeOf(form)).toBe(Object.prototype)
})

it('is not held up by a name that repeats half a million times', () => {
  const startedAt = performance.now()
  expect(formToObject('a&'.repeat(500_000))).toHaveProperty('a.length', 500_000)
  expect(performance.now() - startedAt).toBeLessThan(3000)
})
