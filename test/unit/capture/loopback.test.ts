import { once } from 'node:events'
import net from 'node:net'
import { networkInterfaces } from 'node:os'
import { expect, onTestFinished, test } from 'vitest'
import { listenOnLoopback } from '#main/capture/loopback'

test('a connection that the system refuses to the listener is told, and the next one is taken', async () => {
  const servers: net.Server[] = []
  const told: string[] = []
  const { port, close } = await listenOnLoopback(
    () => {
      const server = net.createServer((socket) => socket.end('hello'))
      servers.push(server)
      return server
    },
    0,
    (error) => told.push(error.message),
  )
  onTestFinished(close)
  // What Node emits when `accept` fails; without a listener it would end the process.
  for (const server of servers) {
    server.emit('error', new Error('accept EMFILE'))
  }
  expect(told).toEqual(servers.map(() => 'accept EMFILE'))
  const [greeting] = (await once(net.connect(port, '127.0.0.1'), 'data')) as [Buffer]
  expect(greeting.toString()).toBe('hello')
})

test('127.0.0.1 and ::1 are both ours, under one port', async () => {
  const addresses: string[] = []
  const { port, close } = await listenOnLoopback(
    () => net.createServer((socket) => socket.end(socket.localAddress ?? '')),
    0,
    () => undefined,
  )
  onTestFinished(close)
  const hosts = hasIpv6() ? ['127.0.0.1', '::1'] : ['127.0.0.1']
  for (const host of hosts) {
    const [data] = (await once(net.connect(port, host), 'data')) as [Buffer]
    addresses.push(data.toString())
  }
  expect(addresses).toEqual(hosts)
})

function hasIpv6(): boolean {
  return Object.values(networkInterfaces()).some((list) =>
    list?.some(({ address }) => address === '::1'),
  )
}
