import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHarness } from './harness.ts'

const { evaluate, run } = createHarness()
const hurried = createHarness({ patience: 1 })
let base = ''

const server = http.createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const url = request.url ?? ''
    if (url === '/gzip') {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('packed'))
    } else if (url === '/redirect') {
      response.writeHead(302, { location: '/echo' }).end()
    } else if (url === '/hang') {
      // Never answered: the client has to give up.
    } else if (url === '/big') {
      response.end(Buffer.alloc(1_000_000, 'x'))
    } else if (url === '/broken') {
      response.writeHead(200, { 'content-length': '100' }).write('part')
      setTimeout(() => response.destroy(), 5)
    } else {
      if (request.method === 'PUT') {
        response.end()
        return
      }
      response.setHeader('set-cookie', ['a=1', 'b=2'])
      response.setHeader('content-type', 'application/json')
      const { method, headers } = request
      response.end(JSON.stringify({ method, headers, url, body: Buffer.concat(chunks).toString() }))
    }
  })
})

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const current = { profile: 'current' } as const

describe('fetch', () => {
  it.each([
    ['(await fetch("BASE/a?b=c")).status', '200'],
    ['(await (await fetch("BASE/a?b=c")).json()).url', '/a?b=c'],
    ['(await (await fetch("BASE/", {method: "POST", body: "hi"})).json()).body', 'hi'],
    [
      '(await (await fetch("BASE/", {method: "POST", body: JSON.stringify({a: "ü"})})).json()).body',
      '{"a":"ü"}',
    ],
    ['(await (await fetch("BASE/", {headers: {"X-Own": "1"}})).json()).headers["x-own"]', '1'],
    ['(await fetch("BASE/")).headers.raw()["set-cookie"]', "[ 'a=1', 'b=2' ]"],
    ['await (await fetch("BASE/gzip")).text()', 'packed'],
    ['(await fetch("BASE/redirect")).url.endsWith("/echo")', 'true'],
    ['(await (await fetch("BASE/big")).buffer()).length', '1000000'],
    ['Buffer.isBuffer(await (await fetch("BASE/")).buffer())', 'true'],
    ['(await fetch("BASE/")) instanceof Response', 'true'],
    ['(await Promise.all([1, 2, 3].map(n => fetch("BASE/" + n)))).length', '3'],
    ['await fetch("BASE/hang", {timeout: 30}).catch(e => e.type)', 'request-timeout'],
    ['await fetch("BASE/broken").then((r) => r.text())', 'part'],
    [
      'await fetch("http://127.0.0.1:1/").catch(e => e.message)',
      'request to http://127.0.0.1:1/ failed, reason: connect ECONNREFUSED 127.0.0.1:1',
    ],
    [
      'await fetch("http://127.0.0.1:1/").catch(e => [e.name, e.code, e instanceof Error])',
      "[ 'FetchError', 'ECONNREFUSED', true ]",
    ],
    [
      '/^multipart/.test((await (await fetch("BASE/", {method: "POST", body: (f => (f.append("a", "b"), f))(new FormData())})).json()).headers["content-type"])',
      'true',
    ],
    [
      '(await (await fetch("BASE/", {method: "POST", body: new URLSearchParams({a: "b c"})})).json()).body',
      'a=b+c',
    ],
  ])('%s', async (expression, expected) => {
    expect(await evaluate(expression.replaceAll('BASE', base))).toBe(expected)
  })

  it('is cut off when the function has ended', async () => {
    const { status } = await run(`onRequest = () => { fetch('${base}/hang') }`)
    expect(status).toBe('ok')
  })

  it('counts as part of the run', async () => {
    const { status } = await hurried.run(`onRequest = async () => { await fetch('${base}/hang') }`)
    expect(status).toBe('timeout')
  })
})

describe('other clients', () => {
  it('https.get with a callback', async () => {
    const code = `new Promise((ok) => https.get('https://127.0.0.1:1/').on('error', (e) => ok(e.code)))`
    expect(await evaluate(code, current)).toBe('ECONNREFUSED')
  })

  it('https.get that cannot be sent tells its error and opens nothing', async () => {
    let connections = 0
    const silent = net.createServer(() => (connections += 1))
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done))
    const { port } = silent.address() as AddressInfo
    for (const [odd, code] of [
      ["headers: { authorization: 'Bearer abc\\n' }", 'ERR_INVALID_CHAR'],
      ["headers: { 'a b': 'c' }", 'ERR_INVALID_HTTP_TOKEN'],
      ["path: '/a b'", 'ERR_UNESCAPED_CHARACTERS'],
      ["method: 'NO SUCH'", 'ERR_INVALID_HTTP_TOKEN'],
    ]) {
      const { error, logs, calls } = await run(
        `async function onRequest() {
          await new Promise((ok) => {
            https.get({ host: '127.0.0.1', port: ${port}, ${odd} }).on('error', (e) => ok(console.log(e.code)))
          })
          await new Promise((ok) => setTimeout(ok, 50))
        }`,
        { profile: 'current' },
      )
      expect([error, logs[0]?.text]).toEqual([null, code])
      expect(calls[0]?.error).toMatch(/./)
    }
    expect(connections).toBe(0)
    silent.close()
  })

  it('OAuth', async () => {
    const code = `new Promise((ok) => new OAuth.OAuth('${base}/r', '${base}/a', 'k', 's', '1.0', null, 'HMAC-SHA1')
      .get('${base}/x', 't', 'ts', (e, data) => ok(JSON.parse(data).headers.authorization.slice(0, 19))))`
    expect(await evaluate(code)).toBe('OAuth oauth_consume')
  })

  it('AWS', async () => {
    const code = `new AWS.S3({ endpoint: '${base}', s3ForcePathStyle: true, region: 'us-east-1', accessKeyId: 'a', secretAccessKey: 'b' })
      .getObject({ Bucket: 'b', Key: 'k' }).promise().then((r) => JSON.parse(r.Body.toString()).url)`
    expect(await evaluate(code, current)).toBe('/b/k')
  })

  it('AWS with a body and callbacks', async () => {
    const code = `new Promise((ok) => new AWS.S3({ endpoint: '${base}', s3ForcePathStyle: true, region: 'us-east-1', accessKeyId: 'a', secretAccessKey: 'b' })
      .putObject({ Bucket: 'b', Key: 'k', Body: 'hello' }, (e, r) => ok(e ? e.message : 'put')))`
    expect(await evaluate(code, current)).toBe('put')
  })

  it('sendgrid, twilio and stripe reach for the network', async () => {
    const code = `stripe('k', { host: '127.0.0.1', port: 1, protocol: 'http', maxNetworkRetries: 0 }).charges.list().catch((e) => e.type)`
    expect(await evaluate(code, current)).toBe('StripeConnectionError')
  })
})
