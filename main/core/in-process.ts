/** The transport of the command line: core and client in one process, joined back to back. */
import type { Transport } from '#preload/client'
import type { Caller } from './dispatch.ts'
import { openSession, type CoreDoor } from './session.ts'

export interface InProcessTransport extends Transport {
  close(): void
}

export function createInProcessTransport(core: CoreDoor, caller: Caller): InProcessTransport {
  const messageListeners = new Set<(message: unknown) => void>()
  const closeListeners = new Set<() => void>()
  let open = true

  // Copied, as on the other transports: neither side may change what the other holds.
  const session = openSession(core, caller, (message) => {
    const copy: unknown = structuredClone(message)
    for (const listener of messageListeners) {
      listener(copy)
    }
  })

  return {
    send(message) {
      if (!open) {
        throw new Error('The transport is closed.')
      }
      session.receive(structuredClone(message))
    },
    onMessage(listener) {
      messageListeners.add(listener)
      return () => messageListeners.delete(listener)
    },
    onClose(listener) {
      closeListeners.add(listener)
      return () => closeListeners.delete(listener)
    },
    close() {
      if (!open) {
        return
      }
      open = false
      session.close()
      for (const listener of closeListeners) {
        listener()
      }
    },
  }
}
