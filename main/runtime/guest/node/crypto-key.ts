/** Keys as objects: the host holds them under a number. */
import { callText, key, keyIds } from './crypto-bridge.ts'
import { fromBinary, toBinary, type BufferLike } from './scope.ts'

interface Described {
  readonly id: string
  readonly type: string
  readonly asymmetricKeyType?: string
  readonly symmetricKeySize?: number
}

type Shown = Described | { readonly text: string } | { readonly bytes: string } | { jwk: object }

/** Only the host's descriptions make one, as upstream. */
export class KeyObject {
  readonly type: string
  readonly asymmetricKeyType: string | undefined
  readonly symmetricKeySize: number | undefined

  constructor(described: Described) {
    this.type = described.type
    this.asymmetricKeyType = described.asymmetricKeyType
    this.symmetricKeySize = described.symmetricKeySize
    keyIds.set(this, described.id)
  }

  export(options?: object): BufferLike | string | object {
    const id = keyIds.get(this)
    return value(JSON.parse(callText('key.export', { id, options })) as Shown)
  }

  equals(other: unknown): boolean {
    const ids = { id: keyIds.get(this), other: keyIds.get(Object(other)) }
    return callText('key.equals', ids) === 'true'
  }

  get [Symbol.toStringTag](): string {
    return 'KeyObject'
  }
}

function value(shown: Shown): BufferLike | string | object {
  if ('text' in shown) {
    return shown.text
  }
  if ('bytes' in shown) {
    return fromBinary(shown.bytes)
  }
  return 'jwk' in shown ? shown.jwk : new KeyObject(shown)
}

function create(kind: string) {
  return (given: unknown, encoding?: string): KeyObject => {
    // A secret is bytes; text of the others is PEM.
    const bytes = kind === 'secret' && typeof given === 'string'
    const from = bytes ? { bytes: toBinary(given, encoding) } : key(given)
    return new KeyObject(JSON.parse(callText('key.new', { kind, key: from })) as Described)
  }
}

export const createPrivateKey = create('private')
export const createPublicKey = create('public')
export const createSecretKey = create('secret')

export function generateKeyPairSync(type: string, options?: object): object {
  const pair = JSON.parse(callText('key.pair', { type, options })) as Record<string, Shown>
  return Object.fromEntries(Object.entries(pair).map(([name, shown]) => [name, value(shown)]))
}
