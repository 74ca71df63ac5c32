/**
 * The public address as a state machine:
 * idle -> connecting -> verifying -> listening <-> degraded -> reconnecting -> ... or offline.
 * It says "listening" only after a request of its own came back through the public URL, and
 * keeps checking: relays and networks fail without a word.
 */
import type { Logger } from '#main/core/logger'
import type { TunnelProviderName, TunnelStatus } from '#preload/model'
import type { ProbeTarget } from './probe.ts'
import { createOwnUrlProvider, createRelayProvider } from './providers.ts'
import type { TunnelProvider } from './provider.ts'
import { createStatusLog } from './status-log.ts'
import { DEFAULT_TIMINGS, type TunnelTimings } from './timings.ts'
import { createSupervisor, type Supervisor } from './supervisor.ts'

export interface TunnelConfig {
  readonly provider: TunnelProviderName
  readonly relayUrl: string
  readonly ownPublicUrl: string
  readonly localPort: number
  readonly probe: ProbeTarget
}

export interface Tunnel {
  status(): TunnelStatus
  /** Opening again with the same configuration changes nothing. */
  open(config: TunnelConfig): void
  /** Tries now instead of at the end of the pause. */
  retry(): void
  /** To be called after sleep or a change of network: what worked before is not believed. */
  resume(): void
  close(): Promise<void>
  /** Returns its off. */
  onChange(listener: (status: TunnelStatus) => void): () => void
}

export interface TunnelOptions {
  readonly logger: Logger
  readonly timings?: Partial<TunnelTimings>
  /** For the jitter of pauses, 0 to 1. */
  readonly random?: () => number
}

const CLOSED = 'No public address: it is opened together with a capture window.'
const NONE = 'No tunnel is used: only programs on this machine can send webhooks.'

export function createTunnel(options: TunnelOptions): Tunnel {
  const timings = { ...DEFAULT_TIMINGS, ...options.timings }
  const log = createStatusLog(CLOSED)
  /** Survives closing, because it knows the name to ask for again. */
  let provider: { readonly key: string; readonly value: TunnelProvider } | undefined
  let active: { readonly key: string; readonly supervisor: Supervisor } | undefined
  let closing: Promise<void> = Promise.resolve()

  log.onChange(({ state, message }) => options.logger.log('info', `tunnel ${state}: ${message}`))

  function providerFor(config: TunnelConfig): TunnelProvider {
    const key = JSON.stringify([
      config.provider,
      config.relayUrl,
      config.ownPublicUrl,
      config.localPort,
    ])
    if (provider?.key !== key) {
      const value =
        config.provider === 'url'
          ? createOwnUrlProvider(config.ownPublicUrl)
          : createRelayProvider({
              ...config,
              connectMs: timings.connectMs,
              sockets: timings.sockets,
            })
      provider = { key, value }
    }
    return provider.value
  }

  function stop(): void {
    const stopped = active?.supervisor.stop()
    active = undefined
    if (stopped !== undefined) {
      closing = Promise.all([closing, stopped]).then(() => undefined)
    }
  }

  return {
    status: () => log.status(),
    open(config) {
      const key = JSON.stringify(config)
      if (active?.key === key) {
        return
      }
      stop()
      log.provider(config.provider)
      if (config.provider === 'none') {
        log.enter('idle', NONE, null)
        return
      }
      const supervisor = createSupervisor({
        provider: providerFor(config),
        probe: config.probe,
        log,
        timings,
        random: options.random ?? Math.random,
        onUnexpected: (error) => options.logger.log('error', `the tunnel failed: ${String(error)}`),
      })
      active = { key, supervisor }
    },
    retry() {
      active?.supervisor.wake()
    },
    resume() {
      active?.supervisor.wake()
    },
    async close() {
      stop()
      log.enter('idle', CLOSED, null)
      await closing
    },
    onChange: (listener) => log.onChange(listener),
  }
}
