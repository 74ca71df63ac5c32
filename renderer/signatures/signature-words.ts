import type { Result } from '#preload/contract'
import type { DotTone } from '../ui/state.tsx'

type Check = NonNullable<Result<'signatures.check'>>

export interface SignatureWords {
  readonly label: string
  readonly tone: DotTone
}

const words: Record<Check['result'], SignatureWords> = {
  valid: { label: 'Valid', tone: 'ok' },
  'wrong-secret-or-bytes': { label: 'Does not match', tone: 'error' },
  stale: { label: 'Stale', tone: 'warn' },
  missing: { label: 'Not signed', tone: 'idle' },
  malformed: { label: 'Malformed', tone: 'error' },
}

/** `null` is a sender that is not known, which says nothing about its signature. */
export function signatureWords(check: Check | null, isSecretTried = false): SignatureWords {
  if (check === null) {
    return { label: 'Unknown sender', tone: 'idle' }
  }
  const hasSecret = check.settingName !== null || isSecretTried
  // Without a secret nothing was compared: a red mark would blame the sender.
  return check.result === 'wrong-secret-or-bytes' && !hasSecret
    ? { label: 'Not checked', tone: 'idle' }
    : words[check.result]
}

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export function ageWords(seconds: number): string {
  const size = Math.abs(seconds)
  const units: [number, string][] = [
    [DAY, 'd'],
    [HOUR, 'h'],
    [MINUTE, 'min'],
  ]
  const [unit, name] = units.find(([length]) => size >= 2 * length) ?? [1, 's']
  const amount = `${Math.round(size / unit)} ${name}`
  return seconds < 0 ? `${amount} in the future` : `${amount} old`
}
