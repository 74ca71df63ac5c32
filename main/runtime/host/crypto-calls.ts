/** The host's side of `crypto`: hashes, ciphers and keys have numbers, all else is one call. */
import type * as NodeCrypto from 'node:crypto'
import { toBinary, toBytes, type Builtin, type HostOp, type HostOps } from './binary.ts'
import { createCiphers } from './ciphers.ts'
import { CryptoObjects } from './crypto-objects.ts'
import { createHashes } from './hashes.ts'
import type { Randomness } from './randomness.ts'

type Options = Readonly<Record<string, unknown>>
type Work = (options: Options, data: Buffer, more: Buffer) => Uint8Array | string

/** Keeps one call from taking the worker's whole second and the host's memory. */
const maxRandom = 16_000_000

function text(options: Options, name: string): string {
  return String(options[name])
}

function algorithm(options: Options): string | null {
  return options['algorithm'] === null ? null : text(options, 'algorithm')
}

function uuid(bytes: Uint8Array): string {
  const [version = 0, variant = 0] = [bytes[6], bytes[8]]
  bytes[6] = (version & 0x0f) | 0x40
  bytes[8] = (variant & 0x3f) | 0x80
  const hex = Buffer.from(bytes).toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** `random` gives the run's own randomness, when it was seeded. */
export function createCryptoCalls(builtin: Builtin, random: () => Randomness | null): HostOps {
  const crypto = builtin('crypto') as typeof NodeCrypto
  const objects = new CryptoObjects(crypto)
  const key = (options: Options): never => objects.key(options['key'])
  const randomBytes = (size: number): Uint8Array => {
    if (!Number.isInteger(size) || size < 0 || size > maxRandom) {
      throw new RangeError(`The size must be from 0 to ${maxRandom} bytes`)
    }
    return random()?.bytes(size) ?? crypto.randomBytes(size)
  }
  function randomInt(options: Options): string {
    const [from, to] = [Number(options['from']), Number(options['to'])]
    const draw = Buffer.from(randomBytes(6)).readUIntBE(0, 6) / 2 ** 48
    return String(from + Math.floor(draw * (to - from)))
  }

  const work: Readonly<Record<string, Work>> = {
    'check-sign'(options) {
      crypto.createSign(text(options, 'algorithm'))
      return ''
    },
    // Keys of some kinds name their own way to hash.
    sign: (options, data) => crypto.sign(algorithm(options), data, key(options)),
    verify: (options, data, signature) =>
      String(crypto.verify(algorithm(options), data, key(options), signature)),
    random: (options) => randomBytes(Number(options['size'])),
    int: randomInt,
    uuid: () => uuid(randomBytes(16)),
    pbkdf2: ({ iterations, length, digest }, password, salt) =>
      crypto.pbkdf2Sync(password, salt, Number(iterations), Number(length), String(digest)),
    scrypt: ({ length, options }, password, salt) =>
      crypto.scryptSync(password, salt, Number(length), options as NodeCrypto.ScryptOptions),
    hkdf: ({ digest, length }, secret, saltAndInfo) => {
      const end = saltAndInfo.readUInt32BE(0) + 4
      const [salt, info] = [saltAndInfo.subarray(4, end), saltAndInfo.subarray(end)]
      return Buffer.from(crypto.hkdfSync(String(digest), secret, salt, info, Number(length)))
    },
    publicEncrypt: (options, data) => crypto.publicEncrypt(key(options), data),
    privateDecrypt: (options, data) => crypto.privateDecrypt(key(options), data),
    privateEncrypt: (options, data) => crypto.privateEncrypt(key(options), data),
    publicDecrypt: (options, data) => crypto.publicDecrypt(key(options), data),
    hashes: () => JSON.stringify(crypto.getHashes()),
    ciphers: () => JSON.stringify(crypto.getCiphers()),
    curves: () => JSON.stringify(crypto.getCurves()),
    constants: () => JSON.stringify(crypto.constants),
    ...createCiphers(crypto),
    ...objects.work,
  }
  const ops: Record<string, HostOp> = createHashes(crypto, objects)
  for (const [name, run] of Object.entries(work)) {
    ops[`crypto.${name}`] = (arg, data, more) => {
      const result = run(JSON.parse(arg) as Options, toBytes(data), toBytes(more))
      return typeof result === 'string' ? result : toBinary(result)
    }
  }
  return ops
}
