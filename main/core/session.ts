/**
 * One connected client, whatever carries its messages: requests go in, replies and events come
 * out. The three transports differ only in how they carry them.
 */
import type { EventMessage, Reply } from '#preload/wire'
import type { Caller, Dispatch } from './dispatch.ts'
import type { EventBus } from './event-bus.ts'

/** What a transport needs of the core. */
export interface CoreDoor {
  readonly dispatch: Dispatch
  readonly events: Pick<EventBus, 'subscribe'>
}

export interface Session {
  receive(message: unknown): void
  /** Ends the events; replies to calls still under way are dropped. */
  close(): void
}

export function openSession(
  core: CoreDoor,
  caller: Caller,
  send: (message: Reply | EventMessage) => void,
): Session {
  let open = true
  const off = core.events.subscribe((event, data) => {
    send({ event, data })
  })

  async function answer(message: unknown): Promise<void> {
    const reply = await core.dispatch(message, caller)
    if (open) {
      send(reply)
    }
  }

  return {
    receive(message) {
      void answer(message)
    },
    close() {
      open = false
      off()
    },
  }
}
