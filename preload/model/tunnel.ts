/** The public address: who gives it, and how it is. */
import { z } from 'zod'

export const TunnelState = z.enum([
  'idle',
  'connecting',
  'verifying',
  'listening',
  'degraded',
  'reconnecting',
  'offline',
])
export type TunnelState = z.infer<typeof TunnelState>

export const TunnelProviderName = z.enum(['none', 'localtunnel', 'cloudflared', 'url'])
export type TunnelProviderName = z.infer<typeof TunnelProviderName>

/** Providers that pass traffic through a third party: the user must have agreed to that once. */
export const ThirdPartyTunnel = TunnelProviderName.extract(['localtunnel', 'cloudflared'])
export type ThirdPartyTunnel = z.infer<typeof ThirdPartyTunnel>

export const TunnelStatus = z.object({
  provider: TunnelProviderName,
  state: TunnelState,
  /** The window is open locally; the tunnel waits for `tunnel.consent`. */
  needsConsent: z.boolean(),
  /** Base of the public address, without path; `null` until one is granted. */
  publicUrl: z.string().nullable(),
  /** One sentence for the user on what is going on, with a next step when something is wrong. */
  message: z.string(),
  since: z.string(),
  timeline: z.array(z.object({ at: z.string(), state: TunnelState, message: z.string() })),
})
export type TunnelStatus = z.infer<typeof TunnelStatus>
