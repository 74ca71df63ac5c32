/** A function may name its own things as it likes: nothing but its own code meets them. */
import { describe, expect, it } from 'vitest'
import { createHarness } from './harness.ts'

const { run } = createHarness()

/** What the language has, what browsers have, and a few of the globals that functions are given. */
const names =
  `AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array Boolean DataView Date Error EvalError
  FinalizationRegistry Float32Array Float64Array Function Int16Array Int32Array Int8Array Intl JSON Map Math
  Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer String Symbol
  SyntaxError TypeError URIError URL URLSearchParams Uint16Array Uint32Array Uint8Array Uint8ClampedArray
  WeakMap WeakRef WeakSet clearInterval clearTimeout decodeURI decodeURIComponent encodeURI encodeURIComponent
  escape globalThis isFinite isNaN parseFloat parseInt setInterval setTimeout unescape ValidationError
  EventNotSupported InvalidEventPayload ServerRequest Request Response window define document exports global
  localStorage location module navigator performance process require self`
    .trim()
    .split(/\s+/)

const shared = `
  console.log({ a: [1, 'x', /r/], b: await request.json() }, request.headers.get('content-type'), '%s', 'x')
  console.log(request.url.searchParams.get('k'), request.url.href, request.headers)
  console.table([{ a: 1 }]); console.count(); console.time('t'); console.timeEnd('t')
  console.log(Buffer.from('hé'), crypto.createHmac('sha1', 'k').update(request.text()).digest('hex'), crypto.randomBytes(2))
  console.log(_.merge({}, { a: { b: 1 } }), _.uniq([1, 1]), _.isMap(1), _.now(), _.toNumber('7'))
  console.log(await fetch('http://127.0.0.1:1/').catch((e) => e.message))
  console.log(new FormData() instanceof FormData, btoa('a') + atob('YQ=='), xml({ a: 1 }), typeof OAuth.OAuth)
  console.log(new AWS.S3({ region: 'us-east-1' }).endpoint.hostname)
  Segment.track({ event: 'e', userId: 'u', context: { a: [1] }, properties: { b: request.json() } })
  Segment.set({ collection: 'c', id: '1', properties: {} })`

const more = `
  console.log(moment.tz('2020-01-01T00:00:00Z', 'America/New_York').format(), moment().toISOString())
  console.log(jsonwebtoken.verify(jsonwebtoken.sign({ a: 1 }, 's', { noTimestamp: true }), 's'))
  xml2js.parseString('<a><b>1</b></a>', (_error, value) => console.log(value))
  console.log(zlib.zlib.gunzipSync(zlib.zlib.gzipSync('x'.repeat(99))).length, await cache.load('k', 9, () => 4))
  console.log(typeof stripe('k').charges.create, typeof twilio('ACx', 't').messages.create)
  console.log(typeof new jsforce.Connection({}).login, typeof sendgrid.mail.send, typeof sendgrid.client.request)
  console.log(uuidv5.uuidv5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'x'), typeof winstonlib.winston.createLogger)`

const declare = {
  const: (name: string) => `const ${name} = { a: 1 }`,
  let: (name: string) => `let ${name}`,
  class: (name: string) => `class ${name} {}`,
  function: (name: string) => `function ${name}() { throw 'mine' }`,
  var: (name: string) => `var ${name} = 5`,
}

describe.each(['2019', 'current'] as const)('in the profile %s', (profile) => {
  const handler = `async function onRequest(request) {${shared}${profile === 'current' ? more : ''}}`
  const options = {
    body: { x: [1, { y: null }] },
    query: 'k=%E4%BD%A0',
    profile,
    deterministic: { now: 1_600_000_000_000, seed: 7 },
  }

  it.each(Object.entries(declare))('a top-level %s of any name', async (_kind, of) => {
    const plain = await run(`${' '.repeat(9)}\n${handler}`, options)
    const shadowing = await run(`${names.map(of).join('; ')};\n${handler}`, options)
    expect(plain.error).toBeNull()
    expect({ logs: shadowing.logs, error: shadowing.error, output: shadowing.output }).toEqual({
      logs: plain.logs,
      error: null,
      output: plain.output,
    })
  })

  it.each(Object.entries(declare))('a throw under a top-level %s', async (_kind, of) => {
    const { error } = await run(
      `${names.map(of).join('; ')};\nasync function onRequest() { null.x }`,
      options,
    )
    expect([error?.name, error?.line, error?.message]).toEqual([
      'TypeError',
      2,
      "Cannot read properties of null (reading 'x')",
    ])
  })
})
