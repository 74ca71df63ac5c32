/**
 * Knows which requests of which connection are still to be answered, so that a connection
 * that turns to garbage gets its error after the answers it is owed, and so that stopping
 * lets those be written.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { createDeadlines } from './deadlines.ts'

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

export interface Connections {
  opened(connection: Duplex): void
  begun(request: IncomingMessage, response: ServerResponse): void
  /** Ends the connection with `text`, after the answers that complete requests wait for. */
  finish(connection: Duplex, text: string): void
  /**
   * Closes what is idle now, the rest when it is answered or after `graceMs`. Resolves when all
   * that was open at the call is closed.
   */
  closeAll(graceMs: number): Promise<void>
}

/** A peer that does not read its answer is not waited for. */
const LINGER_MS = 1000

/**
 * `exchangeMs` is the longest time from the headers of a request to the last byte of its answer: a
 * peer that reads none of a large answer would hold its connection for ever.
 */
export function createConnections(exchangeMs: number): Connections {
  const deadlines = createDeadlines(exchangeMs)
  /** Of each connection, in the order of its requests: they are answered in that. */
  const open = new Map<Duplex, Exchange[]>()
  const closing = new WeakSet<Duplex>()

  function owed(connection: Duplex): Exchange | undefined {
    return open.get(connection)?.findLast(({ request }) => request.complete)
  }

  return {
    opened(connection) {
      open.set(connection, [])
      connection.once('close', () => open.delete(connection))
    },
    begun(request, response) {
      const exchange = { request, response }
      const exchanges = open.get(request.socket)
      exchanges?.push(exchange)
      const callOff = deadlines.start(() => request.socket.destroy())
      response.once('close', () => {
        callOff()
        exchanges?.splice(exchanges.indexOf(exchange), 1)
        if (closing.has(request.socket) && exchanges?.length === 0) {
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
      const connections = [...open.keys()]
      const closed = connections.map(
        (connection) => new Promise<void>((resolve) => connection.once('close', resolve)),
      )
      for (const connection of connections) {
        closing.add(connection)
        if (open.get(connection)?.length === 0) {
          connection.destroy()
        }
      }
      const timer = setTimeout(() => {
        for (const connection of connections) {
          connection.destroy()
        }
      }, graceMs)
      await Promise.all(closed)
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
