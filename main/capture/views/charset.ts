/** Bytes as text, in the charset that the sender names or that the bytes themselves show. */
import { isXmlType, type HeaderValue } from './media-type.ts'

export interface DecodedText {
  readonly text: string
  /** The decoder's own name for it. */
  readonly charset: string
  readonly problem: string | null
}

const BOMS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

export function decodeText(bytes: Uint8Array, type: HeaderValue): DecodedText {
  const stated = type.parameters.get('charset')?.replace(/^'|'$/g, '')
  const label = charsetOfBom(bytes) ?? stated ?? charsetOfXml(bytes, type.value) ?? 'utf-8'
  const known = decoderFor(label)
  if (known === undefined) {
    const { text } = decodeWith('utf-8', bytes)
    return {
      text,
      charset: 'utf-8',
      problem: `The charset "${label.slice(0, 40)}" is not known here; it was read as UTF-8.`,
    }
  }
  return decodeWith(known, bytes)
}

/** UTF-8 without the control characters that only binary data has. */
export function looksLikeText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // oxlint-disable-next-line no-control-regex -- they are what is looked for
    return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)
  } catch {
    return charsetOfBom(bytes) !== undefined
  }
}

function decodeWith(charset: string, bytes: Uint8Array): DecodedText {
  try {
    const text = new TextDecoder(charset, { fatal: true }).decode(bytes)
    return { text, charset, problem: null }
  } catch {
    return {
      text: new TextDecoder(charset).decode(bytes),
      charset,
      problem: `Some bytes are not ${charset}; they are shown as \u{fffd}.`,
    }
  }
}

function decoderFor(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding
  } catch {
    return undefined
  }
}

function charsetOfBom(bytes: Uint8Array): string | undefined {
  return BOMS.find(([, bom]) => bom.every((byte, index) => bytes[index] === byte))?.[0]
}

/** `<?xml version="1.0" encoding="ISO-8859-1"?>` */
function charsetOfXml(bytes: Uint8Array, type: string): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1]
  return isXmlType(type) || declared !== undefined ? declared : undefined
}
