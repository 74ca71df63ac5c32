import { once } from 'node:events'
import { expect, test } from 'vitest'
import {
  dial,
  exchange,
  FORMS,
  post,
  readAll,
  readUntil,
  SHOP,
  startCapture,
  type Harness,
} from './capture-harness.ts'

const MB = 1024 * 1024
const HEAD = `POST /?b=${SHOP.token} HTTP/1.1\r\nHost: x\r\n`

function stored({ capture, database }: Harness): unknown {
  capture.settle()
  return database.prepare('SELECT count(*) FROM captured_events').pluck().get()
}

async function said(response: Response): Promise<[number, unknown]> {
  return [response.status, await response.json()]
}

test('the three ways to name a source', async () => {
  const harness = await startCapture()
  const { port } = harness
  const header = { 'X-Segment-Source-Function-Token': SHOP.token }
  expect(await said(await post(port, '{}'))).toEqual([200, { success: true }])
  expect((await post(port, '{}', { path: '/', headers: header })).status).toBe(200)
  expect((await post(port, '{}', { path: '/shop', headers: header })).status).toBe(200)
  expect((await post(port, '{}', { path: `/shop?b=${SHOP.token}` })).status).toBe(200)
  expect((await post(port, '{}', { path: `/shop/?x=1&b=${SHOP.token}` })).status).toBe(200)
  expect((await post(port, '{}', { path: `/?%62=${SHOP.token}` })).status).toBe(200)
  for (const path of ['/?b=', '/?b=of-another-system']) {
    expect((await post(port, '{}', { path, headers: header })).status).toBe(200)
  }
  expect(stored(harness)).toBe(8)
})

test('a missing or unknown token is refused in the same words, whatever the address', async () => {
  const harness = await startCapture()
  const { port } = harness
  const refused = [401, { error: 'The token is missing or unknown.' }]
  const paths = ['/', '/?b=', '/?b=wrong', '/shop', '/nothing?b=wrong', '/a/b/c', '/?c=1']
  for (const path of paths) {
    expect(await said(await post(port, '{}', { path }))).toEqual(refused)
  }
  const headers = { 'x-segment-source-function-token': 'wrong' }
  expect(await said(await post(port, '{}', { path: '/', headers }))).toEqual(refused)
  expect(stored(harness)).toBe(0)
})

test('other addresses and the slug of another source are not found', async () => {
  const harness = await startCapture({ open: [SHOP, FORMS] })
  for (const path of ['/forms', '/unknown', '/a/b', '/sh%6fp', '/Shop', '//']) {
    const answer = await said(await post(harness.port, '{}', { path: `${path}?b=${SHOP.token}` }))
    expect(answer).toEqual([404, { error: 'There is nothing at this address.' }])
  }
  expect(stored(harness)).toBe(0)
})

test('methods other than POST get 405 with Allow, without a look at the token', async () => {
  const { port, events } = await startCapture()
  for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']) {
    for (const query of ['', `?b=${SHOP.token}`]) {
      const response = await fetch(`http://127.0.0.1:${port}/${query}`, { method })
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
    }
  }
  expect(await exchange(port, 'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 405 [^]*Allow: POST/,
  )
  expect(events.list(SHOP.id)).toEqual([])
})

test('a source may accept other methods, and names them to those who know its token', async () => {
  const { port, events, newest } = await startCapture({
    open: [{ ...SHOP, methods: ['PUT', 'GET'] }],
  })
  const call = (method: string, query = `?b=${SHOP.token}`) =>
    fetch(`http://127.0.0.1:${port}/${query}`, {
      method,
      ...(method === 'PUT' ? { body: 'x' } : {}),
    })
  expect((await call('PUT')).status).toBe(200)
  expect(newest()).toMatchObject({ method: 'PUT', size: 1 })
  expect((await call('GET')).status).toBe(200)
  expect(newest()).toMatchObject({ method: 'GET', size: 0 })
  for (const method of ['POST', 'DELETE']) {
    const refused = await call(method)
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'PUT, GET'])
  }
  const stranger = await call('PUT', '?b=wrong')
  expect([stranger.status, stranger.headers.get('allow')]).toEqual([405, 'POST'])
  expect(events.list(SHOP.id)).toHaveLength(2)
})

test('a token that was replaced is refused at once', async () => {
  const shop = { ...SHOP }
  const { port, events } = await startCapture({ open: [shop] })
  expect((await post(port, '{}')).status).toBe(200)
  shop.token = 'another-token'
  const burst = await Promise.all(Array.from({ length: 10 }, () => post(port, '{}')))
  expect(new Set(burst.map(({ status }) => status))).toEqual(new Set([401]))
  expect((await post(port, '{}', { path: `/?b=${shop.token}` })).status).toBe(200)
  expect(events.list(SHOP.id)).toHaveLength(2)
})

test('without an open window the answer is 404 and nothing is kept', async () => {
  const harness = await startCapture()
  const closed = [404, { error: 'Nothing is being captured here at the moment.' }]
  expect(await said(await post(harness.port, '{}', { path: `/?b=${FORMS.token}` }))).toEqual(closed)
  await harness.capture.close(SHOP.id)
  expect(await said(await post(harness.port, '{}'))).toEqual(closed)
  expect(stored(harness)).toBe(0)
})

test('the size limit is that of the profile, to the byte', async () => {
  const harness = await startCapture({ open: [SHOP, FORMS] })
  const { port } = harness
  const forms = { path: `/?b=${FORMS.token}` }
  expect((await post(port, Buffer.alloc(2 * MB))).status).toBe(200)
  expect((await post(port, Buffer.alloc(MB / 2), forms)).status).toBe(200)
  expect(await said(await post(port, Buffer.alloc(MB / 2 + 1), forms))).toEqual([
    413,
    { error: 'The body is larger than 524288 bytes.' },
  ])
  expect((await post(port, Buffer.alloc(2 * MB + 1))).status).toBe(413)
  expect((await post(port, Buffer.alloc(12 * MB))).status).toBe(413)
  expect(stored(harness)).toBe(2)
})

test('a declared length over the limit is refused before any body byte', async () => {
  const harness = await startCapture()
  const socket = await dial(harness.port)
  const answer = readAll(socket)
  socket.write(`${HEAD}Content-Length: ${3 * MB}\r\n\r\n`)
  expect(await answer).toMatch(/^HTTP\/1\.1 413 [^]*Connection: close/)
  expect(stored(harness)).toBe(0)
})

test('a chunked body is refused as soon as it passes the limit', async () => {
  const harness = await startCapture()
  const socket = await dial(harness.port)
  const refused = readUntil(socket, 'larger than')
  socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`)
  const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536), Buffer.from('\r\n')])
  for (let sent = 0; sent < 33; sent++) {
    socket.write(chunk)
  }
  expect(await refused).toMatch(/^HTTP\/1\.1 413/)
  // What comes after is dropped, for a while and up to a size, then the connection is closed.
  const closed = once(socket, 'close')
  const timer = setInterval(() => socket.write(chunk), 1)
  await closed
  clearInterval(timer)
  expect(stored(harness)).toBe(0)
})

test('Expect: 100-continue gets its answer before the body', async () => {
  const harness = await startCapture()
  const accepted = await dial(harness.port)
  const goOn = readUntil(accepted, '100 Continue')
  accepted.write(`${HEAD}Expect: 100-continue\r\nContent-Length: 2\r\n\r\n`)
  await goOn
  const done = readUntil(accepted, '{"success":true}')
  accepted.write('{}')
  await done

  const large = await dial(harness.port)
  const refused = readAll(large)
  large.write(`${HEAD}Expect: 100-continue\r\nContent-Length: ${3 * MB}\r\n\r\n`)
  expect(await refused).toMatch(/^HTTP\/1\.1 413/)

  const unknown = await dial(harness.port)
  const unauthorized = readAll(unknown)
  unknown.write('POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n')
  expect(await unauthorized).toMatch(/^HTTP\/1\.1 401/)
  expect(stored(harness)).toBe(1)
})

test('a window that closes while a body is on its way keeps the event out', async () => {
  const harness = await startCapture()
  const socket = await dial(harness.port)
  const answer = readUntil(socket, 'at the moment')
  socket.write(`${HEAD}Content-Length: 4\r\n\r\n{}`)
  await fetch(`http://127.0.0.1:${harness.port}/`)
  await harness.capture.close(SHOP.id)
  socket.write('  ')
  expect(await answer).toMatch(/^HTTP\/1\.1 404/)
  expect(stored(harness)).toBe(0)
})

test('pipelined requests are answered in order', async () => {
  const harness = await startCapture()
  const one = `${HEAD}Content-Length: 2\r\n\r\n{}`
  const last = one.replace('Host: x', 'Host: x\r\nConnection: close')
  const answer = await exchange(
    harness.port,
    `${one}${one}GET / HTTP/1.1\r\nHost: x\r\n\r\n${last}`,
  )
  expect(answer.match(/HTTP\/1\.1 \d+/g)?.map((line) => line.slice(9))).toEqual([
    '200',
    '200',
    '405',
    '200',
  ])
  expect(harness.events.list(SHOP.id)).toHaveLength(3)
})

test('the probe path answers with the secret answer and nothing is stored', async () => {
  const harness = await startCapture()
  const response = await fetch(
    `http://127.0.0.1:${harness.port}/.well-known/hookbench-probe/0123456789abcdef`,
  )
  expect(response.status).toBe(405)
  expect(stored(harness)).toBe(0)
})
