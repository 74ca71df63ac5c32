/** Errors that a function makes odd, by chance or on purpose: they are shown, at once. */
import { describe, expect, it } from 'vitest'
import { createHarness } from './harness.ts'

const { run } = createHarness()

describe('what is thrown with traps in it', () => {
  const trapped = `{ get [Symbol.toStringTag]() { throw 1 } }`
  const proxy = `new Proxy({}, { getPrototypeOf() { throw 1 } })`
  it.each([
    `async function onRequest() { throw ${trapped} }`,
    `async function onRequest() { throw ${proxy} }`,
    `function onRequest() { throw ${proxy} }`,
    `throw ${trapped}`,
    `throw new Error('x', { cause: ${proxy} })`,
    `onRequest = () => { setTimeout(() => { throw ${proxy} }); return new Promise(() => {}) }`,
  ])('%s', async (code) => {
    expect(await run(code)).toMatchObject({ status: 'error', error: { class: 'Bad Request' } })
  })
})

describe('a handler that cannot be looked at', () => {
  const early = expect.stringContaining('onRequest') as string
  it.each([
    ['return; let onRequest = () => {}', 'ReferenceError', early],
    ['if (true) return;\nconst onRequest = () => {}', 'ReferenceError', early],
    [
      `Object.defineProperty(globalThis, 'onRequest', { get() { throw new Error('g') } })`,
      'Error',
      'g',
    ],
  ])('%s', async (code, name, message) => {
    expect(await run(code)).toMatchObject({ status: 'error', error: { name, message } })
  })
})

describe('places', () => {
  it.each([
    [
      `const o = { ['function.js:0:0']() { throw new Error('x') } }\nonRequest = () => o['function.js:0:0']()`,
      1,
      43,
    ],
    [
      `const o = { ['function.js:7:7']() { throw new Error('x') } }\nonRequest = () => o['function.js:7:7']()`,
      1,
      43,
    ],
    [
      `const o = { 'function.js:0:0': () => { null.x } }\nonRequest = () => Reflect.apply(o['function.js:0:0'], 0, [])`,
      1,
      45,
    ],
    [`onRequest = () => eval('null.x')`, 1, 19],
    ['\t\tlet b = = 2', 1, 11],
    ['\n \t let b = = 2', 2, 12],
    [`\n  function onRequest() { null.x }\n//# sourceURL=other.js`, 2, 31],
    [`\n  function onRequest() { null.x }\n  //@ sourceURL=webpack://a/b.js`, 2, 31],
  ])('%s', async (code, line, column) => {
    expect(await run(code)).toMatchObject({ status: 'error', error: { line, column } })
  })
})

describe('a top-level return', () => {
  const end = `throw new Error('went on')`
  it.each([
    [`try { return } catch (e) { console.log(e) }\n${end}`],
    [`try { return console.log('said') } catch { console.log('caught') }\n${end}`],
    [`try { if (true) { return } } catch ({ message, ...rest }) { console.log(message) }\n${end}`],
    [`try { try { return } finally { console.log('said') } } catch (e) { console.log(e) }\n${end}`],
    [`try { throw 'x' } catch (e) { console.log('said'); return }\n${end}`],
    [
      `try { throw { a: 'said' } } catch ({ a, b = 1 }) { console.log(a, b); }\ntry { return } catch { }\n${end}`,
    ],
    [`return (\n  console.log('said')\n)\n${end}`],
  ])('ends the script, whatever is around it: %s', async (code) => {
    const { status, logs } = await run(`${code}\nfunction onRequest() { console.log('handled') }`)
    expect([status, logs.at(-1)?.text]).toEqual(['ok', 'handled'])
    expect(logs.filter(({ text }) => !/^(said( 1)?|handled)$/.test(text))).toEqual([])
  })

  it.each([
    [`if (false) return; throw new Error('x')`, 1, 26],
    [`if (false) return (\n1\n); null.x`, 3, 9],
    [`try { if (false) return } catch (e) { } null.x`, 1, 46],
    [`try { null.x; return } catch ({ stack }) { null.x }`, 1, 49],
    [`if (false) { return }\nfunction onRequest() { null.x }`, 2, 29],
  ])('moves no place: %s', async (code, line, column) => {
    const { error } = await run(code)
    expect(error).toMatchObject({ line, column })
    expect(error?.stack).toContain(`function.js:${line}:${column}`)
  })
})

describe('names that are too long to be one', () => {
  it.each([`'a.'.repeat(800) + 'x'`, `'x'.repeat(30000)`])('%s', async (host) => {
    const { status, logs } = await run(
      `async function onRequest() {
        const error = await new Promise((ok) => https.get({ host: ${host} }).on('error', ok))
        console.log(error.code, error.syscall)
      }`,
      { profile: 'current' },
    )
    expect([status, logs[0]?.text]).toEqual(['ok', expect.stringMatching(/getaddrinfo/)])
  })
})
