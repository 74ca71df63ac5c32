import { shorten } from '#main/runtime/thread/shorten'
import { expect, it } from 'vitest'

const sizeOf = (value: object): number => JSON.stringify(value).length

it('leaves what is small as it is', () => {
  const item = { type: 'track', userId: null, properties: { list: [1, true, 'a'], map: {} } }
  expect(shorten(item, 1000, 5)).toEqual(item)
})

it('cuts long texts, between two characters, and says of how much', () => {
  expect(shorten({ a: 'x'.repeat(5000), b: 'end' }, 10_000, 5)).toEqual({
    a: `${'x'.repeat(2000)}… (3,000 more characters)`,
    b: 'end',
  })
  const text = `x${'😀'.repeat(2000)}`
  expect(shorten({ text }, 10_000, 5)).toEqual({
    text: `x${'😀'.repeat(999)}… (2,002 more characters)`,
  })
})

it('cuts long lists and says of how many', () => {
  const list = Array.from({ length: 50_000 }, (_, index) => `item ${index}`)
  const { list: shown, after } = shorten({ list, after: 'seen' }, 1000, 5) as {
    list: string[]
    after: string
  }
  expect(shown.slice(0, 2)).toEqual(['item 0', 'item 1'])
  expect(shown.at(-1)).toBe(`… (${(50_001 - shown.length).toLocaleString('en')} more)`)
  expect(after).toBe('seen')
})

it('cuts many properties, and long names of them', () => {
  const many = Object.fromEntries(Array.from({ length: 9000 }, (_, index) => [`name${index}`, 1]))
  const shown = shorten({ many, [`n${'o'.repeat(5000)}`]: 1 }, 2000, 5) as Record<string, object>
  expect(Object.keys(shown)).toEqual(['many', `n${'o'.repeat(199)}…`])
  const names = Object.keys(shown['many'] ?? {})
  expect(names.slice(0, 2)).toEqual(['name0', 'name1'])
  expect(names.at(-1)).toBe('…')
  expect(shown['many']).toMatchObject({ '…': `${(9001 - names.length).toLocaleString('en')} more` })
})

it('cuts deep levels', () => {
  const deep = { a: { b: { c: { d: 1, e: [] } } }, list: [[[1, 2, 3], []]] }
  expect(shorten(deep, 1000, 2)).toEqual({
    a: { b: { c: '… (2 more inside)' } },
    list: [['… (a list of 3)', []]],
  })
})

it('keeps to about the size, however the room is shared', () => {
  let bush: object = { text: 'y'.repeat(300) }
  for (let level = 0; level < 12; level += 1) {
    bush = { left: bush, right: [bush, { ...bush }] }
  }
  expect(sizeOf(shorten({ bush }, 16_000, 100))).toBeLessThan(2 * 16_000)
})
