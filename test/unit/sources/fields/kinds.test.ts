import { createFieldService } from '#main/sources/fields/field-service'
import { expect, it } from 'vitest'

/** `undefined` is the body of a webhook that is neither JSON nor a form. */
const bodies = [
  { type: 'order', id: 'o1', total: 1 },
  { type: 'order', id: 'o2', total: 2 },
  { type: 'formy', a: ['x'], b: 'y' },
  undefined,
  [1, 2],
  { type: 'refund', amount: 3 },
]

it('tells kinds apart beside bodies that have no fields', async () => {
  const { fields } = createFieldService({
    source: () => ({ id: 's', settings: [] }),
    events: () =>
      bodies.map((_, index) => ({
        id: String(index),
        number: index + 1,
        receivedAt: new Date(0).toISOString(),
      })),
    requestOf: (id) => ({ rawHeaders: [], query: '', body: bodies[Number(id)] }),
    readsOf: () => null,
  })
  const report = await fields('s')
  expect(report.kindField).toBe('type')
  expect(report.events.map(({ kind }) => kind)).toEqual([
    'order',
    'order',
    'formy',
    null,
    null,
    'refund',
  ])
  expect(report.rows.filter(({ drift }) => drift.length > 0)).toEqual([])
})
