/** The core cannot write (or read) its data right now: said at one place until it can again. */
import { useSyncExternalStore } from 'react'
import { AppError, type ErrorCode } from '#preload/errors'

export type TroubleCode = Extract<ErrorCode, 'disk_full' | 'database_locked' | 'database_failed'>

export interface StoreTrouble {
  readonly code: TroubleCode
  readonly message: string
  readonly hint: string | undefined
}

const CODES: ReadonlySet<string> = new Set<TroubleCode>([
  'disk_full',
  'database_locked',
  'database_failed',
])

let trouble: StoreTrouble | null = null
const listeners = new Set<() => void>()

export function setTrouble(next: StoreTrouble | null): void {
  trouble = next
  for (const listener of listeners) {
    listener()
  }
}

function isTroubleCode(code: ErrorCode): code is TroubleCode {
  return CODES.has(code)
}

/** `null` when the error is of another kind. */
export function troubleOf(error: unknown): StoreTrouble | null {
  return error instanceof AppError && isTroubleCode(error.code)
    ? { code: error.code, message: error.message, hint: error.hint }
    : null
}

export function useStoreTrouble(): StoreTrouble | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => trouble,
  )
}
