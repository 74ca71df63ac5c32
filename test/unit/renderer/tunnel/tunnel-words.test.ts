import { describe, expect, it } from 'vitest'
import type { Result } from '#preload/contract'
import { canRetry, tunnelWords } from '../../../../renderer/tunnel/tunnel-words.ts'

type Tunnel = Result<'capture.status'>['tunnel']

function tunnel(provider: Tunnel['provider'], state: Tunnel['state']): Tunnel {
  const since = '2026-01-01T00:00:00.000Z'
  return { provider, state, needsConsent: false, publicUrl: null, message: '', since, timeline: [] }
}

describe('the tunnel chip', () => {
  it('speaks of the tunnel that is up, else of the one that would be opened', () => {
    expect(tunnelWords(tunnel('none', 'idle'), 'localtunnel').label).toBe('Tunnel idle')
    expect(tunnelWords(tunnel('none', 'idle'), 'none').label).toBe('No tunnel')
    expect(tunnelWords(tunnel('localtunnel', 'offline'), 'none')).toEqual({
      label: 'Offline',
      tone: 'error',
    })
  })

  it('asks nobody who has answered', () => {
    const waiting = { ...tunnel('localtunnel', 'idle'), needsConsent: true }
    expect(tunnelWords(waiting, 'localtunnel').label).toBe('Waits for your consent')
    expect(tunnelWords(waiting, 'localtunnel', true)).toEqual({ label: 'Local only', tone: 'idle' })
  })

  it('offers a retry only where one can help', () => {
    expect(canRetry('offline')).toBe(true)
    expect(canRetry('verifying')).toBe(false)
  })
})
