/**
 * Makes a typed Api of a transport. The core has checked what it sends, results as well as events
 * (`dispatch` and `session`): here only the envelope is looked at, without zod and the schemas of
 * the contract, which would be a tenth of the page's start.
 */
import type { Api, EventData, EventName } from './contract.ts'
import { waitsForUser } from './contract/waits-for-user.ts'
import { AppError, fromWire, isErrorCode } from './errors.ts'
import type { EventMessage, Reply, Request } from './wire.ts'

/** Carries messages both ways as structured data. `onMessage` and `onClose` return their off. */
export interface Transport {
  send(message: Request): void
  onMessage(listener: (message: unknown) => void): () => void
  onClose(listener: () => void): () => void
}

export interface Client {
  readonly api: Api
  on<E extends EventName>(event: E, listener: (data: EventData<E>) => void): () => void
  dispose(): void
}

/** Longest wait for a reply: the longest operation is a push of many requests. */
const REPLY_DEADLINE_MS = 120_000

function isReply(message: unknown): message is Reply {
  const ok = part(message, 'ok')
  const isKnown = ok === true || (ok === false && isWireError(part(message, 'error')))
  return isKnown && typeof part(message, 'id') === 'number'
}

function isWireError(error: unknown): boolean {
  return isErrorCode(part(error, 'code')) && typeof part(error, 'message') === 'string'
}

function isEventMessage(message: unknown): message is EventMessage {
  return typeof part(message, 'event') === 'string'
}

function part(whole: unknown, name: string): unknown {
  return typeof whole === 'object' && whole !== null ? Reflect.get(whole, name) : undefined
}

interface Waiting {
  resolve(result: unknown): void
  reject(error: AppError): void
  timer: ReturnType<typeof setTimeout> | undefined
}

// The seam is compiled without DOM and Node types; both hosts have timers.
declare function setTimeout(callback: () => void, ms: number): number & { unref?: () => void }
declare function clearTimeout(timer: unknown): void

export function createClient(transport: Transport, deadlineMs = REPLY_DEADLINE_MS): Client {
  let nextId = 1
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, Set<(data: unknown) => void>>()

  function settle(reply: Reply): void {
    const call = waiting.get(reply.id)
    if (call === undefined) {
      return
    }
    waiting.delete(reply.id)
    clearTimeout(call.timer)
    if (reply.ok) {
      call.resolve(reply.result)
    } else {
      call.reject(fromWire(reply.error))
    }
  }

  function publish(message: EventMessage): void {
    // One failing listener must not keep the event from the others; its error is not lost.
    const failures: unknown[] = []
    for (const listener of listeners.get(message.event) ?? []) {
      try {
        listener(message.data)
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) {
      throw failures[0]
    }
  }

  function failAll(error: AppError): void {
    for (const call of waiting.values()) {
      clearTimeout(call.timer)
      call.reject(error)
    }
    waiting.clear()
  }

  const offMessage = transport.onMessage((message) => {
    if (isReply(message)) {
      settle(message)
    } else if (isEventMessage(message)) {
      publish(message)
    }
  })
  const offClose = transport.onClose(() => {
    failAll(new AppError('disconnected', 'The connection to the Hookbench core was lost.'))
  })

  function request(method: string, params: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = nextId++
      const timer = Object.hasOwn(waitsForUser, method)
        ? undefined
        : setTimeout(() => {
            waiting.delete(id)
            reject(
              new AppError('timed_out', `No answer to ${method} within ${deadlineMs / 1000} s.`),
            )
          }, deadlineMs)
      waiting.set(id, { resolve, reject, timer })
      try {
        transport.send({ id, method, params })
      } catch (cause) {
        waiting.delete(id)
        clearTimeout(timer)
        reject(
          new AppError('disconnected', 'The Hookbench core cannot be reached.', {
            hint: 'Reload the window.',
            cause,
          }),
        )
      }
    })
  }

  const calls = new Map<string, (params: unknown) => Promise<unknown>>()
  // The methods are those of the contract by type alone; the core refuses any other.
  const api = new Proxy(Object.create(null) as Api, {
    get(_target, name) {
      // Whoever awaits an api asks it for `then`.
      if (typeof name !== 'string' || !name.includes('.')) {
        return undefined
      }
      const call = calls.get(name) ?? ((params: unknown) => request(name, params))
      calls.set(name, call)
      return call
    },
  })

  return {
    api,
    on(event, listener) {
      const set = listeners.get(event) ?? new Set()
      listeners.set(event, set)
      const entry = listener as (data: unknown) => void
      set.add(entry)
      return () => set.delete(entry)
    },
    dispose() {
      offMessage()
      offClose()
      failAll(new AppError('disconnected', 'This client was closed.'))
      listeners.clear()
    },
  }
}
