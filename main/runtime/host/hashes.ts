/** Hashes take what they are fed at once, each under a number for the time of its run. */
import type * as NodeCrypto from 'node:crypto'
import { toBinary, type HostOp } from './binary.ts'
import type { CryptoObjects } from './crypto-objects.ts'

/** Each holds memory that no heap counts until it is asked for its result. */
const maxHashes = 10_000

type AnyHash = NodeCrypto.Hash | NodeCrypto.Hmac

interface NewHash {
  readonly algorithm: string
  readonly key?: unknown
}

export function createHashes(
  crypto: typeof NodeCrypto,
  objects: CryptoObjects,
): Record<string, HostOp> {
  const hashes = new Map<string, AnyHash>()
  let lastId = 0

  function find(id: string): AnyHash {
    const hash = hashes.get(id)
    if (hash === undefined) {
      throw new Error('The hash is finished')
    }
    return hash
  }

  return {
    'crypto.hash.new'(arg) {
      const { algorithm, key } = JSON.parse(arg) as NewHash
      if (hashes.size >= maxHashes) {
        throw new RangeError(`More than ${maxHashes} hashes are open`)
      }
      // Also for one with a key: the name is refused in the same words.
      const hash = crypto.createHash(algorithm)
      lastId += 1
      const id = String(lastId)
      hashes.set(id, key === undefined ? hash : crypto.createHmac(algorithm, objects.key(key)))
      return id
    },
    'crypto.hash.text'(id, text) {
      find(id).update(text, 'utf8')
      return ''
    },
    'crypto.hash.bytes'(id, binary) {
      find(id).update(binary, 'latin1')
      return ''
    },
    'crypto.hash.end'(id) {
      const hash = find(id)
      hashes.delete(id)
      return toBinary(hash.digest())
    },
  }
}
