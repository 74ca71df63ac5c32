import { describe, expect, it } from 'vitest'
import {
  answerOf,
  askingAgain,
  declining,
  isDeclined,
  type ConsentPreferences,
} from '../../../../renderer/tunnel/consent.ts'

const NONE: ConsentPreferences = { tunnelConsent: [], tunnelDeclined: [] }

function after(before: ConsentPreferences, change: Partial<ConsentPreferences>) {
  return { ...before, ...change }
}

describe('the answer to the question of the third party', () => {
  it('is none at first', () => {
    expect(answerOf(NONE, 'localtunnel')).toBeNull()
    expect(isDeclined(NONE, 'localtunnel')).toBe(false)
  })

  it('holds for one third party, and the last one counts', () => {
    const agreed: ConsentPreferences = { ...NONE, tunnelConsent: ['localtunnel', 'cloudflared'] }
    expect(answerOf(agreed, 'localtunnel')).toMatchObject({ kind: 'agreed' })
    const declined = after(agreed, declining(agreed, 'localtunnel'))
    expect(declined).toEqual({ tunnelConsent: ['cloudflared'], tunnelDeclined: ['localtunnel'] })
    expect(declining(declined, 'localtunnel')).toEqual(declined)
    expect(answerOf(declined, 'localtunnel')).toMatchObject({ kind: 'declined' })
    expect(answerOf(declined, 'cloudflared')).toMatchObject({ kind: 'agreed' })
  })

  it('is taken back', () => {
    const declined = after(NONE, declining(NONE, 'cloudflared'))
    expect(after(declined, askingAgain(declined, 'cloudflared'))).toEqual(NONE)
  })

  it('is not asked for where no third party is', () => {
    expect(declining(NONE, 'url')).toEqual({})
    expect(answerOf(NONE, 'none')).toBeNull()
  })
})
