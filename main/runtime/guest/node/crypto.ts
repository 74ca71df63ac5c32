/** `crypto` inside the context: classes made here, the work done by the host over the bridge. */
import { fromBinary, host, soon, streams, toBinary, type BufferLike } from './scope.ts'

type Done = (error: unknown, value?: unknown) => void

function call(op: string, options: object, ...data: string[]): BufferLike {
  return fromBinary(host.callHost(`crypto.${op}`, JSON.stringify([options, ...data])))
}

function callText(op: string, options: object): string {
  return host.callHost(`crypto.${op}`, JSON.stringify([options]))
}

function encoded(bytes: BufferLike, encoding?: string): BufferLike | string {
  return encoding === undefined || encoding === 'buffer' ? bytes : bytes.toString(encoding)
}

/** Later, as the real one does: after the code that asked. */
function later(work: () => unknown, done: Done): void {
  soon(() => {
    let value: unknown
    try {
      value = work()
    } catch (error) {
      done(error)
      return
    }
    done(null, value)
  })
}

/** Keys and secrets may be text, bytes, or an object that holds one of them. */
function key(value: unknown): unknown {
  if (typeof value === 'string') {
    return { text: value }
  }
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    return { bytes: toBinary(value) }
  }
  if (typeof value === 'object' && value !== null) {
    const { key: inner, ...rest } = value as Record<string, unknown>
    return { key: key(inner), rest: { ...rest, oaepLabel: undefined } }
  }
  throw new TypeError('The key must be a string, a Buffer or an object with a key')
}

function checkData(data: unknown): void {
  if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
    throw Object.assign(
      new TypeError('The "data" argument must be of type string or an instance of Buffer'),
      { code: 'ERR_INVALID_ARG_TYPE' },
    )
  }
}

/** Hashes are streams too; `pipe` into one is rare but real. */
function asStream(target: object, update: (chunk: unknown) => void, result: () => unknown): void {
  const { Transform } = streams()
  let stream: InstanceType<typeof Transform> | undefined
  const make = (): InstanceType<typeof Transform> => {
    stream ??= new Transform({
      transform(chunk: unknown, _encoding: unknown, done: () => void) {
        update(chunk)
        done()
      },
      flush(this: { push(chunk: unknown): void }, done: () => void) {
        this.push(result())
        done()
      },
    })
    return stream
  }
  for (const name of ['write', 'end', 'on', 'once', 'emit', 'pipe', 'read', 'removeListener']) {
    Object.defineProperty(target, name, {
      value: (...args: unknown[]): unknown => {
        const method = Reflect.get(make(), name) as (...args: unknown[]) => unknown
        return Reflect.apply(method, make(), args)
      },
      configurable: true,
      writable: true,
    })
  }
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

class Hash extends Digest {
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

class Hmac extends Digest {
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

class Sign {
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

interface CipherOptions {
  readonly algorithm: string
  readonly decrypt: boolean
  readonly key: string
  readonly iv: string | null
  readonly password?: boolean
  readonly options?: unknown
}

class Cipher {
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

function cipher(decrypt: boolean) {
  return (algorithm: string, secret: unknown, iv: unknown, options?: unknown): Cipher =>
    new Cipher({
      algorithm,
      decrypt,
      key: toBinary(secret),
      iv: iv === null ? null : toBinary(iv),
      options,
    })
}

/** `createCipher`, gone from newer Nodes: key and iv are made from a password. */
function passwordCipher(decrypt: boolean) {
  return (algorithm: string, password: unknown): Cipher =>
    new Cipher({ algorithm, decrypt, key: toBinary(password), iv: null, password: true })
}

export function randomBytes(size: number, done?: Done): BufferLike | undefined {
  if (done === undefined) {
    return call('random', { size })
  }
  later(() => call('random', { size }), done)
  return undefined
}

function randomFillSync(into: Uint8Array, offset = 0, size = into.byteLength - offset): Uint8Array {
  into.set(call('random', { size }), offset)
  return into
}

function randomInt(low: number, high?: number | Done, done?: Done): number | undefined {
  const [from, to] = typeof high === 'number' ? [low, high] : [0, low]
  const pick = (): number => Number(callText('int', { from, to }))
  const callback = typeof high === 'function' ? high : done
  if (callback === undefined) {
    return pick()
  }
  later(pick, callback)
  return undefined
}

type Kdf = (password: unknown, salt: unknown, ...rest: unknown[]) => BufferLike

const pbkdf2Sync: Kdf = (password, salt, iterations, length, digest = 'sha1') =>
  call('pbkdf2', { iterations, length, digest }, toBinary(password), toBinary(salt))

const scryptSync: Kdf = (password, salt, length, options = {}) =>
  call('scrypt', { length, options }, toBinary(password), toBinary(salt))

function withCallback(work: Kdf) {
  return (...args: unknown[]): void => {
    const done = args.pop() as Done
    later(() => Reflect.apply(work, undefined, args), done)
  }
}

export function timingSafeEqual(a: unknown, b: unknown): boolean {
  if (!ArrayBuffer.isView(a) || !ArrayBuffer.isView(b)) {
    throw new TypeError('The arguments must be instances of Buffer, TypedArray or DataView')
  }
  if (a.byteLength !== b.byteLength) {
    throw Object.assign(new RangeError('Input buffers must have the same byte length'), {
      code: 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH',
    })
  }
  return toBinary(a) === toBinary(b)
}

function rsa(op: string) {
  return (secret: unknown, data: unknown): BufferLike =>
    call(op, { key: key(secret) }, toBinary(data))
}

function list(op: string): string[] {
  return JSON.parse(callText(op, {})) as string[]
}

export const crypto: Record<string, unknown> = {
  createHash: (algorithm: string) => new Hash(algorithm),
  createHmac: (algorithm: string, secret: unknown) => new Hmac(algorithm, secret),
  createSign: (algorithm: string) => new Sign(algorithm),
  createVerify: (algorithm: string) => new Sign(algorithm),
  sign: (algorithm: string, data: unknown, secret: unknown) =>
    call('sign', { algorithm, key: key(secret) }, toBinary(data)),
  verify: (algorithm: string, data: unknown, secret: unknown, signature: unknown) =>
    new Sign(algorithm).update(data).verify(secret, signature),
  createCipheriv: cipher(false),
  createDecipheriv: cipher(true),
  createCipher: passwordCipher(false),
  createDecipher: passwordCipher(true),
  randomBytes,
  pseudoRandomBytes: randomBytes,
  rng: randomBytes,
  prng: randomBytes,
  randomFillSync,
  randomFill(into: Uint8Array, ...rest: unknown[]) {
    const done = rest.pop() as Done
    const [offset, size] = rest as (number | undefined)[]
    later(() => randomFillSync(into, offset, size), done)
  },
  randomInt,
  randomUUID: () => callText('uuid', {}),
  pbkdf2Sync,
  pbkdf2: withCallback(pbkdf2Sync),
  scryptSync,
  scrypt: withCallback(scryptSync),
  timingSafeEqual,
  publicEncrypt: rsa('publicEncrypt'),
  privateDecrypt: rsa('privateDecrypt'),
  privateEncrypt: rsa('privateEncrypt'),
  publicDecrypt: rsa('publicDecrypt'),
  getHashes: () => list('hashes'),
  getCiphers: () => list('ciphers'),
  getCurves: () => list('curves'),
  Hash,
  Hmac,
  Sign,
  Verify: Sign,
  Cipher,
  Decipher: Cipher,
}

Object.defineProperty(crypto, 'constants', {
  get: () => JSON.parse(callText('constants', {})) as object,
  enumerable: true,
  configurable: true,
})
