import { useMutation } from '@tanstack/react-query'
import type { Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'

/** Agrees to the third party that the tunnel waits for; `null` when it waits for nothing. */
export function useConsent(tunnel: Result<'capture.status'>['tunnel'] | undefined): {
  readonly isPending: boolean
  readonly agree: (() => void) | null
} {
  const { api } = useConnector()
  const consent = useMutation({
    mutationFn: (provider: 'localtunnel' | 'cloudflared') => api['tunnel.consent']({ provider }),
  })
  const provider = tunnel?.provider
  const isAsked =
    tunnel?.needsConsent === true && (provider === 'localtunnel' || provider === 'cloudflared')
  return {
    isPending: consent.isPending,
    agree: isAsked ? () => consent.mutate(provider) : null,
  }
}
