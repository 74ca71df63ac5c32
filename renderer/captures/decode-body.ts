import { bytesOf } from '../ui/files.ts'

const SHOWN_BYTES = 48

export type DecodedBody =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary'; readonly hex: string }

/** A captured body for reading: text when it is valid UTF-8, else its first bytes in hex. */
export function decodeBody(base64: string): DecodedBody {
  const bytes = bytesOf(base64)
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    const shown = Array.from(bytes.subarray(0, SHOWN_BYTES))
    return {
      kind: 'binary',
      hex: shown.map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
    }
  }
}

export function fileNameOf(
  event: { readonly number: number; readonly contentType: string | null },
  body: DecodedBody,
): string {
  const known = /\b(json|xml|html|csv)\b/i.exec(event.contentType ?? '')?.[1]?.toLowerCase()
  const ending = body.kind === 'binary' ? 'bin' : (known ?? 'txt')
  return `captured-event-${event.number}-body.${ending}`
}
