/**
 * Knows which requests of which connection are still to be answered, so that a connection
 * that turns to garbage gets its error after the answers it is owed, and so that stopping
 * lets those be written.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

export interface Connections {
  opened(connection: Duplex): void
  begun(request: IncomingMessage, response: ServerResponse): void
  /** Ends the connection with `text`, after the answers that complete requests wait for. */
  finish(connection: Duplex, text: string): void
  /** Closes what is idle now and the rest after `graceMs`; resolves when all are closed. */
  closeAll(graceMs: number): Promise<void>
}

/** A peer that does not read its answer is not waited for. */
const LINGER_MS = 1000

export function createConnections(): Connections {
  const open = new Map<Duplex, Set<Exchange>>()
  let stopping = false
  let onEmpty: (() => void) | undefined

  function owed(connection: Duplex): Exchange | undefined {
    return [...(open.get(connection) ?? [])].findLast(({ request }) => request.complete)
  }

  return {
    opened(connection) {
      open.set(connection, new Set())
      connection.once('close', () => {
        open.delete(connection)
        if (open.size === 0) {
          onEmpty?.()
        }
      })
    },
    begun(request, response) {
      const exchange = { request, response }
      const exchanges = open.get(request.socket)
      exchanges?.add(exchange)
      response.once('close', () => {
        exchanges?.delete(exchange)
        if (stopping && exchanges?.size === 0) {
          request.socket.destroySoon()
        }
      })
    },
    finish(connection, text) {
      const last = owed(connection)
      if (last !== undefined) {
        last.response.once('close', () => end(connection, text))
      } else {
        end(connection, text)
      }
    },
    async closeAll(graceMs) {
      stopping = true
      const closed = new Promise<void>((resolve) => {
        onEmpty = resolve
        if (open.size === 0) {
          resolve()
        }
      })
      for (const [connection, exchanges] of open) {
        if (exchanges.size === 0) {
          connection.destroy()
        }
      }
      const timer = setTimeout(() => {
        for (const connection of open.keys()) {
          connection.destroy()
        }
      }, graceMs)
      await closed
      clearTimeout(timer)
    },
  }
}

function end(connection: Duplex, text: string): void {
  if (!connection.writable) {
    connection.destroy()
    return
  }
  connection.end(text)
  const timer = setTimeout(() => connection.destroy(), LINGER_MS)
  connection.once('close', () => clearTimeout(timer))
}
