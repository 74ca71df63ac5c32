import { dataOption } from '#main/electron/arguments'
import { expect, it } from 'vitest'

it.each([
  [['electron', '.', '--data', '/tmp/a'], '/tmp/a'],
  [['electron', '--no-sandbox', '.', '--data=/tmp/b c'], '/tmp/b c'],
  [['hookbench'], undefined],
  [['hookbench', '--data'], undefined],
  [['hookbench', '--database=x'], undefined],
])('%j names the data folder %s', (argv, expected) => {
  expect(dataOption(argv)).toBe(expected)
})
