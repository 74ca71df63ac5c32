/** How the text that a user pasted becomes a key. */
import type { Provider } from './provider.ts'

/** The keys that the sender's recipe allows for this text, the documented one first. */
export function keysOf(provider: Provider, secret: string): Buffer[] {
  if (provider.key === 'whsec') {
    // BigCommerce and others follow the recipe with a secret that is not base64: its text.
    const plain = secret.replace(/^whsec_/, '')
    return [Buffer.from(plain, 'base64'), Buffer.from(plain)]
  }
  return [Buffer.from(secret, provider.key === 'base64' ? 'base64' : 'utf8')]
}

export interface SecretVariant {
  readonly secret: string
  /** Completes "The signature is right if the secret is taken …". */
  readonly what: string
}

/** What a secret often is instead of what was pasted. */
export function secretVariants(secret: string): SecretVariant[] {
  const trimmed = secret.trim()
  const unquoted = trimmed.replace(/^(["'])(.*)\1$/s, '$2')
  return [
    { secret: trimmed, what: 'without the spaces around it' },
    { secret: unquoted, what: 'without the quotes around it' },
    { secret: trimmed.replace(/^[a-z0-9]+_/, ''), what: 'without its prefix' },
    { secret: `whsec_${trimmed}`, what: 'with "whsec_" before it' },
    { secret: trimmed.replace(/^[A-Z0-9_]+=/, ''), what: 'without the name before its "="' },
  ].filter((variant) => variant.secret !== secret && variant.secret !== '')
}

/** The text decoded, when it looks encoded. */
export function decodedKeys(secret: string): { readonly key: Buffer; readonly what: string }[] {
  const plain = secret.trim().replace(/^whsec_/, '')
  return [
    ...(/^(?:[0-9a-f]{2})+$/i.test(plain)
      ? [{ key: Buffer.from(plain, 'hex'), what: 'decoded from hexadecimal' }]
      : []),
    ...(/^[A-Za-z0-9+/]+={0,2}$/.test(plain) && plain.length % 4 === 0
      ? [{ key: Buffer.from(plain, 'base64'), what: 'decoded from base64' }]
      : []),
  ]
}
