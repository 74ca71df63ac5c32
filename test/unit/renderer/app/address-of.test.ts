import { expect, it } from 'vitest'
import { addressOf } from '../../../../renderer/app/address-of.ts'

it('takes the address of a Hookbench on this machine, and no other', () => {
  const printed = 'http://127.0.0.1:8378/?token=abc'
  expect(addressOf(` ${printed}\n`)).toBe(printed)
  expect(addressOf('http://localhost:9/?token=abc')).toBe('http://localhost:9/?token=abc')
  for (const other of [
    '',
    '127.0.0.1:8378',
    'http://127.0.0.1:8378/',
    'http://evil.example/?token=abc',
    'https://127.0.0.1/?token=abc',
    'javascript:alert(1)//?token=abc',
  ]) {
    expect(addressOf(other)).toBeNull()
  }
})
