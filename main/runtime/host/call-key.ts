/**
 * What tells that a call is the one that was recorded: a hash of its body, in which settings
 * stand as placeholders and the boundary of a form, which is random, as a word.
 */
import type * as NodeCrypto from 'node:crypto'
import type { Builtin } from './binary.ts'
import { replaceTexts } from './replace-texts.ts'

/** A text of a setting, as the bytes of a body hold it, with the placeholder that stands for it. */
export type Placeholders = readonly (readonly [binary: string, placeholder: string])[]

export interface CallKey {
  readonly sha256: string
  /** Placeholders that stand in the text that was hashed. */
  readonly masked: string[]
}

function withoutBoundary(body: string, contentType: string): string {
  const boundary = /^multipart\/.*boundary="?([^";]+)/i.exec(contentType)?.[1]
  return boundary === undefined ? body : body.replaceAll(boundary, 'boundary')
}

export function callKey(
  builtin: Builtin,
  body: Buffer,
  contentType: string,
  placeholders: Placeholders,
): CallKey {
  const masked = new Set<string>()
  const text = replaceTexts(
    withoutBoundary(body.toString('latin1'), contentType),
    placeholders,
    (placeholder) => masked.add(placeholder),
  )
  const crypto = builtin('crypto') as typeof NodeCrypto
  const hash = crypto.createHash('sha256').update(Buffer.from(text, 'latin1'))
  return { sha256: hash.digest('hex'), masked: [...masked].toSorted() }
}
