import { createHash } from 'node:crypto'

/** Rotated tokens leave their digest behind; past this many the memory starts anew. */
const KEPT = 1000

export interface TokenDigests {
  /** For a token that came from outside: never remembered. */
  make(token: string): Buffer
  /** For a token of ours: remembered, since the look-up runs for every webhook. */
  of(token: string): Buffer
}

export function createTokenDigests(): TokenDigests {
  const known = new Map<string, Buffer>()

  return {
    make: digest,
    of(token) {
      const made = known.get(token) ?? digest(token)
      if (known.size >= KEPT) {
        known.clear()
      }
      known.set(token, made)
      return made
    },
  }
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
