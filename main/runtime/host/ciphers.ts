/** Ciphers keep state between calls, so each has a number for the time of its run. */
import type * as NodeCrypto from 'node:crypto'
import { toBytes } from './binary.ts'

type Options = Readonly<Record<string, unknown>>
type Work = (options: Options, data: Buffer) => Uint8Array | string
type AnyCipher = NodeCrypto.CipherGCM & NodeCrypto.DecipherGCM

const maxCiphers = 1000

/** Short names of OpenSSL, which Electron's library does not know. */
const longNames: Readonly<Record<string, string>> = {
  aes128: 'aes-128-cbc',
  aes192: 'aes-192-cbc',
  aes256: 'aes-256-cbc',
}

/** OpenSSL's EVP_BytesToKey with MD5 and no salt: how `createCipher` made its key and iv. */
function fromPassword(
  crypto: typeof NodeCrypto,
  algorithm: string,
  password: Buffer,
): { key: Buffer; iv: Buffer } {
  const info = crypto.getCipherInfo(algorithm)
  if (info === undefined) {
    throw new Error('Unknown cipher')
  }
  const needed = info.keyLength + (info.ivLength ?? 0)
  let all = Buffer.alloc(0)
  let last = Buffer.alloc(0)
  while (all.length < needed) {
    last = crypto.createHash('md5').update(last).update(password).digest()
    all = Buffer.concat([all, last])
  }
  return { key: all.subarray(0, info.keyLength), iv: all.subarray(info.keyLength, needed) }
}

export function createCiphers(crypto: typeof NodeCrypto): Readonly<Record<string, Work>> {
  const ciphers = new Map<string, AnyCipher>()

  function find(options: Options): AnyCipher {
    const cipher = ciphers.get(String(options['id']))
    if (cipher === undefined) {
      throw new Error('The cipher is finished')
    }
    return cipher
  }

  function create(options: Options): string {
    if (ciphers.size >= maxCiphers) {
      throw new RangeError(`More than ${maxCiphers} ciphers are open`)
    }
    const given = String(options['algorithm'])
    const algorithm = longNames[given.toLowerCase()] ?? given
    const secret = toBytes(String(options['key']))
    const { key, iv } =
      options['password'] === true
        ? fromPassword(crypto, algorithm, secret)
        : { key: secret, iv: typeof options['iv'] === 'string' ? toBytes(options['iv']) : null }
    type Make = (name: string, key: Buffer, iv: Buffer | null, more?: object) => AnyCipher
    const make = Reflect.get(
      crypto,
      options['decrypt'] === true ? 'createDecipheriv' : 'createCipheriv',
    ) as unknown as Make
    const more = options['options'] as { authTagLength?: number } | undefined
    const id = String(ciphers.size + 1)
    ciphers.set(id, make(algorithm, key, iv, more))
    return id
  }

  return {
    'cipher.new': create,
    'cipher.update': (options, data) => find(options).update(data),
    'cipher.final': (options) => find(options).final(),
    'cipher.set'(options) {
      const cipher = find(options)
      if (typeof options['padding'] === 'boolean') {
        cipher.setAutoPadding(options['padding'])
      }
      if (typeof options['aad'] === 'string') {
        cipher.setAAD(toBytes(options['aad']))
      }
      if (typeof options['tag'] === 'string') {
        cipher.setAuthTag(toBytes(options['tag']))
      }
      return ''
    },
    'cipher.tag': (options) => find(options).getAuthTag(),
  }
}
