/** Random bytes that a seed decides: a hash of the seed and a counter. */
import type * as NodeCrypto from 'node:crypto'
import type { Builtin } from './binary.ts'

export interface Randomness {
  bytes(size: number): Uint8Array
}

export function seededRandomness(builtin: Builtin, seed: number): Randomness {
  const crypto = builtin('crypto') as typeof NodeCrypto
  let counter = 0
  return {
    bytes(size) {
      const blocks: Buffer[] = []
      for (let have = 0; have < size; have += 32) {
        blocks.push(crypto.createHash('sha256').update(`${seed}:${counter}`).digest())
        counter += 1
      }
      return Buffer.concat(blocks).subarray(0, size)
    },
  }
}
