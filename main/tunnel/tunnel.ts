/**
 * The public address as a state machine:
 * idle -> connecting -> verifying -> listening <-> degraded -> reconnecting -> ... or offline.
 * It says "listening" only after a request of its own came back through the public URL, and
 * keeps checking: relays and networks fail without a word.
 */
import type { Logger } from '#main/core/logger'
import { ThirdPartyTunnel, type TunnelProviderName, type TunnelStatus } from '#preload/model/tunnel'
import { createCloudflaredProvider } from './cloudflared.ts'
import { probeSize, type ProbeResult, type ProbeTarget } from './probe.ts'
import { createOwnUrlProvider, createRelayProvider, ownBase } from './providers.ts'
import type { TunnelProvider } from './provider.ts'
import { createStatusLog } from './status-log.ts'
import { DEFAULT_TIMINGS, type TunnelTimings } from './timings.ts'
import { createSupervisor, type Supervisor } from './supervisor.ts'

export interface TunnelConfig {
  readonly provider: TunnelProviderName
  /** Whether the user has agreed to pass traffic through this third party. */
  readonly consented: boolean
  readonly relayUrl: string
  readonly ownPublicUrl: string
  readonly localPort: number
  readonly probe: ProbeTarget
}

export interface Tunnel {
  status(): TunnelStatus
  /** The address that opening is likely to give, when that is known before; `null` otherwise. */
  expectedUrl(config: Pick<TunnelConfig, 'provider' | 'relayUrl' | 'ownPublicUrl'>): string | null
  /** Opening again with the same configuration changes nothing. */
  open(config: TunnelConfig): void
  /** Tries now instead of at the end of the pause. */
  retry(): void
  /** To be called after sleep or a change of network: what worked before is not believed. */
  resume(): void
  /** Whether a body of so many bytes comes through the public address. */
  checkSize(bytes: number): Promise<ProbeResult>
  close(): Promise<void>
  /** Returns its off. */
  onChange(listener: (status: TunnelStatus) => void): () => void
}

export interface TunnelOptions {
  readonly logger: Logger
  readonly timings?: Partial<TunnelTimings>
  /** Where a program on the PATH is looked for, and what it gets. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** For the jitter of pauses, 0 to 1. */
  readonly random?: () => number
  /** What was granted by each relay, by its URL; lasts as long as its owner wants it to. */
  readonly memory?: TunnelMemory
}

interface RememberedAddress {
  readonly name?: string | undefined
  readonly publicUrl?: string | undefined
}

interface TunnelMemory {
  get(relayUrl: string): RememberedAddress | undefined
  set(relayUrl: string, address: RememberedAddress): unknown
}

const CLOSED = 'No public address: it is opened together with a capture window.'
const NONE = 'No tunnel is used: only programs on this machine can send webhooks.'

const CONSENTS: Readonly<Record<ThirdPartyTunnel, string>> = {
  localtunnel:
    'Your consent is needed: webhooks would pass through the relay, a third party, and in clear on the last leg from it to this machine. Do not send live secrets. Until then only programs on this machine can send webhooks.',
  cloudflared:
    'Your consent is needed: webhooks would pass through Cloudflare, a third party that can read them. Do not send live secrets. Until then only programs on this machine can send webhooks.',
}

/** What is remembered of a provider's address; a relay goes by its URL. */
const CLOUDFLARED_KEY = 'cloudflared'

export function createTunnel(options: TunnelOptions): Tunnel {
  const timings = { ...DEFAULT_TIMINGS, ...options.timings }
  const memory: TunnelMemory = options.memory ?? new Map<string, RememberedAddress>()
  const log = createStatusLog(CLOSED, (error) =>
    options.logger.log('error', `a listener of the tunnel failed: ${String(error)}`),
  )
  let active:
    | { readonly key: string; readonly supervisor: Supervisor; readonly probe: ProbeTarget }
    | undefined
  const checks = new Set<AbortController>()
  let closing: Promise<void> = Promise.resolve()

  log.onChange(({ state, message }) => options.logger.log('info', `tunnel ${state}: ${message}`))

  function providerFor(config: TunnelConfig): TunnelProvider {
    const { relayUrl, localPort } = config
    if (config.provider === 'url') {
      return createOwnUrlProvider(config.ownPublicUrl)
    }
    if (config.provider === 'cloudflared') {
      const { programMs, programEndMs } = timings
      return createCloudflaredProvider({
        localPort,
        startMs: programMs,
        endMs: programEndMs,
        env: options.env ?? process.env,
      })
    }
    return createRelayProvider({
      relayUrl,
      localPort,
      connectMs: timings.connectMs,
      sockets: timings.sockets,
      name: memory.get(relayUrl)?.name,
      onGranted: (name) => remember(relayUrl, { name }),
    })
  }

  function remember(relayUrl: string, news: RememberedAddress): void {
    const before = memory.get(relayUrl)
    const after = { ...before, ...news }
    if (after.name !== before?.name || after.publicUrl !== before?.publicUrl) {
      memory.set(relayUrl, after)
    }
  }

  function stop(): void {
    for (const check of checks) {
      check.abort()
    }
    const stopped = active?.supervisor.stop()
    active = undefined
    if (stopped !== undefined) {
      closing = Promise.all([closing, stopped]).then(() => undefined)
    }
  }

  return {
    status: () => log.status(),
    expectedUrl({ provider, relayUrl, ownPublicUrl }) {
      // Each of cloudflared's quick tunnels has a name of its own.
      return provider === 'localtunnel'
        ? (memory.get(relayUrl)?.publicUrl ?? null)
        : provider === 'url'
          ? (ownBase(ownPublicUrl) ?? null)
          : null
    },
    open(config) {
      const key = JSON.stringify(config)
      if (active?.key === key) {
        return
      }
      stop()
      log.provider(config.provider)
      log.needsConsent(false)
      if (config.provider === 'none') {
        log.enter('idle', NONE, null)
        return
      }
      const thirdParty = ThirdPartyTunnel.safeParse(config.provider).data
      if (thirdParty !== undefined && !config.consented) {
        log.needsConsent(true)
        log.enter('idle', CONSENTS[thirdParty], null)
        return
      }
      const rememberedAs = config.provider === 'localtunnel' ? config.relayUrl : CLOUDFLARED_KEY
      const supervisor = createSupervisor({
        provider: providerFor(config),
        knownUrl: thirdParty && memory.get(rememberedAs)?.publicUrl,
        onListening(publicUrl) {
          if (thirdParty !== undefined) {
            remember(rememberedAs, { publicUrl })
          }
        },
        probe: config.probe,
        log,
        timings,
        random: options.random ?? Math.random,
        onUnexpected: (error) => options.logger.log('error', `the tunnel failed: ${String(error)}`),
      })
      active = { key, supervisor, probe: config.probe }
    },
    retry() {
      active?.supervisor.wake()
    },
    resume() {
      active?.supervisor.wake()
    },
    async checkSize(bytes) {
      const { publicUrl, state } = log.status()
      if (active === undefined || publicUrl === null || state !== 'listening') {
        return { ok: false, reason: 'There is no public address that works at the moment.' }
      }
      const check = new AbortController()
      checks.add(check)
      try {
        const limitMs = timings.sizeMs
        return await probeSize(publicUrl, active.probe, bytes, check.signal, limitMs)
      } catch (error) {
        if (check.signal.aborted) {
          return { ok: false, reason: 'The tunnel was closed meanwhile.' }
        }
        throw error
      } finally {
        checks.delete(check)
      }
    },
    async close() {
      stop()
      log.needsConsent(false)
      log.enter('idle', CLOSED, null)
      await closing
    },
    onChange: (listener) => log.onChange(listener),
  }
}
