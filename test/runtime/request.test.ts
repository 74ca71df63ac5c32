import { describe, expect, it } from 'vitest'
import { createHarness } from './harness.ts'
import type { Case } from './request.ts'

const { evaluate, run } = createHarness()
const form = {
  headers: [['content-type', 'application/x-www-form-urlencoded; charset=utf-8']],
} satisfies Case

describe('request', () => {
  it.each<[string, Case, string]>([
    ['request.json()', { body: { a: [1] } }, '{ a: [ 1 ] }'],
    ['request.json() === request.json()', {}, 'true'],
    ['request.json() instanceof Array', { body: '[1]' }, 'true'],
    ['request.json()', { body: '"text"' }, 'text'],
    ['request.json()', { body: '\uFEFF{"a":1}' }, '{ a: 1 }'],
    ['request.text()', { body: ' {"b":1,  "a":2}\n' }, ' {"b":1,  "a":2}\n'],
    ['request.text()', { body: 'not json ü' }, 'not json ü'],
    [
      'request.json()',
      { ...form, body: 'a=1&b=x+y&a=2&c=%C3%BC' },
      "{ a: [ '1', '2' ], b: 'x y', c: 'ü' }",
    ],
    ['request.text()', { ...form, body: 'a=1&b=x+y' }, 'a=1&b=x+y'],
    [
      'request.headers.get("X-ONE")',
      {
        headers: [
          ['x-one', '1'],
          ['X-One', '2'],
        ],
      },
      '1, 2',
    ],
    ['request.headers.get("missing")', {}, 'null'],
    ['request.url.searchParams.get("k")', { query: 'k=v&b=token' }, 'v'],
    [
      'request.url.href',
      { query: 'b=token&k=a%20b', path: '/hook' },
      'https://fn.segmentapis.com/hook?k=a%20b',
    ],
    ['request.url.searchParams.has("b")', { query: 'b=token' }, 'false'],
    ['request.url.href', { headers: [['Host', 'h.test:81']] }, 'https://h.test:81/'],
    ['[request.method, request.body, request.query]', {}, '[ undefined, undefined, undefined ]'],
    ['settings.apiKey', { settings: { apiKey: 'k' } }, 'k'],
    [
      'settings',
      { settings: { a: true, b: ['x'], c: { d: 'e' } } },
      "{ a: true, b: [ 'x' ], c: { d: 'e' } }",
    ],
    [
      '(request.url.searchParams.append("z", "1"), request.url.search)',
      { query: 'a=1' },
      '?a=1&z=1',
    ],
    ['await request.json()', { body: { a: 1 } }, '{ a: 1 }'],
  ])('%s of %j', async (expression, options, expected) => {
    expect(await evaluate(expression, options)).toBe(expected)
  })

  it('throws a SyntaxError for a body that is neither JSON nor a form', async () => {
    const { error } = await run('onRequest = (request) => request.json()', { body: '<xml/>' })
    expect(error?.name).toBe('SyntaxError')
  })
})

describe('legacy functions', () => {
  const legacy = { legacy: true } satisfies Case

  it('get the event and return the output', async () => {
    const { output, logs } = await run(
      `exports.processEvents = async (event) => {
        console.log(event.payload.body, event.payload.headers, event.payload.queryParameters)
        return { events: [{ type: 'track', event: 'E', userId: 'u', own: 1 }], objects: [{ collection: 'c', id: '1', properties: {} }] }
      }`,
      {
        ...legacy,
        body: { a: 1 },
        headers: [
          ['X-A', '1'],
          ['X-A', '2'],
        ],
        query: 'k=v&b=t&r=1&r=2&empty=',
      },
    )
    expect(logs[0]?.text).toBe(
      "{ a: 1 } { 'X-A': [ '1', '2' ] } { k: 'v', r: [ '1', '2' ], empty: '' }",
    )
    expect(output).toEqual({
      events: [{ type: 'track', event: 'E', userId: 'u', own: 1 }],
      objects: [{ collection: 'c', id: '1', properties: {} }],
    })
  })

  it.each([
    ['exports.processEvents = () => {}', null],
    ['exports.processEvents = () => ({})', null],
    ['exports.processEvents = () => ({events: 5})', 'events that is not an array'],
    ['exports.processEvents = () => ({events: [null]})', 'events[0] that is not an object'],
    ['exports.processEvents = () => { throw new Error("no") }', 'no'],
    ['function onRequest() {}', 'request not supported'],
    ['module.exports.processEvents = () => {}', null],
    ['module.exports = { processEvents() {} }', null],
  ])('%s', async (code, message) => {
    const { error } = await run(code, legacy)
    if (message === null) {
      expect(error).toBeNull()
    } else {
      expect(error?.message).toContain(message)
    }
  })
})
