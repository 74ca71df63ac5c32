/** The envelope of the three transports, and the client that makes a typed Api of one. */
import { z } from 'zod'
import {
  events,
  isEventName,
  methods,
  type Api,
  type EventData,
  type EventName,
  type MethodName,
} from './contract.ts'
import type { Method } from './contract/parts.ts'
import { AppError, fromWire, WireError } from './errors.ts'

export const Request = z.object({ id: z.number().int(), method: z.string(), params: z.unknown() })
export type Request = z.infer<typeof Request>

export const Reply = z.discriminatedUnion('ok', [
  z.object({ id: z.number().int(), ok: z.literal(true), result: z.unknown() }),
  z.object({ id: z.number().int(), ok: z.literal(false), error: WireError }),
])
export type Reply = z.infer<typeof Reply>

export const EventMessage = z.object({ event: z.string(), data: z.unknown() })
export type EventMessage = z.infer<typeof EventMessage>

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
  const listeners = new Map<EventName, Set<(data: unknown) => void>>()

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
    if (!isEventName(message.event)) {
      return
    }
    const data = events[message.event].parse(message.data)
    // One failing listener must not keep the event from the others; its error is not lost.
    const failures: unknown[] = []
    for (const listener of listeners.get(message.event) ?? []) {
      try {
        listener(data)
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
    const reply = Reply.safeParse(message)
    if (reply.success) {
      settle(reply.data)
      return
    }
    const event = EventMessage.safeParse(message)
    if (event.success) {
      publish(event.data)
    }
  })
  const offClose = transport.onClose(() => {
    failAll(new AppError('disconnected', 'The connection to the Hookbench core was lost.'))
  })

  function request(method: MethodName, params: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = nextId++
      const spec: Method = methods[method]
      const timer =
        spec.waitsForUser === true
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

  const api = Object.fromEntries(
    (Object.keys(methods) as MethodName[]).map((method) => [
      method,
      (params: unknown) => request(method, params),
    ]),
  ) as Api

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
