import { createFieldService } from '#main/sources/fields/field-service'
import { findKinds, kindSample } from '#main/sources/typing/discriminator'
import { expect, it } from 'vitest'

const EVENTS = 10

/** Each of about 1.5 to 1.9 MB. */
const BODIES = {
  'many fields': () => names('group', 100, () => names('field', 100, () => 'x'.repeat(170))),
  'a long list': () => ({
    items: Array.from({ length: 12_000 }, (_, id) => ({
      id,
      sku: `sku-${id}`,
      price: id * 1.5,
      name: 'some name of it',
      tags: ['a', 'b'],
      at: null,
      nested: { a: 1, b: { c: 'x' } },
    })),
  }),
  'a large map': () => ({
    things: names('id_', 15_000, (at) => ({
      at,
      text: 'text of some size',
      inner: { list: [1, 2, 3], is: true },
      none: null,
      more: 'and some more text to it',
    })),
  }),
}

function names(prefix: string, count: number, valueOf: (index: number) => unknown): object {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [prefix + String(index), valueOf(index)]),
  )
}

function serviceOf(makeBody: () => object) {
  const texts = Array.from({ length: EVENTS }, (_, n) =>
    JSON.stringify({ type: `kind.${n % 2}`, [`only${n % 2}`]: true, ...makeBody() }),
  )
  return createFieldService({
    source: () => ({ id: 's', settings: [] }),
    events: () =>
      texts.map((_, index) => ({
        id: String(index),
        number: index + 1,
        receivedAt: new Date(0).toISOString(),
      })),
    requestOf: (id) => ({
      rawHeaders: [],
      query: '',
      body: JSON.parse(texts[Number(id)] ?? '') as unknown,
    }),
    readsOf: () => null,
  })
}

/** How often others had their turn while it worked. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let isOver = false
  let turns = 0
  const look = (): void => {
    turns += 1
    if (!isOver) {
      setImmediate(look)
    }
  }
  setImmediate(look)
  await work()
  isOver = true
  return turns
}

it.each(Object.entries(BODIES))(
  'lets others go on while it goes through ten bodies of %s',
  async (_what, makeBody) => {
    const { fields } = serviceOf(makeBody)
    // Once for each body at least: parsing one of them cannot be done in parts.
    expect(await turnsDuring(() => fields('s'))).toBeGreaterThanOrEqual(EVENTS)
    const report = await fields('s')
    expect(report.kindField).toBe('type')
    expect(report.events).toHaveLength(EVENTS)
    expect(report.events[1]?.kind).toBe('kind.1')
  },
)

it('finds in what it keeps of a body the kinds that the body has', () => {
  const deep = (kind: string, inner: object) => ({
    id: 'x'.repeat(200),
    name: kind,
    a: [{ b: { c: { d: inner } } }, 'dropped'],
    ...names('field', 100, (index) => [index]),
    zone: kind,
  })
  for (const bodies of [
    [deep('one', { x: 1 }), deep('two', { y: 'z' })],
    [
      { type: 'a', data: { object: { x: 1 } } },
      { type: 'b', data: { object: { x: '1' } } },
    ],
    [{ type: 'a' }, { type: 'x'.repeat(81) }],
    [
      { sort: 'a', one: 1 },
      { sort: 'b', two: 2 },
      { sort: 'a', one: 3 },
    ],
  ] as Record<string, unknown>[][]) {
    const samples = bodies.map((body) => kindSample(body) as Record<string, unknown>)
    expect(findKinds(samples)?.field).toBe(findKinds(bodies)?.field)
    expect([...(findKinds(samples)?.groups.keys() ?? [])]).toEqual([
      ...(findKinds(bodies)?.groups.keys() ?? []),
    ])
  }
})
