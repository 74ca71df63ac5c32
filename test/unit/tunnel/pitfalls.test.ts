/** What goes wrong with localtunnel in the field, as far as no other test here is about it. */
import { once } from 'node:events'
import http from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { openRelaySockets } from '#main/tunnel/localtunnel-client'
import { startLocal, startTunnel } from './tunnel-harness.ts'

test('its HTTP client, which has known holes, is not even loaded', () => {
  expect(openRelaySockets).toBeTypeOf('function')
  const loaded = Object.keys(createRequire(import.meta.url).cache)
  expect(loaded.some((file) => file.includes('localtunnel'))).toBe(true)
  expect(loaded.filter((file) => /axios|localtunnel\/localtunnel\.js/.test(file))).toEqual([])
})

test.each([
  [408, /The relay at .* answered 408: it has no working connection to this machine/],
  [413, /The relay at .* answered 413: it refuses requests of this size/],
  [429, /The relay at .* answered 429: it wants fewer requests/],
  [502, /The relay at .* answered 502: it has no working connection to this machine/],
  [503, /The relay at .* answered 503: it has no working connection to this machine/],
  [504, /The relay at .* answered 504: it has no working connection to this machine/],
  [404, /answered 404: the address does not lead to this machine/],
])('a %i of the relay is told as the fault of the relay', async (status, message) => {
  const server = http.createServer((_request, response) => response.writeHead(status).end('no'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { open, when } = await startTunnel()
  const { port } = server.address() as AddressInfo
  open({ provider: 'url', ownPublicUrl: `http://127.0.0.1:${port}` })
  expect((await when('degraded')).message).toMatch(message)
})

test('a listener that throws opens no second tunnel', async () => {
  const { tunnel, relay, open, when } = await startTunnel()
  tunnel.onChange(() => {
    throw new Error('a window is gone')
  })
  open()
  await when('listening')
  expect(relay.asked).toHaveLength(1)
})

test('a body that reads like a request is one request', async () => {
  const { open, when, local } = await startTunnel()
  open()
  const { publicUrl } = await when('listening')
  const body = 'x\r\n\r\nDELETE /everything HTTP/1.1\r\nHost: h\r\n\r\n'
  await fetch(`${publicUrl ?? ''}/hook`, { method: 'POST', body })
  expect(local.received.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /hook'])
  expect(local.received[0]?.body.toString()).toBe(body)
})

test('a local server that is gone is found by the probe', async () => {
  const { open, when } = await startTunnel()
  const local = await startLocal()
  open({ localPort: local.port })
  await when('listening')
  local.answersProbe = false
  await when('reconnecting')
  local.answersProbe = true
  await when('listening')
})
