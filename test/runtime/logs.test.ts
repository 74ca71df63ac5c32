import { describe, expect, it } from 'vitest'
import { createHarness } from './harness.ts'

const { run } = createHarness()

describe('logs', () => {
  it('have level, text and line, in order across awaits', async () => {
    const { logs } = await run(`async function onRequest() {
  console.log('a %s %d %j', 'b', 1.5, { c: 1 })
  await null
  console.info({ a: { b: { c: { d: 1 } } } })
  setTimeout(() => console.warn('later'), 1)
  await new Promise((ok) => setTimeout(ok, 20))
  console.error(new TypeError('x').message)
  console.debug([1, 'two', undefined, null, Symbol('s'), () => {}, 10n, new Map([[1, 2]])])
}`)
    expect(logs).toEqual([
      { level: 'log', text: 'a b 1.5 {"c":1}', line: 2 },
      { level: 'info', text: '{ a: { b: { c: [Object] } } }', line: 4 },
      { level: 'warn', text: 'later', line: 5 },
      { level: 'error', text: 'x', line: 7 },
      {
        level: 'debug',
        text: "[\n  1,\n  'two',\n  undefined,\n  null,\n  Symbol(s),\n  [Function (anonymous)],\n  10n,\n  Map(1) { 1 => 2 }\n]",
        line: 8,
      },
    ])
  })

  it('show errors with the frames of the user only, wherever they stand', async () => {
    const { logs } = await run(`function onRequest() {
  const error = new TypeError('t')
  console.error('it was', error)
  console.log({ error, list: [Object.assign(new Error('u'), { code: 'E1' })] })
}`)
    expect(logs[0]?.text).toBe('it was TypeError: t\n    at onRequest (function.js:2:17)')
    expect(logs[1]?.text).toMatch(/at onRequest \(function\.js:2:17\),\n/)
    expect(logs[1]?.text).toMatch(/function\.js:4:45\)\s*\{\s+code: 'E1'/)
    expect(logs.map(({ text }) => text).join()).not.toMatch(/hookbench:|worker\.cjs|node:/)
  })

  it('have the other methods of console', async () => {
    const { logs } = await run(`onRequest = () => {
  console.group('g'); console.log('in\\nside'); console.groupEnd()
  console.count(); console.count(); console.assert(false, 'no'); console.assert(true)
  console.time('t'); console.timeEnd('t'); console.dir({ a: 1 }); console.trace('here')
}`)
    expect(logs.map(({ text }) => text.replace(/[\d.]+ms/, 'ms'))).toEqual([
      'g',
      '  in\n  side',
      'default: 1',
      'default: 2',
      'Assertion failed: no',
      't: ms',
      '{ a: 1 }',
      'Trace: here\n    at onRequest (function.js:4:75)',
    ])
  })

  it('draw tables as Node 12 did', async () => {
    const { logs } = await run(`onRequest = () => {
  console.table([{ a: 1, b: 'Y' }, { a: 'Z', c: { d: [1] } }])
  console.table([['x', 2], 'loose'], undefined)
  console.table([{ a: 1, b: 2 }], ['b'])
  console.table(new Map([['k', 1]]))
  console.table(new Set([true]))
  console.table(7)
  console.table({ get a() { throw new Error('no') } })
}`)
    expect(logs.map(({ text }) => text)).toEqual([
      `┌─────────┬─────┬─────┬────────────────┐
│ (index) │  a  │  b  │       c        │
├─────────┼─────┼─────┼────────────────┤
│    0    │  1  │ 'Y' │                │
│    1    │ 'Z' │     │ { d: [Array] } │
└─────────┴─────┴─────┴────────────────┘`,
      `┌─────────┬─────┬───┬─────────┐
│ (index) │  0  │ 1 │ Values  │
├─────────┼─────┼───┼─────────┤
│    0    │ 'x' │ 2 │         │
│    1    │     │   │ 'loose' │
└─────────┴─────┴───┴─────────┘`,
      `┌─────────┬───┐
│ (index) │ b │
├─────────┼───┤
│    0    │ 2 │
└─────────┴───┘`,
      `┌───────────────────┬─────┬────────┐
│ (iteration index) │ Key │ Values │
├───────────────────┼─────┼────────┤
│         0         │ 'k' │   1    │
└───────────────────┴─────┴────────┘`,
      `┌───────────────────┬────────┐
│ (iteration index) │ Values │
├───────────────────┼────────┤
│         0         │  true  │
└───────────────────┴────────┘`,
      '7',
      '{ a: [Getter] }',
    ])
  })

  it('mask secrets in logs and errors, and warn of one in the output', async () => {
    const secrets = ['s3cret-value']
    const options = { secrets, settings: { apiKey: 's3cret-value' } }
    const failed = await run(
      `onRequest = (r, settings) => { console.log(settings, settings.apiKey); throw new Error('bad ' + settings.apiKey, { cause: settings.apiKey }) }`,
      options,
    )
    expect(JSON.stringify(failed)).not.toContain('s3cret-value')
    expect(failed.logs[0]?.text).toBe("{ apiKey: '••••••' } ••••••")
    expect(failed.error?.message).toBe('bad ••••••')
    const sent = await run(
      `onRequest = (r, settings) => Segment.track({ event: 'E', userId: 'u', properties: { deep: ['x' + settings.apiKey] } })`,
      options,
    )
    expect(sent.status).toBe('invalid')
    expect(sent.warnings).toEqual([
      {
        path: '/events/0/properties/deep/0',
        message: 'Contains the value of an encrypted setting.',
      },
    ])
  })
})
