import { expect, test } from 'vitest'
import { keyActionOf } from '../../../../renderer/captures/event-actions.ts'

const plain = { ctrlKey: false, metaKey: false, altKey: false }

test('single keys act, also with Caps Lock', () => {
  expect(keyActionOf({ ...plain, key: 'r' })).toBe('raw')
  expect(keyActionOf({ ...plain, key: 'P' })).toBe('pin')
  expect(keyActionOf({ ...plain, key: 'Delete' })).toBe('delete')
  expect(keyActionOf({ ...plain, key: 'ArrowDown' })).toBeUndefined()
})

test('copying with Ctrl or Cmd stays copying', () => {
  expect(keyActionOf({ ...plain, key: 'c', ctrlKey: true })).toBeUndefined()
  expect(keyActionOf({ ...plain, key: 'c', metaKey: true })).toBeUndefined()
})
