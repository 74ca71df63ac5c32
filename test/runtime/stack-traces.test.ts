/** What the function itself sees of stacks: its own frames, whatever it asks and however. */
import { describe, expect, it } from 'vitest'
import { createHarness } from './harness.ts'

const { run } = createHarness()

async function logged(code: string, profile: '2019' | 'current' = '2019'): Promise<string[]> {
  const { error, logs } = await run(code, { profile })
  expect(error).toBeNull()
  return logs.map(({ text }) => text)
}

const internals = /hookbench:|node:|worker|processTicks|[\w.-]+\.cjs|\/[\w.-]+\//

describe('the stack that a function reads', () => {
  it('has its own frames, and built-ins that they called', async () => {
    const [plain, inList, inLibrary, made] =
      await logged(`function inner() { return new Error('boom') }
async function onRequest() {
  console.log(inner().stack)
  try { [1].forEach(() => { null.x }) } catch (e) { console.log(e.stack) }
  try { _.map([1], () => { throw new TypeError('in map') }) } catch (e) { console.log(e.stack) }
  try { new Function('throw new RangeError("made")')() } catch (e) { console.log(e.stack) }
}`)
    expect(plain).toBe(
      'Error: boom\n    at inner (function.js:1:27)\n    at onRequest (function.js:3:15)',
    )
    expect(inList).toBe(
      "TypeError: Cannot read properties of null (reading 'x')\n    at function.js:4:34\n    at Array.forEach (<anonymous>)\n    at onRequest (function.js:4:13)",
    )
    expect(inLibrary).toBe(
      'TypeError: in map\n    at function.js:5:34\n    at onRequest (function.js:5:11)',
    )
    expect(made).toMatch(
      /^RangeError: made\n {4}at eval \(eval at onRequest \(function\.js:6:9\), <anonymous>:\d+:7\)\n {4}at onRequest \(function\.js:6:\d+\)$/,
    )
  })

  it.each([
    ['2019', "new URL('x')"],
    ['2019', 'Segment.track({})'],
    ['2019', 'request.json.call({})'],
    ['2019', "await fetch('http://127.0.0.1:1/')"],
    ['2019', 'Buffer.alloc(-1)'],
    ['2019', "crypto.createHash('none')"],
    ['2019', "_.template('<%= none.x %>')()"],
    ['2019', 'await new AWS.S3({ region: "eu", maxRetries: 0 }).getObject({}).promise()'],
    ['2019', 'await new Promise((ok, no) => setTimeout(() => no(new Error()), 1))'],
    ['2019', "xml({ get a() { throw new Error('own') } })"],
    ['current', "jsonwebtoken.verify('x', 'k')"],
    ['current', "zlib.zlib.gunzipSync(Buffer.from('x'))"],
    ['current', "await xml2js.parseStringPromise('<a')"],
    ['current', 'moment.tz.setDefault.call(null, {})'],
    ['current', 'google.cloud.storage.x'],
  ] as const)('has no internals (%s) after %s', async (profile, code) => {
    const [stack = '', shown = ''] = await logged(
      `async function onRequest(request) {
        try { ${code}; console.log('Error'); console.log('Error') }
        catch (e) { console.log(e.stack); console.log(e) }
      }`,
      profile,
    )
    expect(stack).toMatch(/Error/)
    for (const text of [stack, shown]) {
      expect(text.replace('127.0.0.1:1/', '').replaceAll(/https?:\/\/\S+/g, '')).not.toMatch(
        internals,
      )
    }
  })

  it.each([
    'var Error = 5',
    'function Error() {}',
    'var Error = { a: 1 }',
    'var Error',
    'class Error {}',
  ])('has no internals under a top-level %s', async (declared) => {
    const texts = await logged(`${declared}
        function onRequest() {
          try { null.x } catch (e) { console.log(e.stack) }
          try { [1].forEach(() => new URL('x')) } catch (e) { console.log(e.stack) }
          if (Error) Error.prepareStackTrace = (_, sites) => sites.length + String(sites)
          try { null.x } catch (e) { console.log(e.stack) }
        }`)
    expect(texts).toHaveLength(3)
    for (const text of texts) {
      expect(text).toContain('function.js:')
      expect(text).not.toMatch(internals)
    }
  })

  it('that overflowed can be read', async () => {
    const [text] = await logged(`function deep() { deep() }
      function onRequest() { try { deep() } catch (e) { console.log(e.stack) } }`)
    expect(text).toMatch(/^RangeError: Maximum call stack size exceeded\n {4}at deep \(function/)
  })
})

describe('hooks of the function', () => {
  it('are called with call sites of its own frames, which hold no objects', async () => {
    const [text] = await logged(`function inner() { return new Error('boom') }
function onRequest() {
  Error.prepareStackTrace = (error, sites) => sites.map((s) => [
    error.message, s.getFunctionName(), s.getFileName(), s.getLineNumber(), s.getColumnNumber(),
    s.getThis(), s.getFunction(), s.isConstructor(), String(s),
  ].join()).join(' | ')
  console.log(_.map([1], inner)[0].stack)
}`)
    expect(text).toBe(
      'boom,inner,function.js,1,27,,,false,inner (function.js:1:27) | ' +
        'boom,onRequest,function.js,7,17,,,false,onRequest (function.js:7:17)',
    )
  })

  it('can be put back, and taken away', async () => {
    const texts = await logged(`function onRequest() {
  const before = Error.prepareStackTrace
  Error.prepareStackTrace = () => 'mine'
  const mine = Error.prepareStackTrace
  Error.prepareStackTrace = (_, sites) => sites
  console.log(new Error().stack.length)
  Error.prepareStackTrace = mine
  console.log(new Error().stack)
  Error.prepareStackTrace = undefined
  console.log(new Error('a').stack)
  Error.prepareStackTrace = before
  console.log(new Error('b').stack)
}`)
    expect(texts).toEqual([
      '1',
      'mine',
      'Error: a\n    at onRequest (function.js:10:15)',
      'Error: b\n    at onRequest (function.js:12:15)',
    ])
  })

  it('do not change what the run tells', async () => {
    const { error, logs } = await run(`function onRequest() {
  Error.prepareStackTrace = () => ({ no: 'text' })
  console.log('line')
  Error.prepareStackTrace = () => { throw 1 }
  console.log('line')
}`)
    expect(error).toBeNull()
    expect(logs.map(({ line }) => line)).toEqual([3, 5])
    const thrown = await run(`Error.prepareStackTrace = (_, sites) => sites
function onRequest() {
  console.trace('here')
  throw new Error('outer', { cause: new Error('inner') })
}`)
    expect(thrown.error).toMatchObject({ line: 4, column: 9 })
    expect(thrown.error?.stack).toContain(
      '[cause]: Error: inner\n      at onRequest (function.js:4',
    )
    expect(thrown.logs[0]?.text).toBe('Trace: here\n    at onRequest (function.js:3:11)')
  })

  it('captureStackTrace leaves out what is above a function', async () => {
    const [text, all] = await logged(`function Custom() { Error.captureStackTrace(this, Custom) }
function onRequest() {
  console.log(new Custom().stack)
  const o = {}
  Error.captureStackTrace(o)
  console.log(o.stack)
}`)
    expect(text).toBe('Error\n    at onRequest (function.js:3:15)')
    expect(all).toBe('Error\n    at onRequest (function.js:5:9)')
  })
})

it.each(['Error = {}', 'Error = null', 'Object = Reflect = JSON = Map = String = null'])(
  'a function that sets %s ends as any other',
  async (code) => {
    const own = await run(`${code}; function onRequest() { console.log('here'); null.x }`)
    expect(own.logs[0]?.text).toBe('here')
    expect(own.error).toMatchObject({ name: 'TypeError', line: 1 })
  },
)
