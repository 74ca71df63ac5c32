/** The one place where an error becomes a message to the user. */
import { AppError, toWire } from '#preload/errors'
import { showToast } from '../ui/toast.tsx'

export function reportError(error: unknown): void {
  // A lost connection has its own screen.
  if (error instanceof AppError && error.code === 'disconnected') {
    return
  }
  const { message, hint } = toWire(error)
  showToast({ tone: 'error', title: message, hint })
}
