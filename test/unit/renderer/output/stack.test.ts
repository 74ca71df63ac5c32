import { expect, it } from 'vitest'
import { parseStack } from '../../../../renderer/output/stack.ts'

it('takes a chain of causes apart, each with its frames', () => {
  const stack = `Error: outer
second line of its message
    at onRequest (function.js:4:9)
    at async main (function.js:2:3)
  [cause]: TypeError: inner
      at parse (function.js:9:1)
    [cause]: 'a text that was thrown'`
  expect(parseStack(stack)).toEqual([
    {
      headline: 'Error: outer\nsecond line of its message',
      frames: [
        { text: 'onRequest (function.js:4:9)', line: 4, column: 9 },
        { text: 'async main (function.js:2:3)', line: 2, column: 3 },
      ],
    },
    {
      headline: 'TypeError: inner',
      frames: [{ text: 'parse (function.js:9:1)', line: 9, column: 1 }],
    },
    { headline: "'a text that was thrown'", frames: [] },
  ])
})
