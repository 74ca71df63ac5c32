/** The one place where an error becomes a message to the user. */
import { AppError, toWire } from '#preload/errors'
import { setTrouble, troubleOf } from './store-trouble.ts'
import { showToast } from '../ui/toast.tsx'

export function reportError(error: unknown): void {
  // A lost connection has its own screen.
  if (error instanceof AppError && error.code === 'disconnected') {
    return
  }
  const trouble = troubleOf(error)
  if (trouble !== null) {
    setTrouble(trouble)
    return
  }
  const { message, hint } = toWire(error)
  showToast({ tone: 'error', title: message, hint })
}
