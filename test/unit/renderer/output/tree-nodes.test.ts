import { expect, it } from 'vitest'
import { listOf, openAtFirst, treeOf } from '../../../../renderer/output/tree-nodes.ts'

const events = [
  { type: 'track', event: 'Order', userId: 7, properties: { 'a/b': { deep: [1] } } },
  { type: 'page', name: 'Home' },
]

it('names messages and objects, and points at each value', () => {
  const tree = treeOf(events, 'events', '/events')
  expect(tree).toMatchObject({ summary: '[2]', kind: 'list' })
  expect(tree.children.map(({ summary }) => summary)).toEqual(['track · Order', 'page · Home'])
  expect(tree.children[0]?.children.map(({ key, summary }) => [key, summary])).toEqual([
    ['type', '"track"'],
    ['event', '"Order"'],
    ['userId', '7'],
    ['properties', '{1}'],
  ])
  expect(tree.children[0]?.children[3]?.children[0]?.pointer).toBe('/events/0/properties/a~1b')
  expect(treeOf({ collection: 'rooms', id: '1' }).summary).toBe('rooms · 1')
})

it('says what it leaves out of long lists', () => {
  const tree = treeOf(Array.from({ length: 1000 }, (_, index) => index))
  expect(tree.children).toHaveLength(200)
  expect(tree.summary).toBe('[1000], 800 of them only in the JSON view')
})

it('opens the way to every value that was found fault with', () => {
  const many = Array.from({ length: 50 }, () => events[0])
  const open = openAtFirst([treeOf(many, 'events', '/events')], ['/events/40/properties/x'])
  expect([...open]).toEqual(['/events', '/events/40/properties', '/events/40'])
})

it('says of a list how many there were when it has only the first of them', () => {
  expect(listOf(events, 'events', 2)).toEqual(treeOf(events, 'events', '/events'))
  expect(listOf(events, 'events', 80_000)).toMatchObject({
    pointer: '/events',
    summary: '[80000], the first 2 of them here',
  })
})
