/** Signatures over bodies as large as a webhook may be: Node's own hashes, nothing made by hand. */
import nodeCrypto from 'node:crypto'
import vm from 'node:vm'
import zlib from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createHarness } from './harness.ts'

const { run, evaluate } = createHarness()
const current = { profile: 'current' } as const
const body = JSON.stringify({ a: 'é'.repeat(100_000) + 'x'.repeat(1_700_000) })

describe('a body of almost 2 MB', () => {
  it('is signed within the time that a function has, again and again', async () => {
    const { status, logs } = await run(
      `function onRequest(request) {
        let digest
        for (let i = 0; i < 10; i++) {
          digest = crypto.createHmac('sha256', 'k').update(request.text()).digest('hex')
        }
        console.log(digest)
      }`,
      { body },
    )
    const digest = nodeCrypto.createHmac('sha256', 'k').update(body).digest('hex')
    expect([status, logs[0]?.text]).toEqual(['ok', digest])
  })

  it('becomes bytes and text again, as often', async () => {
    const { status, logs } = await run(
      `function onRequest(request) {
        let bytes
        for (let i = 0; i < 5; i++) {
          bytes = Buffer.from(request.text())
        }
        console.log(bytes.length, Buffer.byteLength(request.text()), bytes.toString() === request.text())
        console.log(crypto.createHash('md5').update(bytes.toString('base64'), 'base64').digest('base64'))
      }`,
      { body },
    )
    const size = Buffer.byteLength(body)
    const digest = nodeCrypto.createHash('md5').update(body).digest('base64')
    expect(status).toBe('ok')
    expect(logs.map(({ text }) => text)).toEqual([`${size} ${size} true`, digest])
  })

  it('is packed and unpacked without filling the memory', async () => {
    const packed = zlib.gzipSync(Buffer.alloc(10_000_000, 'ab')).toString('base64')
    const { status, logs } = await run(
      `function onRequest() {
        const packed = Buffer.from('${packed}', 'base64')
        let size = 0
        for (let i = 0; i < 5; i++) {
          size += zlib.zlib.gunzipSync(packed).length
        }
        console.log(size)
      }`,
      current,
    )
    expect([status, logs[0]?.text]).toEqual(['ok', '50000000'])
  })
})

/** What is evaluated here and inside, and must come to the same. */
const cases = [
  `crypto.createHash('sha1').update('a\\ud83d').update('\\ude00b').digest('hex')`,
  `crypto.createHash('sha1').update('a').update(Buffer.from('é')).update('ff', 'hex').update('w6k=', 'base64').digest('hex')`,
  `crypto.createHash('sha1').update('éā', 'latin1').update('é', 'UTF-8').update('é', '').digest('hex')`,
  `crypto.createHmac('sha512', Buffer.from([255, 0])).update(new Uint16Array([1, 256])).digest('base64')`,
  `crypto.createHash('sha1').update(new Uint8Array([1, 2, 3, 4]).subarray(1, 3)).digest('hex')`,
  `crypto.createHash('md5').digest().length`,
  `crypto.createHash('md5').update('a').end('b') || 'stream'`,
  `Buffer.from([238, 149, 243, 232, 149, 13, 228, 171]).toString()`,
  `Buffer.from('\\ufeffé'.repeat(2000)).toString('utf8', 3, 1004).length`,
  `JSON.stringify([[0, 3], [-2, 2], [2, 1], [1.7, 9], [9, 12], ['1', '3'], [undefined, -1], [3]].map(([a, b]) => Buffer.from('héllo').toString('utf8', a, b)))`,
  `JSON.stringify(['hex', 'base64', 'latin1', 'binary', 'ascii', 'ucs2', 'HEX', 'Utf8'].map((e) => Buffer.from([104, 233, 0, 255]).toString(e)))`,
  `JSON.stringify(['a'.repeat(3000) + '\\ud800', 'é'.repeat(3000)].map((t) => [Buffer.byteLength(t), Buffer.from(t).length, Buffer.from(t, 'latin1').length]))`,
]

describe('bytes and hashes are those of Node', () => {
  it.each(cases)('%s', async (expression) => {
    const here: unknown = vm.runInNewContext(`String(${expression})`, {
      crypto: nodeCrypto,
      Buffer,
    })
    expect(await evaluate(`String(${expression})`, current)).toBe(here)
  })

  it.each([
    [`crypto.createHash('nope')`, 'Error'],
    [`crypto.createHmac('nope', 'k')`, 'Error'],
    [`crypto.createHash(1)`, 'TypeError ERR_INVALID_ARG_TYPE'],
    [`crypto.createHmac('sha1')`, 'TypeError ERR_INVALID_ARG_TYPE'],
    [`crypto.createHash('md5').update(1)`, 'TypeError ERR_INVALID_ARG_TYPE'],
    [
      `(h => (h.digest(), h.digest()))(crypto.createHash('md5'))`,
      'Error ERR_CRYPTO_HASH_FINALIZED',
    ],
    [
      `(h => (h.digest(), h.update('')))(crypto.createHash('md5'))`,
      'Error ERR_CRYPTO_HASH_FINALIZED',
    ],
    [`for (let all = [];;) all.push(crypto.createHash('md5'))`, 'RangeError'],
    [`Buffer.from('x'.repeat(3000), 'nope')`, 'TypeError ERR_UNKNOWN_ENCODING'],
    [`Buffer.from('x').toString('nope')`, 'TypeError ERR_UNKNOWN_ENCODING'],
  ])('and their errors: %s', async (statement, expected) => {
    const caught = `(() => { try { ${statement} } catch (e) { return [e.name, e.code].filter(Boolean).join(' ') } })()`
    expect(await evaluate(caught, current)).toBe(expected)
  })
})
