/** What the user answered about passing webhooks through a third party. */
import type { Result } from '#preload/contract'
import { providerNames, type TunnelProvider } from './tunnel-words.ts'

type Preferences = Result<'preferences.get'>
export type ConsentPreferences = Pick<Preferences, 'tunnelConsent' | 'tunnelDeclined'>

export function isDeclined(preferences: ConsentPreferences, provider: TunnelProvider): boolean {
  return preferences.tunnelDeclined.some((declined) => declined === provider)
}

/** "Stay local", over restarts too. It takes back what was agreed to before. */
export function declining(
  preferences: ConsentPreferences,
  provider: TunnelProvider,
): Partial<ConsentPreferences> {
  if (provider !== 'localtunnel' && provider !== 'cloudflared') {
    return {}
  }
  return {
    tunnelConsent: preferences.tunnelConsent.filter((agreed) => agreed !== provider),
    tunnelDeclined: [...new Set([...preferences.tunnelDeclined, provider])],
  }
}

/** The next window asks again. */
export function askingAgain(
  preferences: ConsentPreferences,
  provider: TunnelProvider,
): Partial<ConsentPreferences> {
  return {
    tunnelConsent: preferences.tunnelConsent.filter((agreed) => agreed !== provider),
    tunnelDeclined: preferences.tunnelDeclined.filter((declined) => declined !== provider),
  }
}

/** The answer as the tunnel menu tells it; `null` where none was given. */
export function answerOf(
  preferences: ConsentPreferences,
  provider: TunnelProvider,
): { readonly kind: 'agreed' | 'declined'; readonly text: string } | null {
  const name = providerNames[provider]
  if (isDeclined(preferences, provider)) {
    return { kind: 'declined', text: `You chose to stay local rather than to use ${name}.` }
  }
  return preferences.tunnelConsent.some((agreed) => agreed === provider)
    ? { kind: 'agreed', text: `You agreed that webhooks pass through ${name}.` }
    : null
}
