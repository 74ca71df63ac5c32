import type { Result } from '#preload/contract'
import type { DotTone } from '../ui/state.tsx'

type Tunnel = Result<'capture.status'>['tunnel']
export type TunnelState = Tunnel['state']
export type TunnelProvider = Tunnel['provider']

export interface TunnelWords {
  readonly label: string
  readonly tone: DotTone
}

export const providerNames: Record<TunnelProvider, string> = {
  localtunnel: 'localtunnel',
  cloudflared: 'cloudflared',
  url: 'My own public URL',
  none: 'No tunnel',
}

const words: Record<TunnelState, TunnelWords> = {
  idle: { label: 'Tunnel idle', tone: 'idle' },
  connecting: { label: 'Connecting', tone: 'busy' },
  verifying: { label: 'Verifying', tone: 'busy' },
  listening: { label: 'Listening', tone: 'ok' },
  degraded: { label: 'Degraded', tone: 'warn' },
  reconnecting: { label: 'Reconnecting', tone: 'busy' },
  offline: { label: 'Offline', tone: 'error' },
}

/**
 * The chip's words: of the tunnel that is up, else of the one that would be opened. Without a
 * tunnel there is nothing that could be up or down.
 */
export function tunnelWords(
  tunnel: Tunnel,
  preferred: TunnelProvider,
  isDeclined = false,
): TunnelWords {
  if (tunnel.needsConsent && isDeclined) {
    return { label: 'Local only', tone: 'idle' }
  }
  if (tunnel.needsConsent) {
    return { label: 'Waits for your consent', tone: 'warn' }
  }
  const provider = tunnel.state === 'idle' ? preferred : tunnel.provider
  return provider === 'none' ? { label: 'No tunnel', tone: 'idle' } : words[tunnel.state]
}

export function stateWords(state: TunnelState): TunnelWords {
  return words[state]
}

export function canRetry(state: TunnelState): boolean {
  return state === 'offline' || state === 'degraded' || state === 'reconnecting'
}
