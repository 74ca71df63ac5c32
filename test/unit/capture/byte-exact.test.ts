import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { exchange, post, SHOP, startCapture } from './capture-harness.ts'

const AUTH = `X-Segment-Source-Function-Token: ${SHOP.token}`

test('header names keep their case, order and number; path and query stay raw', async () => {
  const { port, newest } = await startCapture()
  const answer = await exchange(
    port,
    [
      `POST /shop?x=%41%2f+1&b=${SHOP.token}&x=2&&empty= HTTP/1.1`,
      'Host: example.test',
      'X-DuP: first',
      'x-dup: second',
      'coNTent-TYPE: application/json; charset=utf-8',
      'X-Latin: caf\u00e9',
      'X-Empty:',
      'Cookie: a=1',
      'Cookie: b=2',
      'Content-Length: 7',
      'Connection: close',
      '',
      '{"a":1}',
    ].join('\r\n'),
  )
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  expect(answer).toMatch(/\r\n\r\n\{"success":true\}$/)
  const event = newest()
  expect(event.rawHeaders.map(([name]) => name)).toEqual([
    'Host',
    'X-DuP',
    'x-dup',
    'coNTent-TYPE',
    'X-Latin',
    'X-Empty',
    'Cookie',
    'Cookie',
    'Content-Length',
    'Connection',
  ])
  expect(event.rawHeaders.slice(1, 3)).toEqual([
    ['X-DuP', 'first'],
    ['x-dup', 'second'],
  ])
  expect(event.rawHeaders[5]).toEqual(['X-Empty', ''])
  expect(event).toMatchObject({
    method: 'POST',
    path: '/shop',
    query: `x=%41%2f+1&b=${SHOP.token}&x=2&&empty=`,
    httpVersion: '1.1',
    remoteAddress: '127.0.0.1',
    contentType: 'application/json; charset=utf-8',
  })
})

test('trailers are kept, but for those that no trailer can say', async () => {
  const { port, newest } = await startCapture()
  const head = `POST /?b=${SHOP.token} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n`
  const trailers = 'X-Sig: abc\r\nx-sig: d\r\nHost: other\r\nContent-Type: text/x\r\n'
  await exchange(port, `${head}Connection: close\r\n\r\n2\r\n{}\r\n0\r\n${trailers}\r\n`)
  expect(newest().rawHeaders.slice(-3)).toEqual([
    ['Connection', 'close'],
    ['X-Sig', 'abc'],
    ['x-sig', 'd'],
  ])
})

test('binary, compressed, chunked and empty bodies are kept as they came', async () => {
  const { port, newest } = await startCapture()
  const bytes = Buffer.from(Uint8Array.from({ length: 70_000 }, (_, index) => (index * 31) % 256))
  await post(port, bytes, { headers: { 'content-type': 'application/octet-stream' } })
  expect(Buffer.from(newest().bodyBase64, 'base64').equals(bytes)).toBe(true)

  const gzip = gzipSync('{"big":12345678901234567890}')
  await post(port, gzip, { headers: { 'content-encoding': 'gzip' } })
  expect(Buffer.from(newest().bodyBase64, 'base64').equals(gzip)).toBe(true)
  expect(newest().title).toBe('application/json')

  await exchange(
    port,
    `POST / HTTP/1.1\r\nHost: x\r\n${AUTH}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n` +
      '3\r\n{"a\r\n1;ext=1\r\n"\r\n3\r\n:1}\r\n0\r\nX-Trailer: 1\r\n\r\n',
  )
  expect(Buffer.from(newest().bodyBase64, 'base64').toString()).toBe('{"a":1}')
  expect(newest().size).toBe(7)

  await post(port, '')
  expect(newest()).toMatchObject({
    size: 0,
    bodyBase64: '',
    title: 'Empty body',
    bodySha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  })
})

test('a body that arrives byte by byte is put together', async () => {
  const { port, newest } = await startCapture()
  const text = JSON.stringify({ type: 'slow', filler: 'x'.repeat(300) })
  const { dial, readUntil } = await import('./capture-harness.ts')
  const socket = await dial(port)
  socket.setNoDelay(true)
  const answered = readUntil(socket, '{"success":true}')
  socket.write(`POST / HTTP/1.1\r\nHost: x\r\n${AUTH}\r\nContent-Length: ${text.length}\r\n\r\n`)
  for (const character of text) {
    await new Promise<void>((resolve) => socket.write(character, () => resolve()))
  }
  await answered
  expect(Buffer.from(newest().bodyBase64, 'base64').toString()).toBe(text)
  expect(newest().title).toBe('slow')
})

test('HTTP/1.0 and the absolute form of proxies are understood', async () => {
  const { port, newest } = await startCapture()
  expect(
    await exchange(port, `POST /?b=${SHOP.token} HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}`),
  ).toContain('{"success":true}')
  expect(newest().httpVersion).toBe('1.0')
  await exchange(
    port,
    `POST http://hooks.test:80/shop?b=${SHOP.token} HTTP/1.1\r\nHost: hooks.test\r\n` +
      'Content-Length: 2\r\nConnection: close\r\n\r\n{}',
  )
  expect(newest()).toMatchObject({ path: '/shop', query: `b=${SHOP.token}` })
})

test('no header is dropped, however many there are', async () => {
  const { port, newest } = await startCapture()
  const many = Array.from({ length: 3000 }, (_, index) => `h${index % 10}:${index % 10}`)
  const answer = await exchange(
    port,
    `POST / HTTP/1.1\r\nHost: x\r\n${AUTH}\r\nContent-Length: 0\r\nConnection: close\r\n${many.join('\r\n')}\r\n\r\n`,
  )
  expect(answer).toMatch(/^HTTP\/1\.1 200/)
  expect(newest().rawHeaders).toHaveLength(3004)
})
