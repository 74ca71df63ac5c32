/** Proves a migration: both functions run on the same requests, and what they emit is compared. */
import { isSameJson } from '#main/runtime/cases/compare'
import type { PlainResult } from '#main/runtime/result'
import type { RunNetwork } from '#main/runtime/run-network'
import type { IncomingRequest, Runtime } from '#main/runtime/runtime'
import type { Profile, SettingValue } from '#preload/model'

export interface ProofOptions {
  /** Code of the legacy function. */
  readonly before: string
  /** Code of the modern one. */
  readonly after: string
  readonly profile: Profile
  /** Whose runs these are: those of another group do not share a process with them. */
  readonly group?: string
  readonly settings: Readonly<Record<string, SettingValue>>
  readonly secrets?: readonly string[]
  /** By default no calls are made. */
  readonly network?: RunNetwork
  readonly requests: readonly ProofRequest[]
  readonly signal?: AbortSignal
}

export interface ProofRequest {
  readonly eventId: string
  readonly request: IncomingRequest
  /** Over those of the proof, for a payload that brings its own. */
  readonly settings?: Readonly<Record<string, SettingValue>> | null
}

export interface Proof {
  readonly eventId: string
  readonly same: boolean
  readonly before: PlainResult
  readonly after: PlainResult
}

/** One clock and one seed for all, so that times and random ids compare. */
const deterministic = { now: Date.UTC(2019, 8, 11), seed: 1 }

export async function proveMigration(
  options: ProofOptions,
  runtime: Pick<Runtime<PlainResult>, 'run'>,
): Promise<Proof[]> {
  const proofs: Proof[] = []
  for (const { eventId, request, settings } of options.requests) {
    const shared = {
      profile: options.profile,
      settings: { ...options.settings, ...settings },
      request,
      secrets: options.secrets ?? [],
      network: options.network ?? { policy: 'none' as const },
      deterministic,
      group: options.group ?? 'migrate',
    }
    const [before, after] = await Promise.all([
      runtime.run({ ...shared, code: options.before, handler: 'legacy' }, options.signal),
      runtime.run({ ...shared, code: options.after, handler: 'modern' }, options.signal),
    ])
    proofs.push({ eventId, same: isSameOutcome(before, after), before, after })
  }
  return proofs
}

/** Errors may be worded differently, since they speak of other expressions. */
function isSameOutcome(before: PlainResult, after: PlainResult): boolean {
  if (before.error !== null || after.error !== null) {
    return before.error?.class === after.error?.class && before.error?.name === after.error?.name
  }
  return isSameJson(before.output, after.output)
}
