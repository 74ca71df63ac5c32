/** Hashes and signatures: the host holds a hash under a number, and is fed it piece by piece. */
import { asStream, call, callText, checkData, encoded, key } from './crypto-bridge.ts'
import { nodeError, wrongType } from './node-error.ts'
import { fromBinary, host, isUtf8, toBinary, type BufferLike, type HashedPiece } from './scope.ts'

function finalized(): Error {
  return nodeError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called')
}

abstract class Digest {
  readonly #id: string
  readonly #pieces: HashedPiece[] = []
  #done = false

  constructor(algorithmName: string, algorithm: unknown, secret: { key?: unknown }) {
    asStream(
      this,
      (chunk) => this.update(chunk),
      () => this.digest(),
    )
    if (typeof algorithm !== 'string') {
      throw wrongType(algorithmName, 'of type string', algorithm)
    }
    this.#id = callText('hash.new', { algorithm, ...secret })
  }

  update(data: unknown, encoding?: string): this {
    if (this.#done) {
      throw finalized()
    }
    checkData(data)
    const piece =
      typeof data === 'string' && isUtf8(encoding)
        ? { isText: true, data }
        : { isText: false, data: toBinary(data, encoding) }
    host.callHost(piece.isText ? 'crypto.hash.text' : 'crypto.hash.bytes', this.#id, piece.data)
    this.#pieces.push(piece)
    return this
  }

  digest(encoding?: string): BufferLike | string {
    if (this.#done) {
      throw finalized()
    }
    this.#done = true
    host.hashed(this.#pieces)
    return encoded(fromBinary(host.callHost('crypto.hash.end', this.#id)), encoding)
  }
}

export class Hash extends Digest {
  constructor(algorithm: string) {
    super('algorithm', algorithm, {})
  }
}

export class Hmac extends Digest {
  constructor(algorithm: string, secret: unknown) {
    super('hmac', algorithm, { key: key(secret) })
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
  host.hashed([{ isText: false, data }])
  const options = { algorithm: algorithm ?? null, key: key(publicKey) }
  return call('verify', options, data, signature).toString() === 'true'
}
