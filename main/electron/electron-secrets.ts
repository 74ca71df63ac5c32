/** The desktop app's cipher: the system's keychain where it really encrypts, else the key file. */
import { createKeyFileCipher } from '#main/secrets/key-file-cipher'
import { SecretScheme, unreadable, type SecretCipher } from '#main/secrets/secret-cipher'
import { safeStorage } from 'electron'

/** To be made once the app is ready: before that the keychain cannot be asked. */
export function createElectronCipher(dataDir: string): SecretCipher {
  const keyFile = createKeyFileCipher(dataDir)
  const storage = keychainEncrypts() ? 'keychain' : 'key-file'
  return {
    storage,
    seal(text) {
      if (storage === 'key-file') {
        return keyFile.seal(text)
      }
      return Buffer.concat([Buffer.of(SecretScheme.keychain), safeStorage.encryptString(text)])
    },
    open(sealed) {
      // What browser mode or the command line sealed in the same folder is readable here too.
      if (sealed[0] !== SecretScheme.keychain) {
        return keyFile.open(sealed)
      }
      try {
        return safeStorage.decryptString(Buffer.from(sealed.subarray(1)))
      } catch (cause) {
        throw unreadable(
          'This value was encrypted by a keychain that is not at hand.',
          'Unlock the keychain of the user who saved it, or enter the value again.',
          cause,
        )
      }
    },
  }
}

/** Linux without a secret service falls back to a fixed password, which protects nothing. */
function keychainEncrypts(): boolean {
  if (!safeStorage.isEncryptionAvailable()) {
    return false
  }
  return (
    process.platform !== 'linux' ||
    !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
  )
}
