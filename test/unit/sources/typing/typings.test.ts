/** From bodies to the text of a type: what the editor knows of a webhook. */
import { inferShape } from '#main/sources/typing/infer-shape'
import { printType } from '#main/sources/typing/print-type'
import { printTypings } from '#main/sources/typing/typings'
import { describe, expect, it } from 'vitest'

/** Without the examples, which the docs have. */
function typeOf(...bodies: unknown[]): string {
  return printType(inferShape(bodies))
    .replace(/^ *\/\*\*.*\*\/\n/gm, '')
    .replace(/\s+/g, ' ')
}

describe('a type from bodies', () => {
  it('names what a body holds, with examples in the docs', () => {
    expect(
      printType(inferShape([{ id: 'ord_1', 'first name': 'Ada', n: 2, on: true, at: null }])),
    ).toBe(
      `{
  /** For example "ord_1" */
  id: string
  /** For example "Ada" */
  "first name": string
  /** For example 2 */
  n: number
  /** For example true */
  on: boolean
  at: null
}`,
    )
  })

  it('makes a field optional that some bodies do not have', () => {
    expect(typeOf({ a: 1 }, { a: 2, b: 'x' })).toBe('{ a: number b?: string }')
  })

  it('unites the types of a field', () => {
    expect(typeOf({ a: 1 }, { a: '1' }, { a: null })).toBe('{ a: number | string | null }')
    expect(typeOf({ a: [] }, { a: { b: 1 } })).toBe('{ a: { b: number } | any[] }')
    expect(typeOf([], {})).toBe('{} | any[]')
  })

  it('merges the elements of arrays', () => {
    expect(typeOf({ items: [{ a: 1 }, { a: 2, b: 1 }] }, { items: [{ a: 3 }] })).toBe(
      '{ items: { a: number b?: number }[] }',
    )
    expect(typeOf([1, 'a', null])).toBe('(number | string | null)[]')
  })

  it('tells kinds apart by the field that names them', () => {
    expect(
      typeOf(
        { type: 'order.created', total: 5, id: 1 },
        { type: 'order.created', total: 6, id: 2, coupon: 'X' },
        { type: 'refund', reason: 'broken', id: 3 },
      ),
    ).toBe(
      '{ type: "order.created" total: number id: number coupon?: string reason?: undefined } | ' +
        '{ type: "refund" reason: string id: number total?: undefined coupon?: undefined }',
    )
  })

  it('tells kinds apart deeper down, and by action or event', () => {
    const text = typeOf(
      { type: 'charge', data: { object: { amount: 1 } } },
      { type: 'customer', data: { object: { email: 'a' } } },
    )
    expect(text).toContain('type: "charge" data: { object: { amount: number } }')
    expect(text).toContain('type: "customer" data: { object: { email: string } }')
    expect(typeOf({ action: 'opened', a: 1 }, { action: 'closed', b: 1 })).toContain('"closed"')
    expect(typeOf([{ event: 'open' }, { event: 'click', url: 'u' }])).toBe(
      '({ event: "open" url?: undefined } | { event: "click" url: string })[]',
    )
  })

  it('makes no kinds of what looks alike, or of a field that just varies', () => {
    expect(typeOf({ type: 'a', n: 1 }, { type: 'b', n: 2 })).toBe('{ type: string n: number }')
    expect(typeOf({ id: 'a', n: 1 }, { id: 'b', m: 2 })).toBe(
      '{ id: string n?: number m?: number }',
    )
    const status = (name: string, more: object) => ({ status: name, ...more })
    expect(
      typeOf(status('on', { a: 1 }), status('on', { a: 2 }), status('off', { b: 1 })),
    ).toContain('status: "off"')
  })

  it('takes an object with very many fields for a map', () => {
    const users = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`u${n}`, { age: n }]))
    expect(typeOf({ users })).toBe('{ users: { [name: string]: { age: number } } }')
  })

  it('ends somewhere', () => {
    let deep: unknown = 1
    for (let n = 0; n < 5000; n++) {
      deep = { deep }
    }
    expect(typeOf(deep)).toContain('deep: any')
    const wide = { a: Array.from({ length: 3000 }, (_, n) => ({ [`k${n % 90}`]: { x: [n] } })) }
    expect(typeOf(wide).length).toBeLessThan(20_000)
  })

  it('writes nothing that could end a comment, and no secrets', () => {
    const text = printType(inferShape([{ a: '*/ declare const x: 1', access_token: 'hush' }]))
    expect(text).not.toContain('*/ declare')
    expect(text).not.toContain('hush')
  })

  it('reads ten events of 200 KB', () => {
    const item = (n: number) => ({
      id: `item_${n}`,
      name: 'A thing with a name',
      price: n * 1.5,
      tags: ['a', 'b'],
      address: { street: 'Main street', city: { name: 'Lyon', zip: '69001' } },
      ...(n % 3 === 0 ? { discount: { code: 'X', amount: n } } : {}),
    })
    const bodies = Array.from({ length: 10 }, (_, n) => ({
      type: n % 2 === 0 ? 'order.created' : 'order.updated',
      items: Array.from({ length: 1400 }, (_item, at) => item(at + n)),
      ...(n % 2 === 0 ? { first: true } : { previous: { total: n } }),
    }))
    expect(JSON.stringify(bodies[0]).length).toBeGreaterThan(200_000)
    expect(printType(inferShape(bodies))).toContain('type: "order.updated"')
  })
})

describe('the declarations of a source', () => {
  const setting = {
    name: 'apiKey',
    label: 'API Key',
    type: 'STRING',
    description: 'From your account.',
    required: true,
    encrypted: true,
    value: null,
    hasValue: false,
  } as const

  it('names its settings with their docs, its headers and its query', () => {
    const text = printTypings({
      bodies: [],
      headerNames: ['X-Topic', 'X-Topic'],
      queryNames: [],
      settings: [setting, { ...setting, name: 'tags', type: 'ARRAY', required: false }],
      origin: 'Nowhere.',
    })
    expect(text).toContain('type HookbenchBody = any')
    expect(text).toContain(
      '**API Key** — From your account. — *Required, encrypted, has no value yet.*',
    )
    expect(text).toContain('  apiKey: string')
    expect(text).toContain('  tags?: string[]')
    expect(text).toContain('type HookbenchHeaderName = "X-Topic" | (string & {})')
    expect(text).toContain('type HookbenchQueryName = (string & {})')
  })
})
