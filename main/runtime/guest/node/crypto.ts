/** `crypto` inside the context: classes made here, the work done by the host over the bridge. */
import { call, callText, key } from './crypto-bridge.ts'
import { Cipher, cipher, passwordCipher } from './crypto-cipher.ts'
import { Hash, Hmac, Sign, sign, Verify, verify } from './crypto-digest.ts'
import { Certificate, DiffieHellman, DiffieHellmanGroup, ECDH } from './crypto-exchange.ts'
import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  KeyObject,
} from './crypto-key.ts'
import { nodeError, outOfRange, wrongType } from './node-error.ts'
import { soon, toBinary, type BufferLike } from './scope.ts'

type Done = (error: unknown, value?: unknown) => void

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

const maxRandom = 2 ** 31 - 1

function randomBytes(size: number, done?: Done): BufferLike | undefined {
  if (typeof size !== 'number') {
    throw wrongType('size', 'of type number', size)
  }
  if (!(size >= 0 && size <= maxRandom)) {
    throw outOfRange('size', `>= 0 && <= ${maxRandom}`, size)
  }
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

const hkdfSync: Kdf = (digest, secret, salt, info, length) => {
  const bytes = toBinary(salt)
  const size = [24, 16, 8, 0].map((shift) => String.fromCharCode((bytes.length >> shift) & 255))
  const secretBytes = secret instanceof KeyObject ? secret.export() : secret
  const more = `${size.join('')}${bytes}${toBinary(info)}`
  return call('hkdf', { digest, length }, toBinary(secretBytes), more)
}

/** They change a whole process, which is not the function's own. */
function refuse(name: string): () => never {
  return () => {
    throw new Error(`crypto.${name} is not available to source functions`)
  }
}

function withCallback(work: Kdf) {
  return (...args: unknown[]): void => {
    const done = args.pop() as Done
    later(() => Reflect.apply(work, undefined, args), done)
  }
}

function timingSafeEqual(a: ArrayBufferView, b: ArrayBufferView): boolean {
  for (const [name, value] of Object.entries({ buf1: a, buf2: b })) {
    if (!ArrayBuffer.isView(value)) {
      throw wrongType(name, 'one of type Buffer, TypedArray, or DataView', value)
    }
  }
  if (a.byteLength !== b.byteLength) {
    const message = 'Input buffers must have the same length'
    throw nodeError(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', message)
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
  createVerify: (algorithm: string) => new Verify(algorithm),
  sign: (algorithm: unknown, data: unknown, secret: unknown) =>
    sign(algorithm, toBinary(data), secret),
  verify: (algorithm: unknown, data: unknown, secret: unknown, signature: unknown) =>
    verify(algorithm, toBinary(data), secret, toBinary(signature)),
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  generateKeyPair(type: string, options: object, done: (...args: unknown[]) => void) {
    later(
      () => generateKeyPairSync(type, options),
      (error, pair) => {
        const { publicKey, privateKey } = (pair ?? {}) as Record<string, unknown>
        done(error, publicKey, privateKey)
      },
    )
  },
  diffieHellman: (keys: { privateKey: unknown; publicKey: unknown }) =>
    call('key.agree', { privateKey: key(keys.privateKey), publicKey: key(keys.publicKey) }),
  createECDH: (curve: string) => new ECDH(curve),
  createDiffieHellman: (sizeOrPrime: unknown, ...rest: unknown[]) =>
    new DiffieHellman(sizeOrPrime, ...rest),
  createDiffieHellmanGroup: (name: string) => new DiffieHellmanGroup(name),
  getDiffieHellman: (name: string) => new DiffieHellmanGroup(name),
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
  hkdfSync,
  hkdf: withCallback(hkdfSync),
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
  Verify,
  Cipher,
  Cipheriv: Cipher,
  Decipher: Cipher,
  Decipheriv: Cipher,
  Certificate,
  DiffieHellman,
  DiffieHellmanGroup,
  ECDH,
  KeyObject,
  DEFAULT_ENCODING: 'buffer',
  fips: false,
  getFips: () => 0,
  setFips: refuse('setFips'),
  setEngine: refuse('setEngine'),
}

Object.defineProperty(crypto, 'constants', {
  get: () => JSON.parse(callText('constants', {})) as object,
  enumerable: true,
  configurable: true,
})
