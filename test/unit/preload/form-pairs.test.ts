import { formPairs } from '#preload/model/form-pairs'
import { expect, it } from 'vitest'

it.each([
  '',
  'a=1&b=2&a=3',
  '&&a&=b&==&a==b&',
  'two+words=%2B+%20&%C3%A9=%e2%82%ac',
  '100%=50%25%&%zz=%E9&x=%ff%fe',
  '?a=1&?b=2',
  '__proto__=x&constructor=y',
  'caf\u00e9=\u{1f680}&a=%EF%BB%BFb',
])('reads %j as the platform does', (text) => {
  expect(formPairs(text)).toEqual([...new URLSearchParams(text)])
})

it('reads a million fields in a moment', () => {
  const startedAt = performance.now()
  expect(formPairs('a&'.repeat(1_000_000))).toHaveLength(1_000_000)
  expect(performance.now() - startedAt).toBeLessThan(3000)
})
