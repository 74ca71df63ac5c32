/**
 * Encrypts the values that must not lie in the database in clear: encrypted settings, write
 * keys. Each host brings its own; the first byte of a sealed value names the scheme, so that a
 * host that meets another's value can say so instead of showing noise.
 */
import { AppError } from '#preload/errors'

export interface SecretCipher {
  readonly storage: 'keychain' | 'key-file'
  seal(text: string): Uint8Array
  /** Throws `secret_unreadable` with the next step when the value cannot be opened here. */
  open(sealed: Uint8Array): string
}

/** First byte of a sealed value. Numbers are on disk for good: never reuse one. */
export const SecretScheme = { keyFile: 1, keychain: 2 } as const

export function unreadable(message: string, hint: string, cause?: unknown): AppError {
  return new AppError('secret_unreadable', message, { hint, cause })
}

export function sealedByKeychain(): AppError {
  return unreadable(
    "This value was encrypted by the desktop app's keychain and cannot be read here.",
    'Enter it again here, or use the desktop app.',
  )
}

export function sealedByUnknown(): AppError {
  return unreadable(
    'This value was encrypted in a way that this version of Hookbench does not know.',
    'Update Hookbench, or enter the value again.',
  )
}
