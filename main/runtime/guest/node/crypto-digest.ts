/** Hashes and signatures: what is fed to them is kept here and crosses the bridge once. */
import { asStream, call, callText, checkData, encoded, key } from './crypto-bridge.ts'
import { nodeError, wrongType } from './node-error.ts'
import { host, toBinary, type BufferLike } from './scope.ts'

function finalized(): Error {
  return nodeError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called')
}

function checkAlgorithm(name: string, algorithm: unknown): void {
  if (typeof algorithm !== 'string') {
    throw wrongType(name, 'of type string', algorithm)
  }
  callText('check-hash', { algorithm })
}

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
      throw finalized()
    }
    checkData(data)
    this.chunks.push(toBinary(data, encoding))
    return this
  }

  digest(encoding?: string): BufferLike | string {
    if (this.#done) {
      throw finalized()
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
    checkAlgorithm('algorithm', algorithm)
    this.#algorithm = algorithm
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
    checkAlgorithm('hmac', algorithm)
    this.#algorithm = algorithm
    this.#key = key(secret)
  }

  protected finish(data: string): BufferLike {
    return call('hmac', { algorithm: this.#algorithm, key: this.#key }, data)
  }
}

/** What signatures are made over, fed piece by piece. */
abstract class Signed {
  protected readonly algorithm: string
  readonly #chunks: string[] = []

  constructor(algorithm: string) {
    this.algorithm = algorithm
    callText('check-sign', { algorithm })
  }

  protected get data(): string {
    return this.#chunks.join('')
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
}

export class Sign extends Signed {
  sign(privateKey: unknown, encoding?: string): BufferLike | string {
    return encoded(sign(this.algorithm, this.data, privateKey), encoding)
  }
}

export class Verify extends Signed {
  verify(publicKey: unknown, signature: unknown, encoding?: string): boolean {
    return verify(this.algorithm, this.data, publicKey, toBinary(signature, encoding))
  }
}

/** `null` for keys that name their own way to hash. */
export function sign(algorithm: unknown, data: string, privateKey: unknown): BufferLike {
  return call('sign', { algorithm: algorithm ?? null, key: key(privateKey) }, data)
}

export function verify(
  algorithm: unknown,
  data: string,
  publicKey: unknown,
  signature: string,
): boolean {
  host.hashed(data)
  const options = { algorithm: algorithm ?? null, key: key(publicKey) }
  return call('verify', options, data, signature).toString() === 'true'
}
