import { expect, test } from 'vitest'
import { queryRows } from '../../../../renderer/captures/query-rows.ts'

test('parameters keep their order and repetitions, and are decoded as forms are', () => {
  expect(queryRows('b=2&a=1&b=%C3%A9+x&flag&=v&a==')).toEqual([
    { name: 'b', value: '2' },
    { name: 'a', value: '1' },
    { name: 'b', value: 'é x' },
    { name: 'flag', value: '' },
    { name: '', value: 'v' },
    { name: 'a', value: '=' },
  ])
})

test('what is no encoding stays as it stands', () => {
  expect(queryRows('a=%FF+x&b=100%')).toEqual([
    { name: 'a', value: '%FF+x' },
    { name: 'b', value: '100%' },
  ])
  expect(queryRows('')).toEqual([])
})
