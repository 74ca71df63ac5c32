/**
 * The fields of a form body. Their escapes stand for bytes in the charset of the form, which is
 * UTF-8 unless the headers or, as PayPal and browsers do, a field of the form says otherwise.
 */
import { formPairs } from '#preload/model/form-pairs'

export interface FormFields {
  readonly fields: { readonly name: string; readonly value: string }[]
  readonly charset: string
  readonly problem: string | null
  readonly truncated: boolean
}

export interface FormInput {
  readonly bytes: Buffer
  /** The same as text in `charset`, which may be cut. */
  readonly text: string
  readonly charset: string
  /** Whether the headers or the bytes themselves say that it is this charset. */
  readonly stated: boolean
}

const MAX_FIELDS = 10_000

const REPLACED = '\u{fffd}'

type Pairs = [name: string, value: string][]

interface Read {
  readonly pairs: Pairs
  /** Some bytes are none of the charset. */
  readonly broken: boolean
}

export function formFields({ bytes, text, charset, stated }: FormInput): FormFields {
  const shown = firstFields(text)
  const done = (pairs: Pairs, used: string, broken = false): FormFields => ({
    fields: pairs.map(([name, value]) => ({ name, value })),
    charset: used,
    problem: broken ? `Some characters are not ${used}; they are shown as ${REPLACED}.` : null,
    truncated: shown.length < text.length,
  })
  const pairs = formPairs(shown)
  const isUnicode = charset.startsWith('utf-')
  if (isUnicode && !pairs.some((pair) => pair.some((part) => part.includes(REPLACED)))) {
    return done(pairs, charset)
  }
  if (charset.startsWith('utf-16')) {
    return done(pairs, charset)
  }
  // A character is a byte in this text.
  const raw = firstFields(bytes.toString('latin1', 0, text.length * 3))
  const read = readIn(charset, raw)
  const named = read.broken && !stated ? charsetOfField(pairs) : undefined
  const other = named === undefined ? undefined : readIn(named, raw)
  return named === undefined || other === undefined || other.broken
    ? done(isUnicode ? pairs : read.pairs, charset, read.broken)
    : done(other.pairs, named)
}

/** Cut before it is parsed: millions of empty fields would fill the memory. */
function firstFields(text: string): string {
  let at = -1
  for (let count = 0; count < MAX_FIELDS; count++) {
    at = text.indexOf('&', at + 1)
    if (at === -1) {
      return text
    }
  }
  return text.slice(0, at)
}

/** `_charset_` is the standard's name for it, `charset` PayPal's. */
function charsetOfField(pairs: Pairs): string | undefined {
  const label = pairs.find(([name]) => /^(?:_charset_|charset)$/i.test(name))?.[1]
  try {
    return label === undefined ? undefined : new TextDecoder(label).encoding
  } catch {
    return undefined
  }
}

function readIn(charset: string, raw: string): Read {
  const strict = new TextDecoder(charset, { fatal: true, ignoreBOM: true })
  const lenient = new TextDecoder(charset, { ignoreBOM: true })
  let broken = false
  const decode = (part: string): string => {
    const bytes = Buffer.from(unescaped(part), 'latin1')
    try {
      return strict.decode(bytes)
    } catch {
      broken = true
      return lenient.decode(bytes)
    }
  }
  const pairs = raw
    .split('&')
    .filter((part) => part !== '')
    .map((part): [string, string] => {
      const mark = part.indexOf('=')
      return mark === -1
        ? [decode(part), '']
        : [decode(part.slice(0, mark)), decode(part.slice(mark + 1))]
    })
  return { pairs, broken }
}

function unescaped(part: string): string {
  return part
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}
