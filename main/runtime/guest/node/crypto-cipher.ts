/** Ciphers keep their state in the host, under a number. */
import { asStream, call, callText, encoded } from './crypto-bridge.ts'
import { KeyObject } from './crypto-key.ts'
import { toBinary, type BufferLike } from './scope.ts'

interface CipherOptions {
  readonly algorithm: string
  readonly decrypt: boolean
  readonly key: string
  readonly iv: string | null
  readonly password?: boolean
  readonly options?: unknown
}

export class Cipher {
  readonly #id: string

  constructor(options: CipherOptions) {
    this.#id = callText('cipher.new', options)
    asStream(
      this,
      (chunk) => this.update(chunk),
      () => this.final(),
    )
  }

  update(data: unknown, from?: string, to?: string): BufferLike | string {
    return encoded(call('cipher.update', { id: this.#id }, toBinary(data, from)), to)
  }

  final(to?: string): BufferLike | string {
    return encoded(call('cipher.final', { id: this.#id }), to)
  }

  setAutoPadding(on: boolean = true): this {
    callText('cipher.set', { id: this.#id, padding: on })
    return this
  }

  setAAD(data: unknown): this {
    call('cipher.set', { id: this.#id, aad: toBinary(data) })
    return this
  }

  setAuthTag(tag: unknown): this {
    call('cipher.set', { id: this.#id, tag: toBinary(tag) })
    return this
  }

  getAuthTag(): BufferLike {
    return call('cipher.tag', { id: this.#id })
  }
}

function secretBytes(secret: unknown): string {
  return toBinary(secret instanceof KeyObject ? secret.export() : secret)
}

export function cipher(decrypt: boolean) {
  return (algorithm: string, secret: unknown, iv: unknown, options?: unknown): Cipher =>
    new Cipher({
      algorithm,
      decrypt,
      key: secretBytes(secret),
      iv: iv === null ? null : toBinary(iv),
      options,
    })
}

/** `createCipher`, gone from newer Nodes: key and iv are made from a password. */
export function passwordCipher(decrypt: boolean) {
  return (algorithm: string, password: unknown): Cipher =>
    new Cipher({ algorithm, decrypt, key: toBinary(password), iv: null, password: true })
}
