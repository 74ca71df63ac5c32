/** Hides the values of encrypted settings in whatever is shown or kept. */
import type { RunOutput } from '#preload/model'

export const mask = '••••••'

/** Shorter values would hide half of every text and protect nothing. */
const minLength = 4

export type Mask = (text: string) => string

export function usableSecrets(secrets: readonly string[]): string[] {
  return [...new Set(secrets)]
    .filter((secret) => secret.length >= minLength)
    .toSorted((a, b) => b.length - a.length)
}

/** A secret also stands, as it were in disguise, in URLs, in JSON and in headers. */
function disguises(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8')
  const base64 = bytes.toString('base64')
  return [
    secret,
    // Half of a surrogate pair cannot be encoded; bytes do not have one.
    encodeURIComponent(bytes.toString('utf8')),
    JSON.stringify(secret).slice(1, -1),
    base64,
    base64.replace(/=+$/, ''),
  ]
}

export function createMask(secrets: readonly string[]): Mask {
  const hidden = usableSecrets(usableSecrets(secrets).flatMap(disguises))
  return (text) => hidden.reduce((masked, secret) => masked.replaceAll(secret, mask), text)
}

/** For exports and views: the output itself goes to its target as the function made it. */
export function maskOutput(output: RunOutput, secrets: readonly string[]): RunOutput {
  const hide = createMask(secrets)
  const masked = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return hide(value)
    }
    if (Array.isArray(value)) {
      return value.map(masked)
    }
    return typeof value === 'object' && value !== null ? maskedObject(value) : value
  }
  const maskedObject = (value: object): Record<string, unknown> =>
    Object.fromEntries(Object.entries(value).map(([key, inner]) => [hide(key), masked(inner)]))
  return {
    events: output.events.map(maskedObject),
    objects: output.objects.map(maskedObject),
  }
}
