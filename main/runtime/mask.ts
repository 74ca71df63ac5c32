/** Hides the values of encrypted settings in whatever is shown or kept. */
import type { RunOutput } from '#preload/model'

export const mask = '••••••'

/** Shorter values would hide half of every text and protect nothing. */
const minLength = 4

/** Shorter pieces of encoded text stand in too many others. */
const minEncoded = 8

export type Mask = (text: string) => string

export function usableSecrets(secrets: readonly string[]): string[] {
  return [...new Set(secrets)]
    .filter((secret) => secret.length >= minLength)
    .toSorted((a, b) => b.length - a.length)
}

/**
 * What base64 makes of the bytes wherever they stand in what is encoded, as a key does in
 * `user:key`: three bytes are four characters, so there are three ways. The characters at both
 * ends depend on the neighbours and stay.
 */
function base64Pieces(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64url')
    const piece = text.slice(
      Math.ceil((offset * 8) / 6),
      Math.floor(((offset + bytes.length) * 8) / 6),
    )
    return piece.length < minEncoded ? [] : [piece, piece.replaceAll('-', '+').replaceAll('_', '/')]
  })
}

/** A secret also stands, as it were in disguise, in URLs, in JSON and in headers. */
function disguises(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8')
  // Half of a surrogate pair cannot be encoded; bytes do not have one.
  const text = bytes.toString('utf8')
  const url = encodeURIComponent(text)
  const base64 = bytes.toString('base64')
  const hex = bytes.toString('hex')
  return [
    secret,
    url,
    url.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    new URLSearchParams({ '': text }).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    base64,
    base64.replace(/=+$/, ''),
    ...base64Pieces(bytes),
    ...(hex.length < minEncoded ? [] : [hex, hex.toUpperCase()]),
  ]
}

export function createMask(secrets: readonly string[]): Mask {
  const hidden = usableSecrets(usableSecrets(secrets).flatMap(disguises))
  return (text) =>
    hidden.reduce(
      (masked, secret) => (masked.includes(secret) ? masked.replaceAll(secret, mask) : masked),
      text,
    )
}

/** A JSON Pointer names the properties on its way, in its own spelling. */
export function maskPointer(pointer: string, hide: Mask): string {
  return pointer
    .split('/')
    .map((token) => {
      const name = token.replaceAll('~1', '/').replaceAll('~0', '~')
      const masked = hide(name)
      return masked === name ? token : masked.replaceAll('~', '~0').replaceAll('/', '~1')
    })
    .join('/')
}

/** For exports and views: the output itself goes to its target as the function made it. */
export function maskOutput(output: RunOutput, secrets: readonly string[]): RunOutput {
  const hide = createMask(secrets)
  const masked = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return hide(value)
    }
    if (typeof value === 'number') {
      const text = String(value)
      return hide(text) === text ? value : mask
    }
    if (Array.isArray(value)) {
      return value.map(masked)
    }
    return typeof value === 'object' && value !== null ? maskedObject(value) : value
  }
  const maskedObject = (value: object): Record<string, unknown> => {
    const entries = new Map<string, unknown>()
    for (const [key, inner] of Object.entries(value)) {
      entries.set(freeName(hide(key), entries), masked(inner))
    }
    return Object.fromEntries(entries)
  }
  return {
    events: output.events.map(maskedObject),
    objects: output.objects.map(maskedObject),
  }
}

/** Two names may look alike once they are masked; neither is dropped. */
function freeName(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  let name = wanted
  for (let count = 2; taken.has(name); count += 1) {
    name = `${wanted} (${count})`
  }
  return name
}
