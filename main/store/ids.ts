import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** Asking the system for random bytes costs several times as much as making an id of them. */
const POOL_BYTES = 16 * 256
let pool = Buffer.alloc(0)
let used = 0

function takeRandom(count: number): Buffer {
  if (used + count > pool.byteLength) {
    pool = randomBytes(POOL_BYTES)
    used = 0
  }
  used += count
  return pool.subarray(used - count, used)
}

/** `prefix_` and 16 characters of 5 random bits each: short enough to type, too many to guess. */
export function newId(prefix: string): string {
  let text = ''
  for (const byte of takeRandom(16)) {
    text += ALPHABET[byte & 31]
  }
  return `${prefix}_${text}`
}

/** The secret part of a webhook URL: 192 random bits, URL-safe. */
export function newToken(): string {
  return randomBytes(24).toString('base64url')
}
