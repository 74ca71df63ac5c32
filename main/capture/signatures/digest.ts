/** Computes and compares signatures; comparisons take the same time for any content. */
import { createHash, createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { Encoding, Provider } from './provider.ts'

const HMAC_HASHES = {
  'hmac-sha256': 'sha256',
  'hmac-sha1': 'sha1',
  'hmac-sha512': 'sha512',
} as const

/** The signature as it is sent; `null` for what only the sender can compute. */
export function compute(provider: Provider, key: Buffer, message: Buffer): string | null {
  switch (provider.algorithm) {
    case 'hmac-sha256':
    case 'hmac-sha1':
    case 'hmac-sha512': {
      const hash = HMAC_HASHES[provider.algorithm]
      return encode(createHmac(hash, key).update(message).digest(), provider.encoding)
    }
    case 'sha256':
      return encode(createHash('sha256').update(message).digest(), provider.encoding)
    case 'token':
      return key.toString('utf8')
    case 'ed25519':
    case 'ecdsa-p256':
      break
  }
  return null
}

export function matches(
  provider: Provider,
  key: Buffer,
  message: Buffer,
  received: readonly string[],
): boolean {
  const expected = compute(provider, key, message)
  // Every one is compared, so that the time does not tell which one was right.
  return expected === null
    ? received.map((text) => verifyPublic(provider, key, message, text)).includes(true)
    : received.map((text) => sameText(text, expected, provider.encoding)).includes(true)
}

function verifyPublic(provider: Provider, key: Buffer, message: Buffer, text: string): boolean {
  const publicKey = publicKeyOf(provider, key.toString('utf8'))
  const signature = Buffer.from(text, provider.encoding === 'hex' ? 'hex' : 'base64')
  try {
    return (
      publicKey !== undefined &&
      verify(provider.algorithm === 'ed25519' ? null : 'sha256', message, publicKey, signature)
    )
  } catch {
    return false
  }
}

/** DER header of an Ed25519 public key (RFC 8410), before the 32 bytes of the key. */
const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex')

function publicKeyOf(provider: Provider, text: string): KeyObject | undefined {
  const base64 = text.replace(/-----[^-]+-----|\s/g, '')
  const raw = Buffer.from(base64, /^[0-9a-f]{64}$/i.test(base64) ? 'hex' : 'base64')
  const short = provider.algorithm === 'ed25519' && raw.byteLength === 32
  try {
    return createPublicKey({
      key: short ? Buffer.concat([ED25519_SPKI, raw]) : raw,
      format: 'der',
      type: 'spki',
    })
  } catch {
    return undefined
  }
}

export function encode(bytes: Buffer, encoding: Encoding): string {
  return bytes.toString(encoding === 'text' ? 'utf8' : encoding)
}

/** Digests have one length, so that the lengths of the texts do not show. */
function sameText(received: string, expected: string, encoding: Encoding): boolean {
  const plain = encoding === 'hex' ? received.toLowerCase() : received
  return timingSafeEqual(digest(plain), digest(expected))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

const SIZES = { 'hmac-sha256': 32, sha256: 32, 'hmac-sha1': 20, 'hmac-sha512': 64 } as const

/** Whether the text can be a signature of this kind at all. */
export function isWellFormed(provider: Provider, text: string): boolean {
  if (provider.encoding === 'text') {
    return text !== ''
  }
  const alphabet = provider.encoding === 'hex' ? /^(?:[0-9a-f]{2})+$/i : /^[A-Za-z0-9+/_-]+={0,2}$/
  if (!alphabet.test(text)) {
    return false
  }
  const { algorithm } = provider
  const size = Buffer.from(text, provider.encoding).byteLength
  return algorithm in SIZES ? size === SIZES[algorithm as keyof typeof SIZES] : size > 0
}
