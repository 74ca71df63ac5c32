/** Keys and key exchanges of `crypto`: they stay on this side and have a number on the other. */
import type * as NodeCrypto from 'node:crypto'
import { toBinary, toBytes } from './binary.ts'

type Options = Readonly<Record<string, unknown>>
type Work = (options: Options, data: Buffer) => Uint8Array | string

const maxObjects = 1000

/** Keys as they cross the bridge: a number, text, bytes, or one of them with options beside it. */
interface KeyShape {
  readonly object?: string
  readonly text?: string
  readonly bytes?: string
  /** A JSON Web Key as it is. */
  readonly jwk?: object
  readonly key?: KeyShape
  readonly rest?: object
}

function isKeyShape(value: unknown): value is KeyShape {
  return typeof value === 'object' && value !== null
}

export class CryptoObjects {
  readonly #crypto: typeof NodeCrypto
  readonly #all = new Map<string, unknown>()

  constructor(crypto: typeof NodeCrypto) {
    this.#crypto = crypto
  }

  #add(object: unknown): string {
    if (this.#all.size >= maxObjects) {
      throw new RangeError(`More than ${maxObjects} keys are open`)
    }
    const id = String(this.#all.size + 1)
    this.#all.set(id, object)
    return id
  }

  #get(options: Options): unknown {
    return this.#all.get(String(options['id']))
  }

  /** Node checks what the guest made of it, and so what it accepts. */
  key(given: unknown): never {
    if (!isKeyShape(given)) {
      throw new TypeError('The key is missing')
    }
    return this.#toKey(given) as never
  }

  #toKey({ object, text, bytes, jwk, key, rest }: KeyShape): unknown {
    if (object !== undefined) {
      return this.#all.get(object)
    }
    if (key !== undefined) {
      return { ...rest, key: this.#toKey(key) }
    }
    return jwk ?? text ?? toBytes(bytes ?? '')
  }

  #describe(key: NodeCrypto.KeyObject): object {
    const { type, asymmetricKeyType, symmetricKeySize } = key
    return { id: this.#add(key), type, asymmetricKeyType, symmetricKeySize }
  }

  #shown(value: unknown): object {
    if (typeof value === 'string') {
      return { text: value }
    }
    if (value instanceof Uint8Array) {
      return { bytes: toBinary(value) }
    }
    return value instanceof this.#crypto.KeyObject ? this.#describe(value) : { jwk: value }
  }

  #newKey(options: Options): string {
    const { kind, key } = options
    const given = this.key(key)
    const { createPrivateKey, createPublicKey, createSecretKey } = this.#crypto
    const create =
      kind === 'private' ? createPrivateKey : kind === 'public' ? createPublicKey : createSecretKey
    return JSON.stringify(this.#describe(create(given)))
  }

  #keyPair({ type, options }: Options): string {
    const { generateKeyPairSync } = this.#crypto
    const pair = generateKeyPairSync(type as 'rsa', options as never) as object
    const [publicKey, privateKey] = ['publicKey', 'privateKey'].map((name) =>
      this.#shown(Reflect.get(pair, name)),
    )
    return JSON.stringify({ publicKey, privateKey })
  }

  #newExchange({ curve, group, prime, size, generator }: Options): string {
    const { createDiffieHellman, createDiffieHellmanGroup, createECDH } = this.#crypto
    if (typeof curve === 'string') {
      return this.#add(createECDH(curve))
    }
    if (typeof group === 'string') {
      return this.#add(createDiffieHellmanGroup(group))
    }
    const base = typeof generator === 'string' ? toBytes(generator) : Number(generator ?? 2)
    return this.#add(
      typeof prime === 'string'
        ? createDiffieHellman(toBytes(prime), base as number)
        : createDiffieHellman(Number(size), base as number),
    )
  }

  #callExchange(options: Options, data: Buffer): Uint8Array | string {
    const exchange = this.#get(options)
    const name = String(options['method'])
    if (typeof exchange !== 'object' || exchange === null || !exchangeMethods.has(name)) {
      throw new TypeError(`There is no ${name}`)
    }
    const method = Reflect.get(exchange, name) as ((...args: unknown[]) => unknown) | undefined
    if (method === undefined) {
      throw new TypeError(`${name} is not a function`)
    }
    const more = Array.isArray(options['args']) ? (options['args'] as unknown[]) : []
    const args = options['isGiven'] === true ? [data, ...more] : more
    const result = Reflect.apply(method, exchange, args)
    return result instanceof Uint8Array ? result : ''
  }

  readonly work: Readonly<Record<string, Work>> = {
    'key.new': (options) => this.#newKey(options),
    'key.pair': (options) => this.#keyPair(options),
    'key.export': (options) => {
      const key = this.#get(options) as NodeCrypto.KeyObject
      return JSON.stringify(this.#shown(key.export(options['options'] as never)))
    },
    'key.equals': (options) => {
      const [key, other] = [options, { id: options['other'] }].map(
        (one) => this.#get(one) as NodeCrypto.KeyObject,
      )
      return String(key !== undefined && other !== undefined && key.equals(other))
    },
    'key.agree': (options) =>
      this.#crypto.diffieHellman({
        privateKey: this.key(options['privateKey']),
        publicKey: this.key(options['publicKey']),
      }),
    'exchange.new': (options) => this.#newExchange(options),
    'exchange.call': (options, data) => this.#callExchange(options, data),
    'exchange.problem': (options) => String(Reflect.get(Object(this.#get(options)), 'verifyError')),
    'exchange.convert': ({ curve, format }, data) =>
      this.#crypto.ECDH.convertKey(
        data,
        String(curve),
        undefined,
        undefined,
        format as 'compressed',
      ),
    'spkac.verify': (_options, data) => String(this.#crypto.Certificate.verifySpkac(data)),
    'spkac.key': (_options, data) => this.#crypto.Certificate.exportPublicKey(data),
    'spkac.challenge': (_options, data) => this.#crypto.Certificate.exportChallenge(data),
  }
}

const exchangeMethods = new Set([
  'generateKeys',
  'computeSecret',
  'getPrime',
  'getGenerator',
  'getPublicKey',
  'getPrivateKey',
  'setPublicKey',
  'setPrivateKey',
])
