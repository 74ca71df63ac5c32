/** AES-256-GCM under a key that lies beside the database, readable by its owner only. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import type { AppError } from '#preload/errors'
import {
  sealedByKeychain,
  sealedByUnknown,
  SecretScheme,
  unreadable,
  type SecretCipher,
} from './secret-cipher.ts'

export const KEY_FILE = 'secret.key'

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEADER_BYTES = 1 + NONCE_BYTES + TAG_BYTES

/** The key is read, or made, on first use: a data folder without secrets has no key file. */
export function createKeyFileCipher(dataDir: string): SecretCipher {
  const file = path.join(dataDir, KEY_FILE)
  let key: Buffer | undefined

  return {
    storage: 'key-file',
    seal(text) {
      key ??= readKey(file) ?? createKey(file)
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.of(SecretScheme.keyFile), nonce, cipher.getAuthTag(), body])
    },
    open(sealed) {
      refuseOtherSchemes(sealed)
      key ??= readKey(file)
      if (key === undefined) {
        throw unreadable(
          `The key of the encrypted values, ${file}, is missing.`,
          'Put the file back from a backup, or enter the value again.',
        )
      }
      const bytes = Buffer.from(sealed)
      try {
        const nonce = bytes.subarray(1, 1 + NONCE_BYTES)
        const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
        decipher.setAuthTag(bytes.subarray(1 + NONCE_BYTES, HEADER_BYTES))
        return (
          decipher.update(bytes.subarray(HEADER_BYTES), undefined, 'utf8') + decipher.final('utf8')
        )
      } catch (cause) {
        throw unreadable(
          `This encrypted value does not belong to the key in ${file}.`,
          'Put the right key file back, or enter the value again.',
          cause,
        )
      }
    },
  }
}

function refuseOtherSchemes(sealed: Uint8Array): void {
  if (sealed[0] === SecretScheme.keychain) {
    throw sealedByKeychain()
  }
  if (sealed[0] !== SecretScheme.keyFile) {
    throw sealedByUnknown()
  }
}

function readKey(file: string): Buffer | undefined {
  let key: Buffer
  try {
    key = readFileSync(file)
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') {
      return undefined
    }
    throw keyFileFailure(file, error)
  }
  if (key.length !== KEY_BYTES) {
    throw unreadable(
      `${file} is not a Hookbench key: it should hold ${KEY_BYTES} bytes.`,
      'Put the right key file back; or remove it and enter the encrypted values again.',
    )
  }
  narrow(file)
  return key
}

/** A copy or an archive may have widened the permissions; Windows has its own, per user. */
function narrow(file: string): void {
  try {
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
      chmodSync(file, 0o600)
    }
  } catch (error) {
    throw keyFileFailure(file, error)
  }
}

/**
 * Written whole under another name, then linked: app and command line may both be first, and
 * neither may see half a key or replace the other's.
 */
function createKey(file: string): Buffer {
  const own = `${file}.${process.pid}-${randomBytes(6).toString('hex')}`
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
    // On disk before the first value under it is: without its key that would be lost.
    writeFileSync(own, randomBytes(KEY_BYTES), { mode: 0o600, flag: 'wx', flush: true })
    try {
      linkSync(own, file)
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'EEXIST') {
        throw error
      }
    } finally {
      rmSync(own, { force: true })
    }
  } catch (error) {
    throw keyFileFailure(file, error)
  }
  const key = readKey(file)
  if (key === undefined) {
    throw unreadable(`${file} disappeared while it was made.`, 'Try again.')
  }
  return key
}

function keyFileFailure(file: string, cause: unknown): AppError {
  const text = cause instanceof Error ? cause.message : String(cause)
  return unreadable(
    `The key file ${file} cannot be used: ${text}`,
    'Check the permissions of the data folder.',
    cause,
  )
}
