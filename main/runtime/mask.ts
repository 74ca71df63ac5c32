/** Hides the values of encrypted settings in whatever is shown or kept. */
import { inspect } from 'node:util'
import type { RunOutput } from '#preload/model'

export const mask = '••••••'

/** Shorter values would hide half of every text and protect nothing. */
const minLength = 4

/** Shorter pieces of encoded text stand in too many others. */
const minEncoded = 8

/** Shorter lines of a secret stand in too many texts. */
const minLine = 8

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

function hexOf(code: number, digits: number): string {
  return code.toString(16).toUpperCase().padStart(digits, '0')
}

/** All that differ in which characters they leave as they are. */
function urlForms(text: string): string[] {
  const component = encodeURIComponent(text)
  const whole = new URL('http://h/')
  whole.search = text
  whole.pathname = text
  const forms = [
    component,
    // RFC 3986, as OAuth and AWS sign.
    component.replaceAll(/[!'()*]/g, (char) => `%${hexOf(char.charCodeAt(0), 2)}`),
    encodeURI(text),
    whole.search.slice(1),
    whole.pathname.slice(1),
  ]
  return [
    ...forms,
    ...forms.map((form) => form.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())),
    new URLSearchParams({ '': text }).toString().slice(1),
    // What `escape()` does.
    text.replaceAll(/[^\w@*+\-./]/g, (char) => {
      const code = char.charCodeAt(0)
      return code < 256 ? `%${hexOf(code, 2)}` : `%u${hexOf(code, 4)}`
    }),
  ]
}

/** In quotes of a JSON text, and of what `util.inspect` shows: it depends on the text around. */
function quotedForms(text: string): string[] {
  const inspected = text.replaceAll(
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    /[\\\u0000-\u001F\u007F-\u009F]/g,
    (char) => inspect(char).slice(1, -1),
  )
  return [JSON.stringify(text).slice(1, -1), inspected, inspected.replaceAll("'", String.raw`\'`)]
}

/**
 * Texts of several lines, as keys in PEM are, come line by line: `util.inspect` breaks them, code
 * takes them apart. Where a key has to be one line, `\n` is written for its ends.
 */
function linesOf(secret: string): string[] {
  const lines = secret.split(/\r?\n|\r|(?:\\r)?\\n/).map((line) => line.trim())
  return lines.length === 1 ? [] : lines.filter((line) => line.length >= minLine)
}

/** A secret also stands, as it were in disguise, in URLs, in JSON and in headers. */
function disguises(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8')
  // Half of a surrogate pair cannot be encoded; bytes do not have one.
  const text = bytes.toString('utf8')
  const base64 = bytes.toString('base64')
  const hex = bytes.toString('hex')
  return [
    secret,
    ...urlForms(text),
    ...quotedForms(secret),
    base64,
    base64.replace(/=+$/, ''),
    ...base64Pieces(bytes),
    ...(hex.length < minEncoded ? [] : [hex, hex.toUpperCase()]),
  ]
}

/** All spellings in which the secrets are hidden, longest first. */
export function spellingsOf(secrets: readonly string[]): string[] {
  // How a value is pasted, with a newline at its end, is not how it is used.
  const whole = usableSecrets(secrets.flatMap((secret) => [secret, secret.trim()]))
  const lines = whole.flatMap(linesOf).flatMap((line) => [line, ...quotedForms(line)])
  return usableSecrets([...whole.flatMap(disguises), ...lines])
}

export function createMask(secrets: readonly string[]): Mask {
  return maskOf(spellingsOf(secrets))
}

/** Whether a mask would change a JSON text. */
export function isHeldIn(json: string, secrets: readonly string[]): boolean {
  return spellingsWithin(json, secrets).length > 0
}

/** For the values of a JSON text: looks for nothing that is not in it, as there may be millions. */
export function createMaskWithin(json: string, secrets: readonly string[]): Mask {
  return maskOf(spellingsWithin(json, secrets))
}

function spellingsWithin(json: string, secrets: readonly string[]): string[] {
  return spellingsOf(secrets).filter(
    (spelling) => json.includes(spelling) || json.includes(JSON.stringify(spelling).slice(1, -1)),
  )
}

function maskOf(hidden: readonly string[]): Mask {
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

/** A JSON value as it is shown. */
export function maskValue(value: unknown, hide: Mask): unknown {
  if (typeof value === 'string') {
    return hide(value)
  }
  if (typeof value === 'number') {
    const text = String(value)
    return hide(text) === text ? value : mask
  }
  if (Array.isArray(value)) {
    return value.map((inner) => maskValue(inner, hide))
  }
  return typeof value === 'object' && value !== null ? maskObject(value, hide) : value
}

function maskObject(value: object, hide: Mask): Record<string, unknown> {
  const entries = new Map<string, unknown>()
  for (const [key, inner] of Object.entries(value)) {
    entries.set(freeName(hide(key), entries), maskValue(inner, hide))
  }
  return Object.fromEntries(entries)
}

/** For exports and views: the output itself goes to its target as the function made it. */
export function maskOutput(output: RunOutput, secrets: readonly string[]): RunOutput {
  const hide = createMaskWithin(JSON.stringify(output), secrets)
  return {
    events: output.events.map((event) => maskObject(event, hide)),
    objects: output.objects.map((object) => maskObject(object, hide)),
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
