import { formatPayload, parsePayload } from '#main/runtime/payload'
import type { IncomingRequest } from '#main/runtime/runtime'
import { AppError } from '#preload/errors'
import { describe, expect, it } from 'vitest'

function shape({ request, settings }: ReturnType<typeof parsePayload>) {
  const { path, query, rawHeaders, body } = request
  return { path, query, rawHeaders, text: Buffer.from(body).toString(), settings }
}

const plain = { path: '/', query: '', rawHeaders: [], text: '', settings: null }

describe('parsePayload', () => {
  it.each<[string, string, Partial<typeof plain> | object]>([
    [
      'the full form',
      '{"payload":{"body":{"a":1},"headers":{"Content-Type":["application/json"]},"queryParameters":{"k":"v"}},"settings":{"x":"y"}}',
      {
        rawHeaders: [['Content-Type', 'application/json']],
        query: 'k=v',
        text: '{"a":1}',
        settings: { x: 'y' },
      },
    ],
    ['a bare body', '{"a":1}', { text: '{"a":1}' }],
    ['a bare list', '[1]', { text: '[1]' }],
    [
      'numbers and keys that JavaScript does not keep',
      '{"payload":{"body":{ "id": 12345678901234567890, "a": 1.10, "a": 2, "1": "\\u00e9" }}}',
      { text: '{"id":12345678901234567890,"a":1.10,"a":2,"1":"é"}' },
    ],
    [
      'a bare body with such',
      '{ "id": 12345678901234567890 }',
      { text: '{"id":12345678901234567890}' },
    ],
    ['a body with a field payload', '{"payload":{"a":1}}', { text: '{"payload":{"a":1}}' }],
    ['no headers', '{"payload":{"body":{"a":1}}}', { text: '{"a":1}' }],
    [
      'headers of plain strings',
      '{"payload":{"body":{},"headers":{"A":"1"}}}',
      { text: '{}', rawHeaders: [['A', '1']] },
    ],
    [
      'queryParams',
      '{"payload":{"body":{},"queryParams":{"a":"b c","d":["1","2"]}}}',
      { text: '{}', query: 'a=b%20c&d=1&d=2' },
    ],
    [
      'query parameters as text',
      '{"payload":{"body":{},"queryParameters":"?a=b%20c&d="}}',
      { text: '{}', query: 'a=b%20c&d=' },
    ],
    [
      'a URL with a query, which counts, and query parameters',
      '{"payload":{"body":{},"url":"/p?q=1","queryParameters":{"q":"2"}}}',
      { text: '{}', path: '/p', query: 'q=1' },
    ],
    [
      'a URL without a query, and query parameters',
      '{"payload":{"body":{},"url":"/p","queryParameters":{"q":"2"}}}',
      { text: '{}', path: '/p', query: 'q=2' },
    ],
    ['a string as body', '{"payload":{"body":"raw text"}}', { text: 'raw text' }],
    ['null as body', '{"payload":{"body":null}}', { text: 'null' }],
    ['no body', '{"payload":{}}', {}],
    [
      'payload.url',
      '{"payload":{"body":{},"url":"https://h.test:1/p?q=1#x"}}',
      { text: '{}', path: '/p', query: 'q=1', rawHeaders: [['Host', 'h.test:1']] },
    ],
    [
      'a form as a map',
      '{"payload":{"body":{"a":"x y","b":["1","2"]},"headers":{"content-type":"application/x-www-form-urlencoded"}}}',
      {
        text: 'a=x+y&b=1&b=2',
        rawHeaders: [['content-type', 'application/x-www-form-urlencoded']],
      },
    ],
    ['a BOM', '\uFEFF{"a":1}', { text: '{"a":1}' }],
    [
      'more keys beside body',
      '{"payload":{"body":{"a":1},"type":"x"},"note":1}',
      { text: '{"a":1}' },
    ],
  ])('%s', (_name, text, expected) => {
    expect(shape(parsePayload(text))).toEqual({ ...plain, ...expected })
  })

  it.each([
    ['{"a":1,}', 1, 8],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['', 1, 1],
    ['{"a": tru}', 1, 7],
    ['{"a": "x\n"}', 1, 7],
    ['[1, 2', 1, 6],
    ["{'a': 1}", 1, 2],
    ['{"a":1} x', 1, 9],
    ['[01]', 1, 2],
  ])('says where %j is wrong', (text, line, column) => {
    let error: unknown
    try {
      parsePayload(text)
    } catch (caught) {
      error = caught
    }
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code: 'invalid_input', details: { line, column } })
    expect((error as AppError).message).toContain(`line ${line}, column ${column}`)
  })

  it.each(['{"payload":{"body":{},"headers":[1]}}', '{"payload":{"body":{}},"settings":{"a":1}}'])(
    'refuses %s',
    (text) => {
      expect(() => parsePayload(text)).toThrow(AppError)
    },
  )
})

function requestOf(
  body: string | Uint8Array,
  more: Partial<IncomingRequest> = {},
): IncomingRequest {
  return {
    method: 'POST',
    path: '/',
    query: '',
    rawHeaders: [],
    body: Buffer.from(body),
    ...more,
  }
}

function params(query: string): string[] {
  return [...new URLSearchParams(query)]
    .map(([name, value]) => `${name}=${value}`)
    .toSorted((a, b) => a.localeCompare(b))
}

describe('formatPayload', () => {
  it('shows what the editor of the time showed', () => {
    const text = formatPayload(
      requestOf('{"a":1}', {
        query: 'k=v&b=token',
        rawHeaders: [['Content-Type', 'application/json']],
      }),
    )
    expect(JSON.parse(text)).toEqual({
      payload: {
        body: { a: 1 },
        headers: { 'Content-Type': ['application/json'] },
        queryParameters: { k: 'v' },
      },
    })
  })

  it.each<[string, IncomingRequest]>([
    ['JSON', requestOf('{"b":1,"a":[true,null]}')],
    ['numbers and keys', requestOf('{"b":12345678901234567890,"1":1.10,"b":[1e3,-0]}')],
    ['a JSON string', requestOf('"text"')],
    ['text', requestOf('<xml>ü</xml>')],
    ['nothing', requestOf('')],
    ['bytes', requestOf(new Uint8Array([0xff, 0, 1]))],
    [
      'a form',
      requestOf('a=x+y&b=1&b=2', {
        rawHeaders: [['Content-Type', 'application/x-www-form-urlencoded']],
      }),
    ],
    [
      'a form that is none',
      requestOf('{"a":1}', { rawHeaders: [['Content-Type', 'application/x-www-form-urlencoded']] }),
    ],
    [
      'headers in number',
      requestOf('{}', {
        rawHeaders: [
          ['A', '1'],
          ['A', '2'],
          ['B', ''],
        ],
      }),
    ],
    ['a path and a query', requestOf('{}', { path: '/hook', query: 'a=1&c=x%20y&a=2' })],
  ])('comes back as it was: %s', (_name, given) => {
    const back = parsePayload(formatPayload(given)).request
    expect(Buffer.from(back.body).toString('latin1')).toBe(
      Buffer.from(given.body).toString('latin1'),
    )
    expect(back.path).toBe(given.path)
    expect(back.rawHeaders).toEqual(given.rawHeaders)
    expect(params(back.query)).toEqual(params(given.query))
  })
})
