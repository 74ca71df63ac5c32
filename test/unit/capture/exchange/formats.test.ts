/** Files as other programs and people write them, and what leaves with an export. */
import type { Exchanged } from '#main/capture/exchange/exchanged'
import { exportFixture } from '#main/capture/exchange/fixture'
import { importFile } from '#main/capture/exchange/import-file'
import { redact } from '#main/capture/exchange/redact'
import { parseCase } from '#main/runtime/cases/case-file'
import { formatPayload, parsePayload } from '#main/runtime/payload'
import { describe, expect, it } from 'vitest'

function read(text: string) {
  return importFile(Buffer.from(text), (payload) => parsePayload(payload).request)
}

function textOf(request: Exchanged | undefined): string {
  return Buffer.from(request?.body ?? []).toString()
}

describe('HAR of other programs', () => {
  const entry = {
    startedDateTime: '2026-01-02T03:04:05.000+01:00',
    request: {
      method: 'POST',
      url: 'https://a.example/in?x=1#part',
      httpVersion: 'h2',
      headers: [
        { name: ':authority', value: 'a.example' },
        { name: 'accept', value: '*/*' },
      ],
      postData: { mimeType: 'application/json', text: '{"big":12345678901234567890}' },
    },
    response: {},
  }

  it('of a browser, over HTTP/2', () => {
    const { kind, requests } = read(JSON.stringify({ log: { version: '1.2', entries: [entry] } }))
    expect(kind).toBe('har')
    expect(requests[0]).toMatchObject({
      method: 'POST',
      path: '/in',
      query: 'x=1',
      receivedAt: '2026-01-02T02:04:05.000Z',
      rawHeaders: [
        ['Host', 'a.example'],
        ['accept', '*/*'],
        ['Content-Type', 'application/json'],
      ],
    })
    expect(textOf(requests[0])).toBe('{"big":12345678901234567890}')
  })

  it('with the parts of a form in place of a text', () => {
    const part = (mimeType: string, headers: object[] = []) => {
      const params = [
        { name: 'a', value: '\u00e9' },
        { name: 'f', fileName: 'x.txt', contentType: 'text/plain' },
      ]
      const request = { ...entry.request, headers, postData: { mimeType, params } }
      return read(JSON.stringify({ log: { entries: [{ request }] } })).requests[0]
    }
    expect(textOf(part('multipart/form-data; boundary=BB'))).toBe(
      '--BB\r\nContent-Disposition: form-data; name="a"\r\n\r\n\u00e9\r\n' +
        '--BB\r\nContent-Disposition: form-data; name="f"; filename="x.txt"\r\n' +
        'Content-Type: text/plain\r\n\r\n\r\n--BB--\r\n',
    )
  })

  it('with form parameters in place of a text, and with entries that are none', () => {
    const form = {
      request: {
        ...entry.request,
        postData: {
          mimeType: 'application/x-www-form-urlencoded',
          params: [{ name: 'a b', value: '1&2' }],
        },
      },
    }
    const { requests } = read(JSON.stringify({ log: { entries: [{}, form] } }))
    expect(requests).toHaveLength(1)
    expect(textOf(requests[0])).toBe('a+b=1%262')
    expect(() => read('{"log":{"entries":[{}]}}')).toThrow(/holds no request/)
  })
})

describe('what no request can have', () => {
  const entry = { method: 'POST', url: 'https://h/p', headers: [{ name: 'A', value: 'b' }] }
  const har = (change: object) =>
    read(JSON.stringify({ log: { entries: [{ request: { ...entry, ...change } }] } }))

  it.each([
    [{ headers: [{ name: 'A\r\nB', value: '1' }] }, /"A\\r\\nB" cannot be the header name/],
    [{ headers: [{ name: 'A', value: '1\r\nB: 2' }] }, /cannot be the value of the header A/],
    [{ method: 'PO ST' }, /"PO ST" cannot be the method/],
    [{ url: 'https://h/a\r\nX: 1' }, /cannot be the path/],
    [{ url: 'https://h/?a b' }, /cannot be the query/],
  ])('is refused: %j', (change, message) => {
    expect(() => har(change)).toThrow(message)
  })

  it('but for characters, which are bytes of UTF-8', () => {
    const headers = [
      { name: 'X', value: '日本' },
      { name: 'Y', value: 'caf\u00e9' },
    ]
    const [request] = har({ headers, url: 'https://h/日?é' }).requests
    expect(request?.rawHeaders.slice(1)).toEqual([
      ['X', Buffer.from('日本').toString('latin1')],
      ['Y', 'caf\u00e9'],
    ])
    expect(request?.path).toBe(Buffer.from('/日').toString('latin1'))
  })
})

describe('raw HTTP by hand', () => {
  it('with LF line ends, a wrong length and a last line feed', () => {
    const { kind, requests } = read('POST /in?x HTTP/1.1\nHost: h\nContent-Length: 3\n\n{"a":1}')
    expect(kind).toBe('http')
    expect(textOf(requests[0])).toBe('{"a":1}')
    expect(requests[0]?.rawHeaders).toContainEqual(['Content-Length', '7'])
    const ended = read('POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}\n')
    expect(textOf(ended.requests[0])).toBe('{}')
  })

  it('as .http files of editors have it, with an address and no version', () => {
    const { requests } = read('POST https://h.example/p?q=1\nX-A: b\n\nbody')
    expect(requests[0]).toMatchObject({
      path: '/p',
      query: 'q=1',
      rawHeaders: [
        ['Host', 'h.example'],
        ['X-A', 'b'],
      ],
    })
  })

  it('of several requests', () => {
    const text = `# all of it\n@host = x\n\n### one\n# @name one\nPOST http://h/1\nX-A: b\n
{"text": "### no separator"}\n\n### two\n\nGET http://h/2 HTTP/1.1\n\n###\nPUT /3\n\nb\n`
    for (const file of [text, `${text}\n###\n`, text.replaceAll('\n', '\r\n')]) {
      const { kind, requests } = read(file)
      expect(kind).toBe('http')
      expect(requests.map((request) => [request.method, request.path, textOf(request)])).toEqual([
        ['POST', '/1', '{"text": "### no separator"}'],
        ['GET', '/2', ''],
        ['PUT', '/3', 'b'],
      ])
    }
  })

  it('with headings of Markdown in its body', () => {
    const body = 'a\n### Heading\n\nGET it\n### More\n'
    expect(read(`POST /1 HTTP/1.1\n\n${body}`).requests.map(textOf)).toEqual([body])
    const http = 'a\n### Usage\n\nGET /users HTTP/1.1\n'
    expect(
      read(`POST /1 HTTP/1.1\nContent-Length: ${http.length}\n\n${http}`).requests.map(textOf),
    ).toEqual([http])
  })

  it('in several chunks', () => {
    const { requests } = read(
      'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;ext=1\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: x\r\n\r\n',
    )
    expect(textOf(requests[0])).toBe('abcde')
  })

  it.each(['{"a":1}', 'abc=1&d=2', 'abc', ''])('that states chunks and has none: %s', (body) => {
    const { requests } = read(`POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n${body}`)
    expect(textOf(requests[0])).toBe(body)
  })

  it.each(['5\r\nab', '2\r\nab\r\n', '2\r\nabc\r\n0\r\n\r\n', '2\r\nab\r\nx\r\n'])(
    'whose chunks are broken is refused: %j',
    (body) => {
      const text = `POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n${body}`
      expect(() => read(text)).toThrow(/cut short or malformed/)
    },
  )

  it('that is malformed says where', () => {
    expect(() => read('POST / HTTP/1.1\nno header\n\n')).toThrow(/"no header" is no header line/)
  })
})

describe('payloads', () => {
  it.each([
    [
      'payload',
      '{"payload":{"body":{"a":1},"queryParams":{"k":"v"}},"settings":{}}',
      '{"a":1}',
      'k=v',
    ],
    ['body', '{"a":1}', '{"a":1}', ''],
    ['body', '[1,2]', '[1,2]', ''],
    ['payload', '{"payload":{"body":{"a":1}},"settings":{},"expect":{"events":[]}}', '{"a":1}', ''],
    // No payload without that word: the whole of it is the body.
    ['body', '{"body":{"a":1}}', '{"body":{"a":1}}', ''],
  ])('%s: %s', (expected, text, body, query) => {
    const { kind, requests } = read(text)
    expect(kind).toBe(expected)
    expect(textOf(requests[0])).toBe(body)
    expect(requests[0]?.query).toBe(query)
    expect(requests[0]?.rawHeaders).toEqual([['Content-Type', 'application/json']])
  })

  it.each([
    ['{ "id": 12345678901234567890,\r\n  "price": 1.10, "price": 2 }\n'],
    ['\uFEFF[ 1.0 ]'],
  ])('%j alone is the body as it stands there', (text) => {
    expect(textOf(read(text).requests[0])).toBe(text.replace('\uFEFF', '').trim())
  })

  it('keep the numbers of a body inside of them', () => {
    const payload = '{"payload":{"body":{ "id": 12345678901234567890, "a": 1.10 }}'
    const body = '{"id":12345678901234567890,"a":1.10}'
    expect(textOf(read(`${payload}}`).requests[0])).toBe(body)
    expect(textOf(read(`${payload},"expect":{"events":[]}}`).requests[0])).toBe(body)
  })

  it.each([
    ['{"payload":{"body":{"a":1},"headers":{"X-A":["1"]}}}', [['X-A', '1']]],
    ['{"payload":{"headers":{"X-A":["1"]},"queryParameters":{}}}', [['X-A', '1']]],
    ['{"payload":{"body":{"a":1},"headers":{}}}', []],
    ['{"payload":{"queryParameters":{"k":"v"}}}', []],
  ])('%s keeps its headers as they are', (text, rawHeaders) => {
    expect(read(text).requests[0]?.rawHeaders).toEqual(rawHeaders)
  })

  it('refuses what is nothing known', () => {
    expect(() => read('hello')).toThrow(/neither curl, HAR/)
    expect(() => read('  \n')).toThrow(/nothing in it/)
    expect(() => read('{"a":')).toThrow(/not valid JSON/)
  })
})

describe('a fixture', () => {
  const request = {
    method: 'POST',
    path: '/',
    query: 'b=token&x=1',
    rawHeaders: [['Content-Type', 'application/json']] as [string, string][],
    body: Buffer.from('{"a":[1,{"b":"c"}]}'),
  }

  it('comes back as the request that it was made of', () => {
    const text = exportFixture({
      payloadText: formatPayload(request),
      settings: { apiUrl: 'x' },
      outputJson: '{"events":[],"objects":[]}',
    })
    expect(JSON.parse(text)).toMatchObject({
      payload: { body: { a: [1, { b: 'c' }] } },
      settings: { apiUrl: 'x' },
      expect: { output: { events: [], objects: [] } },
    })
    const { kind, requests } = read(text)
    expect(kind).toBe('payload')
    expect(textOf(requests[0])).toBe('{"a":[1,{"b":"c"}]}')
    expect(text).not.toContain('token')
  })

  it('has the numbers and the keys of the body as they were', () => {
    const body = '{"id":12345678901234567890,"a":1.10,"a":2}'
    const text = exportFixture({
      payloadText: formatPayload({ ...request, body: Buffer.from(body) }),
      settings: {},
    })
    expect(text).toContain('"id": 12345678901234567890,\n      "a": 1.10,\n      "a": 2\n')
    expect(textOf(read(text).requests[0])).toBe(body)
    expect(Buffer.from(parseCase(text, 'case.json').request.body).toString()).toBe(body)
  })

  it.each([
    [
      'an empty body',
      '',
      [
        ['X-Topic', 'ping'],
        ['Content-Length', '0'],
      ],
    ],
    ['a body of no stated type', '{"a":1}', [['X-Topic', 'ping']]],
    ['no headers at all', '{"a":1}', []],
  ] satisfies [string, string, [string, string][]][])(
    'with %s gains no header',
    (_what, body, rawHeaders) => {
      const event = { ...request, rawHeaders, body: Buffer.from(body) }
      const text = exportFixture({ payloadText: formatPayload(event), settings: {} })
      const [back] = read(text).requests
      expect(back?.rawHeaders).toEqual(rawHeaders)
      expect(textOf(back)).toBe(body)
    },
  )
})

describe('redaction', () => {
  const request: Exchanged = {
    method: 'POST',
    path: '/',
    query: 'b=TOK&a=1&api_key=K&b',
    httpVersion: '1.1',
    rawHeaders: [
      ['Authorization', 'Bearer abc'],
      ['Cookie', 'sid=1'],
      ['X-Segment-Source-Function-Token', 'TOK'],
      ['X-Gitlab-Token', 'gl'],
      ['X-Api-Key', 'k'],
      ['I-Twilio-Idempotency-Token', 'id'],
      ['X-Hub-Signature-256', 'sha256=00'],
      ['Content-Type', 'text/plain'],
    ],
    body: Buffer.from('body'),
  }

  it('takes the token out wherever a proxy has put the address, a replaced one too', () => {
    const rawHeaders: [string, string][] = [
      ['X-Forwarded-Uri', '/?b=token-of-now'],
      ['Referer', 'http://h/?b=token-of-then&x'],
      ['X-Authorization', 'a'],
      ['Authentication', 'a'],
      ['X-CSRFToken', 'a'],
      ['X-Webhook-Key', 'a'],
      ['X-Cache-Key', 'a'],
    ]
    const { request: safe, withheld } = redact(
      { ...request, query: 'b=token-of-then', rawHeaders },
      'token-of-now',
    )
    expect(safe.rawHeaders.map(([, value]) => value)).toEqual([
      '/?b=REDACTED',
      'http://h/?b=REDACTED&x',
      'REDACTED',
      'REDACTED',
      'REDACTED',
      'REDACTED',
      'a',
    ])
    expect(withheld).toContain('header X-Forwarded-Uri')
  })

  it('takes the token and what authorises out, and says so', () => {
    const { request: safe, withheld } = redact(request)
    expect(safe.query).toBe('b=REDACTED&a=1&api_key=REDACTED&b')
    expect(safe.rawHeaders).toEqual([
      ['Authorization', 'Bearer REDACTED'],
      ['Cookie', 'REDACTED'],
      ['X-Segment-Source-Function-Token', 'REDACTED'],
      ['X-Gitlab-Token', 'REDACTED'],
      ['X-Api-Key', 'REDACTED'],
      ['I-Twilio-Idempotency-Token', 'id'],
      ['X-Hub-Signature-256', 'sha256=00'],
      ['Content-Type', 'text/plain'],
    ])
    expect(withheld).toEqual([
      'header Authorization',
      'header Cookie',
      'header X-Segment-Source-Function-Token',
      'header X-Gitlab-Token',
      'header X-Api-Key',
      'query parameter b',
      'query parameter api_key',
    ])
  })
})
