/** Diffie-Hellman, over numbers and over curves; the host keeps the state. */
import { call, callText, encoded } from './crypto-bridge.ts'
import { fromBinary, toBinary, type BufferLike } from './scope.ts'

type Out = BufferLike | string

class Exchange {
  readonly #id: string

  constructor(options: object) {
    this.#id = callText('exchange.new', options)
  }

  protected ask(method: string, encoding?: string, ...args: unknown[]): Out {
    return encoded(call('exchange.call', { id: this.#id, method, args }), encoding)
  }

  protected give(method: string, data: unknown, from?: string): BufferLike {
    const options = { id: this.#id, method, isGiven: true }
    return call('exchange.call', options, toBinary(data, from))
  }

  computeSecret(other: unknown, from?: string, to?: string): Out {
    return encoded(this.give('computeSecret', other, from), to)
  }

  getPrivateKey(encoding?: string): Out {
    return this.ask('getPrivateKey', encoding)
  }

  setPrivateKey(value: unknown, from?: string): void {
    this.give('setPrivateKey', value, from)
  }

  setPublicKey(value: unknown, from?: string): void {
    this.give('setPublicKey', value, from)
  }

  get verifyError(): number | undefined {
    const text = callText('exchange.problem', { id: this.#id })
    return text === 'undefined' ? undefined : Number(text)
  }
}

/** Over numbers: a prime and its generator. */
class PrimeExchange extends Exchange {
  generateKeys(encoding?: string): Out {
    return this.ask('generateKeys', encoding)
  }

  getPublicKey(encoding?: string): Out {
    return this.ask('getPublicKey', encoding)
  }

  getPrime(encoding?: string): Out {
    return this.ask('getPrime', encoding)
  }

  getGenerator(encoding?: string): Out {
    return this.ask('getGenerator', encoding)
  }
}

export class DiffieHellman extends PrimeExchange {
  constructor(sizeOrPrime: unknown, ...rest: unknown[]) {
    const [first, second] = rest
    const isNumber = typeof sizeOrPrime === 'number'
    const encoding = !isNumber && typeof first === 'string' ? first : undefined
    const generator = encoding === undefined ? first : second
    super({
      ...(isNumber ? { size: sizeOrPrime } : { prime: toBinary(sizeOrPrime, encoding) }),
      ...(generator === undefined
        ? {}
        : { generator: typeof generator === 'number' ? generator : toBinary(generator) }),
    })
  }
}

/** A well-known group: its keys cannot be set. */
export class DiffieHellmanGroup extends PrimeExchange {
  constructor(group: string) {
    super({ group })
    Object.assign(this, { setPrivateKey: undefined, setPublicKey: undefined })
  }
}

export class ECDH extends Exchange {
  constructor(curve: string) {
    if (typeof curve !== 'string') {
      throw Object.assign(new TypeError('The "curve" argument must be of type string'), {
        code: 'ERR_INVALID_ARG_TYPE',
      })
    }
    super({ curve })
  }

  generateKeys(encoding?: string, format?: string): Out {
    this.ask('generateKeys')
    return this.getPublicKey(encoding, format)
  }

  getPublicKey(encoding?: string, format?: string): Out {
    return this.ask('getPublicKey', encoding, null, format ?? 'uncompressed')
  }

  static convertKey(
    data: unknown,
    curve: string,
    from?: string,
    to?: string,
    format: string = 'uncompressed',
  ): Out {
    return encoded(call('exchange.convert', { curve, format }, toBinary(data, from)), to)
  }
}

/** SPKAC, which browsers once made certificates with. */
export class Certificate {
  static verifySpkac(data: unknown): boolean {
    return call('spkac.verify', {}, toBinary(data)).toString() === 'true'
  }

  static exportPublicKey(data: unknown, encoding?: string): BufferLike {
    return fromBinary(call('spkac.key', {}, toBinary(data, encoding)).toString('latin1'))
  }

  static exportChallenge(data: unknown, encoding?: string): BufferLike {
    return fromBinary(call('spkac.challenge', {}, toBinary(data, encoding)).toString('latin1'))
  }

  // Upstream has them on both.
  verifySpkac = Certificate.verifySpkac
  exportPublicKey = Certificate.exportPublicKey
  exportChallenge = Certificate.exportChallenge
}
