/** Shapes of legacy functions that people write and tools forget, each on one line or two. */
import { migrateLegacy } from '#main/runtime/migrate/migrate-legacy'
import { proveMigration } from '#main/runtime/migrate/prove'
import { parsePayload } from '#main/runtime/payload'
import { describe, expect, it } from 'vitest'
import { createHarness } from './harness.ts'

const { runtime } = createHarness()

const payload = (b: unknown, h = {}, q = {}) =>
  JSON.stringify({ payload: { body: b, headers: h, queryParameters: q }, settings: { k: 'v' } })
const payloads = [
  payload(
    { user: 'u', items: [1, 2], name: 'N' },
    { 'X-A': ['1'], Host: ['h'] },
    { q: '1', r: ['a', 'b'] },
  ),
  payload({ user: 'v', items: [] }, { Host: ['h'], 'X-A': ['z'] }),
  payload(
    { user: 'w', items: [3], name: 'M' },
    { Host: ['h'], 'X-A': ['z'], 'X-B': ['bb'] },
    { q: '' },
  ),
]
/** One event with these properties. */
const track = (x: string) =>
  `{ events: [{ type: 'track', event: 'E', userId: event.payload.body.user, properties: ${x} }] }`
const handler = (b: string) => `exports.processEvents = async (event) => {\n${b}\n}\n`
const functions: string[] = [
  handler(
    `const headers = event.payload.headers || {}\n const q = event.payload.queryParameters || {}\n return ${track("{ a: headers['X-A'][0], q: q.q && q.q[0], r: q.r ? q.r[1] : 'none' }")}`,
  ),
  handler(`if (!event || !event.payload) return\n return ${track('{}')}`),
  handler(`return fetchIt(event.payload.body).then(d => (${track('{ d }')}))`) +
    `function fetchIt(b) { return Promise.resolve(b.items.length) }`,
  `exports.processEvents = (event) => new Promise((resolve) => resolve(${track('{}')}))`,
  `exports.processEvents = ({ payload: { body: { user, items = [] }, headers } }) => ({ events: items.map(i => ({ type: 'identify', userId: user, traits: { i, h: headers.Host } })) })`,
  `exports.processEvents = async ({ payload }) => { const { queryParameters: q } = payload; return { objects: [{ collection: 'c', id: payload.body.user, properties: { q: q.q ? q.q[0] : 'no' } }] } }`,
  `exports.processEvents = async (event = {}) => { const p = event.payload; const { body: b } = p; return { events: [{ type: 'page', userId: b.user, name: b.name, properties: { k: event.settings.k } }] } }`,
  handler(
    `var payload = event.payload, body = payload.body, out = { events: [], objects: [] }\n for (var i in body.items) { out.events.push({ type: 'track', event: 'I' + i, userId: body.user }) }\n if (!out.events.length) return null\n return out`,
  ),
  handler(
    `const { headers } = event.payload\n switch (headers['X-A'][0]) { case '1': { const e = { type: 'track', event: 'one', userId: 'u' }; return { events: [e] } } default: break }\n return { events: [{ type: 'alias', previousId: 'a', userId: 'b' }] }`,
  ),
  handler(
    `label: for (const x of event.payload.body.items) { if (x > 1) break label }\n return [${track('{}')}][0]`,
  ),
  handler(`event.payload.body.extra = 1\n return ${track('{ e: event.payload.body.extra }')}`),
  handler(`delete event.payload.body.name\n return ${track('event.payload.body')}`),
  handler(`event.payload.headers.New = ['x']\n return ${track('event.payload.headers')}`),
  handler(
    `const h = Object.assign({}, event.payload.headers)\n return ${track('{ h, keys: Object.keys(event.payload.queryParameters) }')}`,
  ),
  handler(
    `const get = (name) => event.payload.headers[name]\n return ${track("{ a: get('X-A'), b: get('X-B') }")}`,
  ),
  handler(
    `const b = event.payload.headers['X-B']\n if (b) { return ${track('{ b: b[0] }')} }\n return { events: [] }`,
  ),
  handler(
    `const b = event.payload.headers['X-B'] ? event.payload.headers['X-B'][0] : null\n return ${track('{ b }')}`,
  ),
  handler(
    `const b = event.payload.headers['X-B'] === undefined ? 'none' : 'some'\n return ${track('{ b }')}`,
  ),
  handler(
    `const b = event.payload.headers['X-B'] == 'bb'\n return ${track("{ b, c: `${event.payload.headers['X-A']}`, d: 'x' + event.payload.queryParameters.q }")}`,
  ),
  handler(
    `for (const [k, v] of Object.entries(event.payload.queryParameters)) console.log(k, v)\n return ${track('{ n: Object.values(event.payload.queryParameters) }')}`,
  ),
  handler(
    `const { q, r } = event.payload.queryParameters\n return ${track('{ q, r, t: typeof q, l: Array.isArray(r) }')}`,
  ),
  handler(
    `const q = event.payload.queryParameters\n const n = 'q'\n return ${track("{ a: q[n], b: q.q === '1', c: q.q == null, d: q.q || 'none', e: q.q && q.q.length, f: !q.q, g: `${q.q}` }")}`,
  ),
  handler(
    `const { queryParameters } = event.payload\n queryParameters.event = queryParameters.q + '!'\n return ${track('{ ...queryParameters, has: "q" in queryParameters }')}`,
  ),
  handler(`return (event.payload.body.items.length ? ${track('{ some: true }')} : undefined)`),
  handler(`return void 0`),
  handler(`if (event.payload.body.name) { return ${track('{}')} } else { return { events: [] } }`),
  handler(`do { return ${track('{}')} } while (true)`),
  handler(
    `try { JSON.parse('{'); } catch (e) { return ${track('{ e: e.name }')} } finally { console.log('f') }`,
  ),
  handler(`const settings = event.settings; const { k } = settings\n return ${track('{ k }')}`),
  handler(
    `const s = { ...event.settings }, segment = { Segment: 1 }\n const { Segment } = segment\n return ${track('{ s, Segment }')}`,
  ),
  handler(`let returnValue = ${track('{}')}\n console.log('x', returnValue)\n return returnValue`),
  handler(
    `let returnValue = ${track('{}')}\n returnValue.events[0].properties.z = 1\n return returnValue`,
  ),
  handler(
    `let events = []\n events = events.concat({ type: 'track', event: 'A', userId: 'u' })\n return { events: events, objects: event.payload.body.items.map(x => ({ collection: 'c', id: String(x) })) }`,
  ),
  `let handler\nhandler = async (event) => (${track('{}')})\nexports.processEvents = handler`,
  `exports['processEvents'] = async function processEvents(event) { return ${track('{}')} }`,
  `exports.processEvents = processEvents\nasync function processEvents(event) { return ${track('{}')} }`,
  `var exp = exports; exp.processEvents = async (event) => (${track('{}')})`,
  `Object.assign(exports, { processEvents: async (event) => (${track('{}')}) })`,
  `exports.processEvents = async function (event) { return go.apply(null, arguments) }\nfunction go(event) { return ${track('{}')} }`,
  `exports.processEvents = async (e) => { const event = e; return ${track('{ h: event.payload.headers.Host }')} }`,
  `exports.processEvents = async (request) => { const event = request; return ${track('{}')} }`,
  `exports.processEvents = async () => ({ events: [{ type: 'track', event: 'x', userId: 'y' }] })`,
  `exports.processEvents = async (_event) => { const segment = _.get(_event, 'payload.body.user'); return { events: [{ type: 'track', event: 'x', userId: segment }] } }`,
  `exports.processEvents = async (event) => { const emitOutput = 1, legacyEvent = 2; const o = helper(event.payload); return o }\nfunction helper(payload) { return { events: [{ type: 'track', event: 'x', userId: payload.body.user }] } }`,
  `'use strict';\nexports.processEvents = async function (event) {\n'use strict';\nreturn helper(event)\n}\nconst helper = (event) => (${track('{}')})`,
  `/* a */ exports.processEvents = async (event) => { return { events: [ /* x */ { "type": "track", "event": "q", 'userId': 'u', } /* y */ , /* z */ ], /* w */ } /* v */ } /* u */`,
  `exports.processEvents = async (event) => { if (event.payload.body.items.length > 1) return { events: [{ type: 'track', event: 'a', userId: 'x' }, { type: 'track', event: 'b', userId: 'x' }] }; return { events: [{ type: 'track', event: 'c', userId: 'x' }] } }`,
  `exports.processEvents = async event => {\n\tfor (const i of event.payload.body.items)\n\t\tif (i === 2)\n\t\t\treturn {\n\t\t\t\tevents: [\n\t\t\t\t\t{ type: 'track', event: 'a', userId: 'x' },\n\t\t\t\t\t{ type: 'group', groupId: 'g', userId: 'x', traits: {\n\t\t\t\t\t\tt: \`l\n\t\t\t\t\t\tm\`\n\t\t\t\t\t} }\n\t\t\t\t]\n\t\t\t}\n\treturn {}\n}`,
  handler(
    `const { a, ...rest } = event.payload.body\n const { 'X-A': xa } = event.payload.headers\n const [first] = event.payload.headers.Host\n return ${track('{ rest, xa, first }')}`,
  ),
  handler(
    `const headers = event.payload.headers;\n const f = () => { const headers = { Host: 'inner' }; return headers.Host }\n return ${track('{ f: f(), h: headers.Host[0] }')}`,
  ),
  handler(
    `let headers = event.payload.headers; if (!headers['X-B']) { headers = { 'X-B': ['default'] } }\n return ${track("{ b: headers['X-B'][0] }")}`,
  ),
  handler(
    `return event.payload.body.items.reduce((acc, i) => { acc.events.push({ type: 'track', event: String(i), userId: 'u' }); return acc }, { events: [], objects: [] })`,
  ),
  handler(`async function inner() { return ${track('{ inner: true }')} }\n return await inner()`),
  handler(
    `const o = { get events() { return [{ type: 'track', event: 'g', userId: 'u' }] } }\n return o`,
  ),
  handler(`return { ...${track('{}')}, objects: [] }`),
  handler(
    `return { events: [{ type: 'track', event: 'a', userId: 'u', context: event.payload.headers }], objects: [], status: 200 }`,
  ),
  // Several expressions are one value.
  handler(`return console.log('x'), ${track('{ comma: 1 }')}`),
  handler(`return (console.log('x'), ${track('{ comma: 2 }')})`),
  `exports.processEvents = (event) => (console.log('x'), ${track('{ comma: 3 }')})`,
  // What is caught, or changed by a finally, is not sent.
  handler(
    `try {\n const out = ${track('{ a: 1 }')}\n console.log(event.payload.body.nope.x)\n return out\n } catch (e) {\n return ${track('{ b: 1 }')}\n }`,
  ),
  handler(`try {\n return ${track('{ a: 2 }')}\n } finally {\n return ${track('{ b: 2 }')}\n }`),
  handler(
    `const e = { type: 'track', event: 'old', userId: 'u' }\n try {\n return { events: [e] }\n } finally {\n e.event = 'changed'\n }`,
  ),
  handler(
    `try { return ${track('{ a: 3 }')} } catch (e) { return { events: [e] } } finally { console.log('done') }`,
  ),
  handler(
    `try { try { return ${track('{ a: 4 }')} } finally { await 1; null.x } } catch (e) { return ${track('{ b: 4 }')} }`,
  ),
  // Headers were an object with the methods of one.
  handler(
    `return ${track("{ h: event.payload.headers.hasOwnProperty('X-A'), s: String(event.payload.headers), t: event.payload.headers.toString() }")}`,
  ),
  handler(
    `event.payload.headers.hasOwnProperty('X-B') && console.log('has')\n const { headers } = event.payload\n return ${track("{ h: headers.hasOwnProperty('X-B') }")}`,
  ),
  // No semicolons, and the next line begins with a bracket.
  `(function (exports) { exports.help = 1 })(exports)\nexports.processEvents = async (event) => {\n  return ${track('{ help: exports.help }')}\n}\n`,
  `[1].forEach((n) => { exports.help = n })\nexports.processEvents = async (event) => {\n  return ${track('{ help: exports.help }')}\n}\n`,
  // Names that only the running code knows.
  handler(`return ${track("{ e: eval('event.payload.body.name') }")}`),
  handler(`with (event.payload) {\n return ${track('{ w: body.name }')}\n }`),
  handler(
    `const h = event.payload.headers['x-missing'];\n return ${track('{ t: typeof h, h, j: JSON.stringify(event.payload.queryParameters) }')}`,
  ),
]

describe('an odd function works on', () => {
  it.each(functions)('%s', async (before) => {
    const { code, notes } = migrateLegacy(before)
    const requests = payloads.map((text, index) => ({
      eventId: String(index),
      ...parsePayload(text),
    }))
    const settings = { k: 'v' }
    const proofs = await proveMigration(
      { before, after: code, profile: '2019', settings, requests },
      runtime,
    )
    for (const { same, before: old, after } of proofs) {
      expect(after.output).toEqual(old.output)
      expect(after.error?.name).toBe(old.error?.name)
      expect(same).toBe(true)
    }
    // The way out for edits that fail is not needed for any of them.
    expect(notes.filter(({ message }) => message.includes('an edit did not fit'))).toEqual([])
  })
})
