import { expect, test } from 'vitest'
import { patched, patchOf } from '../../../../renderer/ui/text-patch.ts'

const LONG = Array.from({ length: 3000 }, (_, n) => `line ${n}`).join('\n')

test.each([
  ['', ''],
  ['', 'new'],
  ['gone', ''],
  ['aaa', 'aaaa'],
  ['aaaa', 'aa'],
  ['abcabc', 'abcXabc'],
  [LONG, LONG],
  [LONG, `x${LONG}`],
  [LONG, `${LONG}x`],
  [LONG, LONG.replace('line 1500', 'another')],
  [LONG, LONG.replace('line 1500\n', '')],
  ['x'.repeat(20_000), 'x'.repeat(20_001)],
])('a patch makes the text again', (base, next) => {
  expect(patched(base, patchOf(base, next))).toBe(next)
})

test('a patch holds what differs and no more', () => {
  expect(patchOf(LONG, LONG.replace('line 1500', 'line 15x00'))).toMatchObject({
    drop: 0,
    text: 'x',
  })
})
