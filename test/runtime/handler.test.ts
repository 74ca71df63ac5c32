import { describe, expect, it } from 'vitest'
import { createHarness } from './harness.ts'

const { run } = createHarness()
const emitE = "Segment.track({event: 'E', userId: 'u'})"

describe('handlers that run', () => {
  it.each([
    ['function', `function onRequest() { ${emitE} }`],
    ['async function', `async function onRequest() { await null; ${emitE} }`],
    ['implicit global', `onRequest = async () => { ${emitE} }`],
    ['var', `var onRequest = () => { ${emitE} }`],
    ['const', `const onRequest = () => { ${emitE} }`],
    [
      'strict IIFE',
      `var onRequest = (function () { 'use strict'; function onRequest() { ${emitE} } return onRequest })()`,
    ],
    ['const helper below', `function onRequest() { helper() }\nconst helper = () => ${emitE}`],
    [
      'implicit globals inside',
      `function onRequest() { x = 'E'; Segment.track({event: x, userId: 'u'}) }`,
    ],
    ['eval', `function onRequest() { eval("${emitE}") }`],
    ['new Function', `function onRequest() { new Function("${emitE}")() }`],
    ['top-level return', `function onRequest() { ${emitE} }\nif (onRequest) { return }\nthrow 1`],
    ['top-level return of a value', `function onRequest() { ${emitE} }\nreturn onRequest`],
    ['BOM and CRLF', `\uFEFFfunction onRequest() {\r\n ${emitE}\r\n}\r\n`],
    ['shadowed fetch', `const fetch = () => ${emitE}\nfunction onRequest() { fetch() }`],
    ['redeclared function', `function btoa() { ${emitE} }\nfunction onRequest() { btoa() }`],
    ['var over a global', `var xml = () => ${emitE}\nfunction onRequest() { xml() }`],
    ['octal and with', `function onRequest() { with ({a: 010}) { ${emitE} } }`],
    ['a comment that says import', `// import x from 'y'\nfunction onRequest() { ${emitE} }`],
    ['a property called import', `function onRequest() { ({import: 1}).import; ${emitE} }`],
    ['thenable', `function onRequest() { return { then(ok) { ${emitE}; ok() } } }`],
    ['ignored return value', `function onRequest() { ${emitE}; return { events: 5 } }`],
    ['emits before the timer', `function onRequest() { ${emitE}; setTimeout(() => ${emitE}, 5) }`],
    [
      'awaits a timer',
      `async function onRequest() { await new Promise(ok => setTimeout(ok, 5)); ${emitE} }`,
    ],
  ])('%s', async (_name, code) => {
    const { output, error } = await run(code)
    expect(error).toBeNull()
    expect(output?.events).toEqual([{ type: 'track', event: 'E', userId: 'u' }])
  })
})

describe('functions that fail', () => {
  it.each([
    ['', 'EventNotSupported', 'request not supported', 'Unsupported Event Type', null],
    ['onRequest = 5', 'EventNotSupported', 'request not supported', 'Unsupported Event Type', null],
    ['\nfoo(', 'SyntaxError', 'Unexpected end of input', 'Bad Request', 2],
    ['let a\nlet a', 'SyntaxError', "Identifier 'a' has already been declared", 'Bad Request', 2],
    ['\nnope()', 'ReferenceError', 'nope is not defined', 'Bad Request', 2],
    [
      'function onRequest() {\n\n  throw new InvalidEventPayload("bad")\n}',
      'InvalidEventPayload',
      'bad',
      'Message Rejected',
      3,
    ],
    ['function onRequest() { throw "text" }', '', 'text', 'Bad Request', null],
    ['function onRequest() { throw undefined }', '', 'undefined', 'Bad Request', null],
    ['async function onRequest() { throw {a: [1]} }', '', '{ a: [ 1 ] }', 'Bad Request', null],
    ['function onRequest() { return Promise.reject(null) }', '', 'null', 'Bad Request', null],
    [
      'async function onRequest() {\n  await null\n  setTimeout(() => { throw new RangeError("late") })\n  await new Promise(() => {})\n}',
      'RangeError',
      'late',
      'Bad Request',
      3,
    ],
    ...[
      ["import a from 'b'", 1],
      ['\nexport default async function onRequest() {}', 2],
      ['export const a = 1', 1],
      ["var onRequest = () => {}\n\nexport { onRequest }\nimport 'x'", 3],
      ["export * from 'x'", 1],
      ['function onRequest() {}\nconsole.log(import.meta.url)', 2],
      ['with (Math) {}\nexport {}', 2],
    ].map(([code, line]): [string, string, string, string, number | null] => [
      String(code),
      'SyntaxError',
      'Functions have no imports and exports: the libraries they may use are globals already',
      'Bad Request',
      Number(line),
    ]),
    [
      'async function onRequest() {}\nmodule.exports = { onRequest }',
      'ReferenceError',
      'module is not defined (functions have no imports and exports',
      'Bad Request',
      2,
    ],
    [
      'function onRequest() {\n return import("fs") }',
      'SyntaxError',
      'Functions have no imports',
      'Bad Request',
      2,
    ],
    [
      'exports.processEvents = async () => {}',
      'ReferenceError',
      'exports is not defined',
      'Bad Request',
      1,
    ],
    [
      'function onRequest() { const a = {}; a.a = a; Segment.track({event: "E", userId: "u", properties: a}) }',
      'TypeError',
      'Converting circular structure to JSON',
      'Bad Request',
      null,
    ],
    [
      'function onRequest() { onRequest() }',
      'RangeError',
      'Maximum call stack size exceeded',
      'Bad Request',
      1,
    ],
  ])('%s', async (code, name, message, errorClass, line) => {
    const result = await run(code)
    expect(result.status).toBe('error')
    expect(result.output).toBeNull()
    expect(result.error).toMatchObject({ class: errorClass, name, line })
    expect(result.error?.message.startsWith(message)).toBe(true)
  })

  it('sends nothing when it throws after it emitted', async () => {
    expect((await run(`function onRequest() { ${emitE}; throw 1 }`)).output).toBeNull()
  })

  it('shows only the frames of the user, with causes', async () => {
    const { error } = await run(`function inner() {
  throw new Error('inner')
}
async function onRequest() {
  try {
    inner()
  } catch (cause) {
    throw new Error('outer', { cause })
  }
}`)
    expect(error).toMatchObject({ line: 8, column: 11 })
    expect(error?.stack).toBe(
      `Error: outer
    at onRequest (function.js:8:11)
  [cause]: Error: inner
      at inner (function.js:2:9)
      at onRequest (function.js:6:5)`,
    )
  })

  it('tells that upstream refuses a lexical handler', async () => {
    const { logs } = await run('const onRequest = () => {}')
    expect(logs[0]).toMatchObject({ level: 'warn' })
    expect(logs[0]?.text).toContain('has already been declared')
  })

  it('keeps no state between runs', async () => {
    const code = `seen = typeof seen === 'undefined' ? 1 : seen + 1
      Array.prototype.leak = (Array.prototype.leak || 0) + 1
      function onRequest() { console.log(seen, [].leak) }`
    await run(code)
    expect((await run(code)).logs[0]?.text).toBe('1 1')
  })

  it('cancels', async () => {
    const abort = new AbortController()
    const running = run(
      'async function onRequest() { await new Promise(() => {}) }',
      {},
      abort.signal,
    )
    abort.abort()
    expect((await running).error).toMatchObject({
      class: 'Bad Request',
      name: 'Cancelled',
      message: 'The run was cancelled.',
    })
  })
})
