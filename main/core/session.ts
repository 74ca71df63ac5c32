/**
 * One connected client, whatever carries its messages: requests go in, replies and events come
 * out. The three transports differ only in how they carry them.
 */
import { events, type EventData, type EventName } from '#preload/contract'
import { toWire } from '#preload/errors'
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

let lastChecked: { readonly message: EventMessage; readonly data: unknown } | null = null

/**
 * Checked on this side, like results: the page takes what comes as it is. Once for all sessions,
 * which get the same object.
 */
function checked<E extends EventName>(event: E, data: EventData<E>): EventMessage {
  if (lastChecked?.data !== data || lastChecked.message.event !== event) {
    lastChecked = { message: { event, data: events[event].parse(data) }, data }
    // Whoever published it may change it afterwards.
    queueMicrotask(() => {
      lastChecked = null
    })
  }
  return lastChecked.message
}

export function openSession(
  core: CoreDoor,
  caller: Caller,
  send: (message: Reply | EventMessage) => void,
): Session {
  let open = true
  const off = core.events.subscribe((event, data) => {
    send(checked(event, data))
  })

  async function answer(message: unknown): Promise<void> {
    const reply = await core.dispatch(message, caller)
    if (!open) {
      return
    }
    try {
      send(reply)
    } catch (error) {
      // A result that the transport cannot carry must not leave its caller waiting.
      send({ id: reply.id, ok: false, error: toWire(error) })
    }
  }

  /**
   * A transport may hand over several messages in one turn. Each has one to itself, in which its reply is
   * sent unless it waits for something: otherwise an event of the second would come ahead of the
   * reply to the first, which knows nothing of it and would be taken for the newer.
   */
  const waiting: unknown[] = []
  let isTaken = false

  function take(message: unknown): void {
    isTaken = true
    // Not even the error can be sent: the transport is ending, and says so itself.
    answer(message).catch(() => undefined)
    setImmediate(() => {
      isTaken = false
      if (waiting.length > 0) {
        take(waiting.shift())
      }
    })
  }

  return {
    receive(message) {
      if (isTaken) {
        waiting.push(message)
      } else {
        take(message)
      }
    },
    close() {
      open = false
      off()
    },
  }
}
