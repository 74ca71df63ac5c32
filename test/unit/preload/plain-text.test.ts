import { methods } from '#preload/contract'
import { isPlainText, plainText } from '#preload/model/plain-text'
import { expect, it } from 'vitest'

it('shows that something unseen stood there', () => {
  expect(plainText('a\u202egnp.exe\u0007\u009b\n')).toBe('a\ufffdgnp.exe\ufffd\ufffd\ufffd')
  // Marks of writing from right to left, joiners and astral characters are text.
  for (const text of ['\u05e9\u05dc\u05d5\u05dd\u200f!', '\u{1f469}\u200d\u{1f680}', 'caf\u00e9']) {
    expect(plainText(text)).toBe(text)
    expect(isPlainText(text)).toBe(true)
  }
})

it('keeps them out of the names of sources', () => {
  const { params } = methods['sources.create']
  expect(params.safeParse({ name: 'Orders \u202esredrO' }).success).toBe(false)
  expect(params.safeParse({ name: 'Orders\u0000' }).success).toBe(false)
  expect(params.safeParse({ name: ' \u05e9\u05dc\u05d5\u05dd ' }).success).toBe(true)
})
