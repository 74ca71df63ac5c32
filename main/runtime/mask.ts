/** Hides the values of encrypted settings in whatever is shown or kept. */

export const mask = '••••••'

/** Shorter values would hide half of every text and protect nothing. */
const minLength = 4

export type Mask = (text: string) => string

export function usableSecrets(secrets: readonly string[]): string[] {
  return [...new Set(secrets)]
    .filter((secret) => secret.length >= minLength)
    .toSorted((a, b) => b.length - a.length)
}

export function createMask(secrets: readonly string[]): Mask {
  const hidden = usableSecrets(secrets)
  return (text) => hidden.reduce((masked, secret) => masked.replaceAll(secret, mask), text)
}
