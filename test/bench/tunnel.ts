/** What the tunnel adds to a request, and how fast it is back when the relay is. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { silentLogger } from '#main/core/logger'
import { createTunnel, type Tunnel } from '#main/tunnel/tunnel'
import type { TunnelState } from '#preload/model/tunnel'
import { startRelay } from '../support/relay.ts'
import { middle, row, type BenchRow } from './support/rows.ts'

const PROBE = { path: '/probe-of-the-bench', answer: 'answer' }
const REQUESTS = 300
const RESTARTS = 5

export async function benchTunnel(): Promise<BenchRow[]> {
  const relay = await startRelay()
  const server = http.createServer((request, response) => {
    request.resume()
    request.once('end', () => response.end(PROBE.answer))
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const localPort = (server.address() as AddressInfo).port
  const tunnel = createTunnel({ logger: silentLogger })
  try {
    tunnel.open({
      provider: 'localtunnel',
      consented: true,
      relayUrl: relay.url,
      ownPublicUrl: '',
      localPort,
      probe: PROBE,
    })
    await reached(tunnel, 'listening')
    const through = await latency(tunnel.status().publicUrl ?? '')
    const direct = await latency(`http://localhost:${localPort}`)
    const restarts: number[] = []
    for (let count = 0; count < RESTARTS; count++) {
      await relay.die()
      await reached(tunnel, 'reconnecting')
      await relay.revive()
      const revivedAt = performance.now()
      await reached(tunnel, 'listening')
      restarts.push(performance.now() - revivedAt)
    }
    const firstPause = 1000
    const back = middle(restarts)
    return [
      row('A request through relay and tunnel', through, direct, 'the same without'),
      row('From a relay that is back to "listening"', back, firstPause, 'the first pause'),
    ]
  } finally {
    await tunnel.close()
    await relay.close()
    server.closeAllConnections()
    server.close()
  }
}

async function latency(url: string): Promise<number> {
  const body = Buffer.alloc(2048, 'x')
  const times: number[] = []
  for (let count = 0; count < REQUESTS; count++) {
    const startedAt = performance.now()
    const response = await fetch(url, { method: 'POST', body })
    await response.arrayBuffer()
    times.push(performance.now() - startedAt)
  }
  return middle(times)
}

function reached(tunnel: Tunnel, state: TunnelState): Promise<void> {
  return new Promise((resolve) => {
    const off = tunnel.onChange(check)
    function check(): void {
      if (tunnel.status().state === state) {
        off()
        resolve()
      }
    }
    check()
  })
}
