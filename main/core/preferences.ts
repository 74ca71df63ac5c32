/** App-wide preferences: stored values over defaults, under what this process was told. */
import type { PreferencesRepo } from '#main/store/preferences-repo'
import { Preferences } from '#preload/model'
import { z } from 'zod'
import type { EventBus } from './event-bus.ts'

const DEFAULTS: Preferences = {
  theme: 'system',
  tunnelProvider: 'localtunnel',
  tunnelConsent: [],
  tunnelDeclined: [],
  relayUrl: 'https://localtunnel.me',
  ownPublicUrl: '',
  capturePort: 8377,
  runsKept: 100,
  runsKeptDays: 30,
  firstSteps: { done: [], dismissed: false },
}

export interface PreferenceService {
  get(): Preferences
  set(changes: Partial<Preferences>): Preferences
}

/** `overrides` win for this process only and are never stored. */
export function createPreferences(
  repo: PreferencesRepo,
  bus: Pick<EventBus, 'publish'>,
  overrides: Partial<Preferences> = {},
): PreferenceService {
  function stored(): Preferences {
    // A value that a newer or damaged version left behind falls back to its default alone.
    const values = repo.all()
    const entries = Object.entries(Preferences.shape).map(([key, schema]) => {
      const value = schema.safeParse(values[key])
      return [key, value.success ? value.data : DEFAULTS[key as keyof Preferences]]
    })
    return Preferences.parse(Object.fromEntries(entries))
  }

  function get(): Preferences {
    return { ...stored(), ...overrides }
  }

  return {
    get,
    set(changes) {
      const before = stored()
      repo.set({ ...changes, ...withoutOldConsent(before, changes), ...stepsOf(before, changes) })
      const now = get()
      bus.publish('preferences.changed', now)
      return now
    },
  }
}

/** What was done stays done: another window, or a webhook, may have ticked a step meanwhile. */
function stepsOf(
  { firstSteps: { done } }: Preferences,
  { firstSteps: next }: Partial<Preferences>,
): Partial<Preferences> {
  return next === undefined
    ? {}
    : { firstSteps: { ...next, done: [...new Set([...done, ...next.done])] } }
}

/** Another relay is another third party: what the user agreed to was the one before. */
function withoutOldConsent(
  before: Preferences,
  { relayUrl, tunnelConsent }: Partial<Preferences>,
): Partial<Preferences> {
  return relayUrl === undefined ||
    tunnelConsent !== undefined ||
    new URL(relayUrl).origin === new URL(before.relayUrl).origin
    ? {}
    : { tunnelConsent: before.tunnelConsent.filter((provider) => provider !== 'localtunnel') }
}

const RememberedAddress = z.object({
  name: z.string().optional(),
  publicUrl: z.string().optional(),
})

export type RememberedAddress = z.infer<typeof RememberedAddress>

/** What each relay granted last, so that the same public address is asked for after a restart. */
export function rememberAddresses(repo: PreferencesRepo): {
  get(relayUrl: string): RememberedAddress | undefined
  set(relayUrl: string, address: RememberedAddress): void
} {
  return {
    get: (relayUrl) => RememberedAddress.safeParse(repo.all()[addressKey(relayUrl)]).data,
    set(relayUrl, address) {
      repo.set({ [addressKey(relayUrl)]: address })
    },
  }
}

function addressKey(relayUrl: string): string {
  return `tunnelAddress:${relayUrl}`
}
