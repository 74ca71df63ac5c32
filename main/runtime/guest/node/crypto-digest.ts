/** Hashes and signatures: what is fed to them is kept here and crosses the bridge once. */
import { asStream, call, callText, checkData, encoded, key } from './crypto-bridge.ts'
import { host, toBinary, type BufferLike } from './scope.ts'

abstract class Digest {
  protected readonly chunks: string[] = []
  #done = false

  constructor() {
    asStream(
      this,
      (chunk) => this.update(chunk),
      () => this.digest(),
    )
  }

  update(data: unknown, encoding?: string): this {
    if (this.#done) {
      throw Object.assign(new Error('Digest already called'), { code: 'ERR_CRYPTO_HASH_FINALIZED' })
    }
    checkData(data)
    this.chunks.push(toBinary(data, encoding))
    return this
  }

  digest(encoding?: string): BufferLike | string {
    if (this.#done) {
      throw Object.assign(new Error('Digest already called'), { code: 'ERR_CRYPTO_HASH_FINALIZED' })
    }
    this.#done = true
    const data = this.chunks.join('')
    host.hashed(data)
    return encoded(this.finish(data), encoding)
  }

  protected abstract finish(data: string): BufferLike
}

export class Hash extends Digest {
  readonly #algorithm: string

  constructor(algorithm: string) {
    super()
    this.#algorithm = algorithm
    callText('check-hash', { algorithm })
  }

  protected finish(data: string): BufferLike {
    return call('hash', { algorithm: this.#algorithm }, data)
  }
}

export class Hmac extends Digest {
  readonly #algorithm: string
  readonly #key: unknown

  constructor(algorithm: string, secret: unknown) {
    super()
    this.#algorithm = algorithm
    this.#key = key(secret)
    callText('check-hash', { algorithm })
  }

  protected finish(data: string): BufferLike {
    return call('hmac', { algorithm: this.#algorithm, key: this.#key }, data)
  }
}

export class Sign {
  readonly #algorithm: string
  readonly #chunks: string[] = []

  constructor(algorithm: string) {
    this.#algorithm = algorithm
  }

  update(data: unknown, encoding?: string): this {
    checkData(data)
    this.#chunks.push(toBinary(data, encoding))
    return this
  }

  write(data: unknown, encoding?: string): void {
    this.update(data, encoding)
  }

  end(data?: unknown, encoding?: string): void {
    if (data !== undefined) {
      this.update(data, encoding)
    }
  }

  sign(privateKey: unknown, encoding?: string): BufferLike | string {
    const options = { algorithm: this.#algorithm, key: key(privateKey) }
    return encoded(call('sign', options, this.#chunks.join('')), encoding)
  }

  verify(publicKey: unknown, signature: unknown, encoding?: string): boolean {
    const data = this.#chunks.join('')
    host.hashed(data)
    const options = { algorithm: this.#algorithm, key: key(publicKey) }
    return call('verify', options, data, toBinary(signature, encoding)).toString() === 'true'
  }
}
