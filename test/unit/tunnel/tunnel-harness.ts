/** A tunnel with short clocks, over the test relay and a real local server. */
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { silentLogger } from '#main/core/logger'
import type { TunnelTimings } from '#main/tunnel/timings'
import { createTunnel, type Tunnel, type TunnelConfig } from '#main/tunnel/tunnel'
import type { TunnelState, TunnelStatus } from '#preload/model/tunnel'
import { startRelay, type Relay } from '../../support/relay.ts'

const PROBE = { path: '/probe-0123456789', answer: 'the answer' }

export const FAST: TunnelTimings = {
  connectMs: 5000,
  programMs: 5000,
  programEndMs: 100,
  verifyMs: 300,
  probeMs: 2000,
  sizeMs: 5000,
  verifyPauseMs: 10,
  probeIntervalMs: 40,
  degradedIntervalMs: 20,
  maxFailedProbes: 3,
  backoffMs: 10,
  maxBackoffMs: 40,
  offlineAfter: 3,
  sockets: { connectMs: 5000, graceMs: 100, replaceMs: 5, maxReplaceMs: 50, closeMs: 50 },
}

/** For polls: nothing here takes long, but the machine may be busy with other tests. */
export const PATIENT = { timeout: 15_000, interval: 10 }

export interface LocalServer {
  readonly port: number
  readonly received: { method: string; url: string; rawHeaders: string[]; body: Buffer }[]
  answersProbe: boolean
}

/** Answers the probe, and everything else by repeating the body. */
export async function startLocal(): Promise<LocalServer> {
  const local = { port: 0, received: [] as LocalServer['received'], answersProbe: true }
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', rawHeaders } = request
      if (url.startsWith(PROBE.path)) {
        response.writeHead(local.answersProbe ? 200 : 404).end(PROBE.answer)
        return
      }
      const body = Buffer.concat(chunks)
      local.received.push({ method, url, rawHeaders, body })
      response.end(body)
    })
  })
  server.headersTimeout = 0
  server.listen(0, 'localhost')
  await once(server, 'listening')
  local.port = (server.address() as AddressInfo).port
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return local
}

export interface TunnelHarness {
  readonly tunnel: Tunnel
  readonly relay: Relay
  readonly local: LocalServer
  readonly config: TunnelConfig
  /** States in the order in which they were entered. */
  readonly states: TunnelState[]
  readonly open: (changes?: Partial<TunnelConfig>) => void
  /** The next status that is accepted, from now on; the present one counts. */
  readonly when: (
    accept: TunnelState | ((status: TunnelStatus) => boolean),
  ) => Promise<TunnelStatus>
  /** Like `when`, but the present status does not count. */
  readonly next: (state: TunnelState) => Promise<TunnelStatus>
}

export async function startTunnel(timings: Partial<TunnelTimings> = {}): Promise<TunnelHarness> {
  const relay = await startRelay()
  const local = await startLocal()
  const tunnel = createTunnel({ logger: silentLogger, timings: { ...FAST, ...timings } })
  const states: TunnelState[] = []
  tunnel.onChange(({ state }) => {
    if (states.at(-1) !== state) {
      states.push(state)
    }
  })
  onTestFinished(async () => {
    await tunnel.close()
    await relay.close()
  })
  const config: TunnelConfig = {
    provider: 'localtunnel',
    consented: true,
    relayUrl: relay.url,
    ownPublicUrl: '',
    localPort: local.port,
    probe: PROBE,
  }

  function wait(
    accept: (status: TunnelStatus) => boolean,
    present: boolean,
  ): Promise<TunnelStatus> {
    return new Promise((resolve) => {
      const off = tunnel.onChange(check)
      function check(status: TunnelStatus): void {
        if (accept(status)) {
          off()
          resolve(status)
        }
      }
      if (present) {
        check(tunnel.status())
      }
    })
  }

  return {
    tunnel,
    relay,
    local,
    config,
    states,
    open: (changes) => tunnel.open({ ...config, ...changes }),
    when: (accept) =>
      wait(typeof accept === 'function' ? accept : ({ state }) => state === accept, true),
    next: (state) => wait((status) => status.state === state, false),
  }
}
