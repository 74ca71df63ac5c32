import { compareJson } from '#main/runtime/cases/compare'
import { parseCase, withExpectation } from '#main/runtime/cases/case-file'
import { differencesFrom, expectationOf } from '#main/runtime/cases/expectation'
import { describeDifference } from '#main/runtime/cases/format'
import { defaultConfig, parseConfig, resolveSettings } from '#main/runtime/cases/suite-config'
import type { PlainResult } from '#main/runtime/result'
import type { RunError } from '#preload/model'
import { describe, expect, it } from 'vitest'

const event = (name: string): Record<string, unknown> => ({ type: 'track', event: name })

function ran(part: Partial<PlainResult>): PlainResult {
  return {
    status: 'ok',
    output: null,
    error: null,
    logs: [],
    warnings: [],
    secretPaths: [],
    calls: [],
    notices: [],
    durationMs: 1,
    timing: null,
    memory: null,
    ...part,
  }
}

const error: RunError = {
  class: 'Message Rejected',
  name: 'ValidationError',
  message: 'no user',
  line: 3,
  column: 5,
  stack: '',
}

const parseFile = (text: string) => parseCase(text, 'cases/a.json')
const bodyOf = (text: string) => Buffer.from(parseFile(text).request.body).toString()
const configOf = (text: string) => parseConfig(text, 'hookbench.json', defaultConfig)

describe('comparison', () => {
  it.each([
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    [[], []],
    [null, null],
    [{ a: [{ b: null }] }, { a: [{ b: null }] }],
  ])('%j is %j', (a, b) => {
    expect(compareJson(a, b)).toEqual([])
  })

  it.each<[unknown, unknown, string[]]>([
    [{ a: 1 }, {}, ['/a: 1 -> missing']],
    [{}, { a: null }, ['/a: nothing -> null']],
    [{ a: 1 }, { a: '1' }, ['/a: 1 -> "1"']],
    [{ a: [] }, { a: {} }, ['/a: [] -> {}']],
    [{ 'a/b': { '~': 1 } }, { 'a/b': { '~': 2 } }, ['/a~1b/~0: 1 -> 2']],
    [1, null, ['/: 1 -> null']],
    [[1, 2], [1, 3], ['/1: 2 -> 3']],
  ])('%j against %j', (expected, got, lines) => {
    expect(compareJson(expected, got).map((each) => describeDifference(each))).toEqual(lines)
  })

  it('one element more or less leaves the others alike', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(event)
    expect(compareJson([a, b, c], [a, c])).toEqual([{ path: '/1', kind: 'missing', expected: b }])
    expect(compareJson([b, c], [a, b, c])).toEqual([{ path: '/0', kind: 'extra', got: a }])
  })

  it('shows long texts where they part', () => {
    const text = 'x'.repeat(5000)
    const line = describeDifference({
      path: '/a',
      kind: 'changed',
      expected: `${text}1`,
      got: `${text}2`,
    })
    expect(line).toMatch(/^\/a: …x+1" -> …x+2"$/)
    expect(line.length).toBeLessThan(200)
  })

  it('lets no control character through to a terminal', () => {
    const line = describeDifference({ path: '/\u001B[2J', kind: 'extra', got: '\u009B2J' })
    // oxlint-disable-next-line no-control-regex -- these are what must not be there
    expect(line).not.toMatch(/[\u0000-\u001F\u007F-\u009F]/)
  })
})

describe('expectations', () => {
  const output = { events: [event('A')], objects: [] }

  it('are met exactly', () => {
    expect(differencesFrom({ output }, ran({ output }))).toEqual([])
    expect(differencesFrom({ output: { events: [event('A')] } }, ran({ output }))).toEqual([])
    expect(differencesFrom({ output: {} }, ran({ output }))).toHaveLength(1)
  })

  it('of errors compare what they name', () => {
    const failed = ran({ status: 'error', error })
    expect(differencesFrom({ error: {} }, failed)).toEqual([])
    expect(differencesFrom({ error: { name: 'ValidationError' } }, failed)).toEqual([])
    expect(differencesFrom({ error: { message: 'other' } }, failed)).toEqual([
      { path: '/error/message', kind: 'changed', expected: 'other', got: 'no user' },
    ])
  })

  it('of one kind are not met by the other', () => {
    const failed = ran({ status: 'error', error })
    expect(differencesFrom({ output }, failed)).toMatchObject([{ path: '/error', kind: 'extra' }])
    expect(differencesFrom({ error: {} }, ran({ output }))).toMatchObject([
      { path: '/error', kind: 'missing' },
    ])
    expect(differencesFrom({ status: 'timeout' }, failed)).toMatchObject([{ path: '/status' }])
  })

  it('are made from a run, in the form of those before', () => {
    const failed = ran({ status: 'error', error })
    expect(expectationOf(ran({ output }), null)).toEqual({ output })
    expect(expectationOf(failed, null)).toEqual({
      error: { class: 'Message Rejected', name: 'ValidationError', message: 'no user' },
    })
    expect(expectationOf(failed, { error: { name: 'Error' } })).toEqual({
      error: { name: 'ValidationError' },
    })
    expect(expectationOf(ran({ output }), { status: 'error' })).toEqual({ status: 'ok' })
    expect(expectationOf(ran({ status: 'timeout', error }), null)).toEqual({ status: 'timeout' })
  })
})

describe('a case file', () => {
  it.each([
    ['{"payload":{"body":{"a":1}},"expect":{"status":"ok"}}', '{"a":1}'],
    ['{"payload":{"body":{"a":1},"headers":{}},"settings":{}}', '{"a":1}'],
    ['{"payload":{"body":"text"},"note":"n"}', 'text'],
    ['{"a":1}', '{"a":1}'],
    ['[1]', '[1]'],
    ['{"payload":{"other":1},"id":2}', '{"payload":{"other":1},"id":2}'],
    ['{"payload":"p","expect":1}', '{"payload":"p","expect":1}'],
    ['\uFEFF{"payload":{"body":1}}', '1'],
  ])('%s has the body %s', (text, body) => {
    expect(bodyOf(text)).toBe(body)
  })

  it.each([
    ['{\n  "payload": {,\n}', 'cases/a.json:2:15: this is not valid JSON.'],
    [
      '{\n  "payload": {},\n  "expect": {\n    "outputs": {}\n  }\n}',
      'cases/a.json:4: "expect" is not right',
    ],
    [
      '{\n  "payload": {},\n  "expect": {\n    "error": {\n      "class": "Bad"\n    }\n  }\n}',
      'cases/a.json:5: "expect" is not right',
    ],
    ['{"payload":{},"expect":{}}', 'cases/a.json:1: "expect" is not right: expect an output'],
    ['{"payload":{},\n"expected":{}}', 'cases/a.json:2: "expected" is not known: write "expect"'],
    ['{"payload":{"headers":1}}', 'cases/a.json: The headers of the payload'],
  ])('%j is refused', (text, message) => {
    expect(() => parseFile(text)).toThrow(message)
  })

  it.each([
    [
      '{\n\t"note": "n",\n\t"expect": { "status": "ok" },\n\t"payload": {}\n}\n',
      '{\n\t"note": "n",\n\t"expect": {\n\t\t"status": "error"\n\t},\n\t"payload": {}\n}\n',
    ],
    [
      '{\r\n    "payload": { "body": [1,  2] }\r\n}\r\n',
      '{\r\n    "payload": { "body": [1,  2] },\r\n    "expect": {\r\n        "status": "error"\r\n    }\r\n}\r\n',
    ],
    ['{"payload":{}}', '{"payload":{},\n  "expect": {\n    "status": "error"\n  }\n}'],
    [
      '[1]',
      '{\n  "payload": {\n    "body": [\n      1\n    ]\n  },\n  "expect": {\n    "status": "error"\n  }\n}\n',
    ],
  ])('keeps its form when %j is accepted', (text, after) => {
    expect(withExpectation(text, { status: 'error' })).toBe(after)
    expect(parseFile(after).expect).toEqual({ status: 'error' })
    expect(withExpectation(after, { status: 'error' })).toBe(after)
  })
})

describe('hookbench.json', () => {
  it('takes what it leaves out from the folder above', () => {
    const above = configOf('{"profile":"current","settings":{"a":"1","b":true}}')
    const own = parseConfig('{"handler":"legacy","settings":{"a":"2"}}', 'f', above)
    expect(own).toEqual({
      profile: 'current',
      handler: 'legacy',
      network: 'allow',
      settings: { a: '2', b: true },
      deterministic: null,
    })
  })

  it('reads secrets from the environment', () => {
    const { settings } = configOf('{"settings":{"key":{"$env":"KEY"},"map":{"env":"KEY"}}}')
    expect(resolveSettings(settings, { KEY: 's3cret' }, 'f')).toEqual({
      values: { key: 's3cret', map: { env: 'KEY' } },
      secrets: ['s3cret'],
    })
    expect(() => resolveSettings(settings, {}, 'f')).toThrow('f: the setting key needs')
  })

  it('freezes the clock on request', () => {
    expect(configOf('{"deterministic":{"now":"2020-01-01T00:00:00Z"}}').deterministic).toEqual({
      now: Date.UTC(2020, 0, 1),
      seed: 1,
    })
  })

  it.each([
    ['{\n"profile": "2018"}', 'hookbench.json:2: '],
    ['{"profil": "2019"}', 'unrecognized key: "profil"'],
    ['{"settings":\n{"a": 1}}', 'hookbench.json:2: '],
  ])('%j is refused', (text, message) => {
    expect(() => configOf(text)).toThrow(message)
  })
})
