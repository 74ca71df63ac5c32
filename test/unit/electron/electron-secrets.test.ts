/** Which cipher the desktop app takes, and what it can open. Electron's keychain is stood in for. */
import { createElectronCipher } from '#main/electron/electron-secrets'
import { createKeyFileCipher } from '#main/secrets/key-file-cipher'
import { SecretScheme } from '#main/secrets/secret-cipher'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { tempDir } from '../../support/temp-dir.ts'

const keychain = vi.hoisted(() => ({ available: true, backend: 'gnome_libsecret', locked: false }))

vi.mock('electron', () => ({
  safeStorage: {
    isEncryptionAvailable: () => keychain.available,
    getSelectedStorageBackend: () => keychain.backend,
    encryptString: (text: string) => Buffer.from(text, 'utf8').map((byte) => byte ^ 0x55),
    decryptString(sealed: Buffer) {
      if (keychain.locked) {
        throw new Error('the keychain is locked')
      }
      return Buffer.from(sealed.map((byte) => byte ^ 0x55)).toString('utf8')
    },
  },
}))

const platform = process.platform
function onPlatform(name: NodeJS.Platform): void {
  Object.defineProperty(process, 'platform', { value: name })
}

beforeEach(() => {
  Object.assign(keychain, { available: true, backend: 'gnome_libsecret', locked: false })
  onPlatform('linux')
})
afterEach(() => onPlatform(platform))

describe('the desktop cipher', () => {
  it('seals by the keychain, under its scheme', () => {
    const cipher = createElectronCipher(tempDir())
    expect(cipher.storage).toBe('keychain')
    const sealed = cipher.seal('schlüssel')
    expect(sealed[0]).toBe(SecretScheme.keychain)
    expect(cipher.open(sealed)).toBe('schlüssel')
  })

  it.each([
    ['no keychain', { available: false }, 'linux'],
    ['a fixed password', { backend: 'basic_text' }, 'linux'],
    ['an unknown backend', { backend: 'unknown' }, 'linux'],
  ] as const)('takes the key file where there is %s', (_name, state, os) => {
    Object.assign(keychain, state)
    onPlatform(os)
    const cipher = createElectronCipher(tempDir())
    expect(cipher.storage).toBe('key-file')
    expect(cipher.seal('x')[0]).toBe(SecretScheme.keyFile)
  })

  it('does not ask for a backend that only Linux has', () => {
    keychain.backend = 'basic_text'
    onPlatform('darwin')
    expect(createElectronCipher(tempDir()).storage).toBe('keychain')
  })

  it('opens what another host sealed in the same folder', () => {
    const dir = tempDir()
    const sealed = createKeyFileCipher(dir).seal('from the command line')
    expect(createElectronCipher(dir).open(sealed)).toBe('from the command line')
  })

  it('says what to do when the keychain cannot open a value', () => {
    const cipher = createElectronCipher(tempDir())
    const sealed = cipher.seal('x')
    keychain.locked = true
    expect(() => cipher.open(sealed)).toThrow(
      expect.objectContaining({
        code: 'secret_unreadable',
        hint: expect.stringContaining('enter the value again'),
      }),
    )
  })
})
