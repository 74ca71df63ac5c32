import path from 'node:path'
import { migrateLegacy } from '#main/runtime/migrate/migrate-legacy'
import { describe, expect, it } from 'vitest'
import { migrateFixtures } from '../../support/migrate-fixtures.ts'

const legacy = (body: string): string => `exports.processEvents = async (event) => {\n${body}\n}\n`
const migrate = (body: string): string =>
  migrateLegacy(legacy(body))
    .code.replace(/^async function onRequest.*\n/, '')
    .split('\n}\n')[0] ?? ''

describe('a migrated function', () => {
  it('there are enough of them', () => {
    expect(migrateFixtures.length).toBeGreaterThanOrEqual(30)
  })

  it.each(migrateFixtures)('$name reads as its golden file', async ({ dir, legacy: code }) => {
    const { code: modern, notes } = migrateLegacy(code)
    await expect(modern).toMatchFileSnapshot(path.join(dir, 'modern.js'))
    const lines = notes.map(({ line, message }) => `line ${line}: ${message}\n`)
    await expect(lines.join('')).toMatchFileSnapshot(path.join(dir, 'notes.txt'))
  })

  it.each(migrateFixtures)('$name has the line ends of the author', ({ legacy: code }) => {
    const bare = /(?<!\r)\n/
    expect(bare.test(migrateLegacy(code).code)).toBe(bare.test(code))
  })

  it('is not migrated twice', () => {
    const { code } = migrateLegacy(legacy('return'))
    expect(() => migrateLegacy(code)).toThrow('has the modern interface already')
  })
})

describe('reads of the event', () => {
  it.each([
    ['event.payload.body.a', 'request.json().a'],
    ["event['payload']['body'].a", 'request.json().a'],
    ["f(event.payload.headers['X-A'][0])", "f(request.headers.get('X-A'))"],
    ['f(event.payload.headers.Host[0])', "f(request.headers.get('Host'))"],
    ['f(event.payload.headers[name][0])', 'f(request.headers.get(name))'],
    ["if (event.payload.headers['X-A']) f()", "if (request.headers.has('X-A')) f()"],
    ["f((event.payload.headers['X-A'] || [''])[0])", "f((request.headers.get('X-A') || ''))"],
    ['f(event.payload.headers.length)', 'f(request.headers.raw().length)'],
    ["f(event.payload.headers['X-A'])", "f(request.headers.raw()['X-A'])"],
    ['f(event.payload.headers)', 'f({ ...request.headers.raw() })'],
    ['f(event.payload.queryParameters.q)', "f(valueFor(request.url.searchParams, 'q'))"],
    ['f(event.payload.queryParameters.q || "")', 'f(request.url.searchParams.get(\'q\') || "")'],
    ['if (event.payload.queryParameters[name]) f()', 'if (request.url.searchParams.get(name)) f()'],
    [
      "if (event.payload.queryParameters.q === 'x') f()",
      "if (request.url.searchParams.get('q') === 'x') f()",
    ],
    [
      'f(list.includes(event.payload.queryParameters.q))',
      "f(list.includes(valueFor(request.url.searchParams, 'q')))",
    ],
    [
      'var a = event.payload.queryParameters.q, b = a; var a = b',
      'var a = legacyQuery(request).q, b = a; var a = b',
    ],
    ['f(event.payload.queryParameters.q[0])', 'f(legacyQuery(request).q[0])'],
    ['f(_.first(event.payload.queryParameters.q))', 'f(_.first(legacyQuery(request).q))'],
    [
      'const q = event.payload.queryParameters.q; f(q.map(g))',
      'const q = legacyQuery(request).q; f(q.map(g))',
    ],
    ['f(event.settings.apiKey)', 'f(settings.apiKey)'],
    ['const { body } = event.payload; f(body)', 'const body = request.json(); f(body)'],
    ['const { body: { a, b } } = event.payload', 'const { a, b } = request.json()'],
    ['const { payload: { body } } = event', 'const body = request.json()'],
    ['const p = event.payload, b = p.body, c = 1', 'const b = request.json(), c = 1'],
    ['console.log(event)', 'console.log(legacyEvent(request, settings))'],
    [
      'const s = event.payload.headers.S; if (s) f(s[0])',
      "const s = request.headers.get('S'); if (s) f(s)",
    ],
  ])('%s', (before, after) => {
    expect(migrate(before)).toBe(after)
  })

  it.each([
    ['event.payload.body = {}', 2],
    ['f(event)', 2],
    ['\nevent = null', 3],
    ['const { payload, ...rest } = event', 2],
    ['const key = "body"; f(event.payload[key])', 2],
    ['delete event.payload.headers', 2],
  ])('%s keeps the event whole, and says where', (body, line) => {
    const { code, notes } = migrateLegacy(legacy(body))
    expect(code).toContain('event = legacyEvent(request, settings)')
    expect(code).toContain(body)
    expect(notes).toEqual([expect.objectContaining({ line })])
  })
})

describe('what is returned', () => {
  it.each([
    [
      "return { events: [{ type: 'track', event: 'A', userId: 'u' }] }",
      "Segment.track({ event: 'A', userId: 'u' })",
    ],
    [
      "return { events: [{ event: 'A', userId: 'u', type: 'track' }] }",
      "Segment.track({ event: 'A', userId: 'u' })",
    ],
    [
      "return { events: [{ userId: 'u', type: 'identify', }] }",
      "Segment.identify({ userId: 'u', })",
    ],
    ['return { objects: [toObject(1)] }', 'Segment.set(toObject(1))'],
    ['return { events: [toEvent(1)] }', 'return emitOutput({ events: [toEvent(1)] })'],
    [
      "return { events: [{ type: kind, userId: 'u' }] }",
      "return emitOutput({ events: [{ type: kind, userId: 'u' }] })",
    ],
    [
      "return { events: [{ type: 'track', ...rest }] }",
      "return emitOutput({ events: [{ type: 'track', ...rest }] })",
    ],
    ['return { events, objects: [a] }', 'Segment.set(a)\nreturn emitOutput({ events })'],
    ['f()\nreturn null', 'f()'],
    ['while (true) return null', 'while (true) return'],
    ['return (output)', 'return emitOutput(output)'],
    ['return await f()', 'return emitOutput(await f())'],
  ])('%s', (before, after) => {
    expect(migrate(before)).toBe(after)
  })

  it('says what Segment does otherwise', () => {
    const code = legacy("return { events: [{ type: 'track', event: 'A', receivedAt: 1 }] }")
    expect(migrateLegacy(code).notes.map(({ message }) => message)).toEqual([
      expect.stringContaining('does not keep "receivedAt"'),
      expect.stringContaining('needs a userId or an anonymousId'),
    ])
  })

  it.each([
    [
      `objects: [{ collection: 'c', id: 0, properties: null, updatedAt: 1, userId: 'u' }]`,
      [
        'does not keep "id" where it is 0: it was part of the object',
        'does not keep "properties" where it is null',
        'does not keep "updatedAt": it was part of the object',
        'does not keep "userId"',
      ],
    ],
    [`objects: [{ collection: 'c', id: '1', properties: { a: 0 } }]`, []],
    [
      `events: [{ type: 'track', event: 'A', userId: 'u', timestamp: null }]`,
      ['does not keep "timestamp" where it is null: it was part of the event'],
    ],
  ])('says what is not kept: %s', (output, expected) => {
    const { notes } = migrateLegacy(legacy(`return { ${output} }`))
    expect(notes.map(({ message }) => message)).toEqual(
      expected.map((part) => expect.stringContaining(part) as string),
    )
  })

  it.each([
    [`return eval('event.payload')`, 'uses eval or with'],
    [`try { return { events: [] } } finally { event = 1 }`, 'returns from a try whose finally'],
  ])('says why a handler stays whole: %s', (body, reason) => {
    const [note] = migrateLegacy(legacy(body)).notes
    expect(note?.message).toContain(reason)
  })
})

describe('code that is no legacy function', () => {
  it.each([
    ['function onRequest() {}', 'has the modern interface already'],
    ['const a = 1', 'does not set exports.processEvents'],
    ['exports.handler = 1', 'does not set exports.processEvents'],
    ['', 'does not set exports.processEvents'],
    ['exports.processEvents = async (event) => {\n  let = ;\n}', 'line 2'],
  ])('%s', (code, message) => {
    expect(() => migrateLegacy(code)).toThrow(message)
  })

  it('is an error of the user', () => {
    expect(() => migrateLegacy('')).toThrow(expect.objectContaining({ code: 'invalid_input' }))
  })
})
