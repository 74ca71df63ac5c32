import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createKeyFileCipher, KEY_FILE } from '#main/secrets/key-file-cipher'
import { SecretScheme } from '#main/secrets/secret-cipher'
import { AppError } from '#preload/errors'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'hookbench-secrets-'))
})
afterEach(() => {
  rmSync(dir, { recursive: true, force: true })
})

function failure(action: () => unknown): AppError {
  try {
    action()
  } catch (error) {
    if (error instanceof AppError) {
      return error
    }
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('the key-file cipher', () => {
  it('opens what another instance with the same folder sealed', () => {
    const text = 'wk_äöü_\u{1F511}\0end'
    const sealed = createKeyFileCipher(dir).seal(text)
    expect(createKeyFileCipher(dir).open(sealed)).toBe(text)
    expect(Buffer.from(sealed).includes('wk_')).toBe(false)
  })

  it('seals the empty text, and the same text differently each time', () => {
    const cipher = createKeyFileCipher(dir)
    expect(cipher.open(cipher.seal(''))).toBe('')
    expect(cipher.seal('same')).not.toEqual(cipher.seal('same'))
  })

  it('makes the key on the first seal only, for its owner only, and leaves nothing else', () => {
    const cipher = createKeyFileCipher(dir)
    expect(existsSync(path.join(dir, KEY_FILE))).toBe(false)
    cipher.seal('x')
    expect(readdirSync(dir)).toEqual([KEY_FILE])
    expect(statSync(path.join(dir, KEY_FILE)).mode & 0o777).toBe(0o600)
    const key = readFileSync(path.join(dir, KEY_FILE))
    createKeyFileCipher(dir).seal('y')
    expect(readFileSync(path.join(dir, KEY_FILE))).toEqual(key)
  })

  it('narrows a key file that others could read', () => {
    const sealed = createKeyFileCipher(dir).seal('x')
    chmodSync(path.join(dir, KEY_FILE), 0o644)
    expect(createKeyFileCipher(dir).open(sealed)).toBe('x')
    expect(statSync(path.join(dir, KEY_FILE)).mode & 0o777).toBe(0o600)
  })

  it('says whose a keychain value is', () => {
    const error = failure(() =>
      createKeyFileCipher(dir).open(Uint8Array.of(SecretScheme.keychain, 1, 2, 3)),
    )
    expect(error.code).toBe('secret_unreadable')
    expect(error.message).toContain("desktop app's keychain")
    expect(error.hint).toContain('Enter it again here')
  })

  it.each([
    ['nothing', new Uint8Array()],
    ['an unknown scheme', Uint8Array.of(99, 1, 2)],
    ['a stump', Uint8Array.of(SecretScheme.keyFile, 1, 2)],
  ])('refuses %s', (_name, sealed) => {
    const cipher = createKeyFileCipher(dir)
    cipher.seal('makes the key')
    expect(failure(() => cipher.open(sealed)).code).toBe('secret_unreadable')
  })

  it('refuses a changed value, a foreign key, a lost key and a damaged key file', () => {
    const cipher = createKeyFileCipher(dir)
    const sealed = cipher.seal('value')
    const changed = Uint8Array.from(sealed)
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
    expect(failure(() => cipher.open(changed)).code).toBe('secret_unreadable')

    rmSync(path.join(dir, KEY_FILE))
    expect(failure(() => createKeyFileCipher(dir).open(sealed)).message).toContain('missing')
    expect(existsSync(path.join(dir, KEY_FILE))).toBe(false)

    createKeyFileCipher(dir).seal('another key')
    expect(failure(() => createKeyFileCipher(dir).open(sealed)).message).toContain('belong')
  })
})
