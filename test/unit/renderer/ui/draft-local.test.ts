import { afterEach, expect, it } from 'vitest'
import { localKeys, readLocal, writeLocal } from '../../../../renderer/ui/draft-local.ts'

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'localStorage')
})

it('does without the storage of the page where that is forbidden', () => {
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    get() {
      throw new Error('The operation is insecure.')
    },
  })
  expect(localKeys()).toEqual([])
  expect(readLocal('draft:code:s')).toBeUndefined()
  expect(writeLocal('draft:code:s', { at: 1, value: 'x' })).toBe(false)
})
