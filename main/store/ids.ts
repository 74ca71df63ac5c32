import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** `prefix_` and 16 characters of 5 random bits each: short enough to type, too many to guess. */
export function newId(prefix: string): string {
  let text = ''
  for (const byte of randomBytes(16)) {
    text += ALPHABET[byte & 31]
  }
  return `${prefix}_${text}`
}

/** The secret part of a webhook URL: 192 random bits, URL-safe. */
export function newToken(): string {
  return randomBytes(24).toString('base64url')
}
