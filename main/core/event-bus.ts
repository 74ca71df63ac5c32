/** Typed publish and subscribe for the events of the contract. */
import type { EventData, EventName } from '#preload/contract'

export type EventListener = <E extends EventName>(event: E, data: EventData<E>) => void

export interface EventBus {
  publish<E extends EventName>(event: E, data: EventData<E>): void
  /** Receives every event; returns its off. */
  subscribe(listener: EventListener): () => void
}

export function createEventBus(onListenerError: (error: unknown) => void): EventBus {
  const listeners = new Set<EventListener>()
  return {
    publish(event, data) {
      for (const listener of listeners) {
        // One broken listener (a closed window) must not keep the event from the others.
        try {
          listener(event, data)
        } catch (error) {
          onListenerError(error)
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
