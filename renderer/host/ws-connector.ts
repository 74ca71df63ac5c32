/**
 * Browser mode: one WebSocket to the server that served the page. A lost socket is reopened with
 * growing pauses; the client outlives it, and calls made meanwhile fail at once as `disconnected`.
 */
import { createClient, type Transport } from '#preload/client'
import type { ConnectionState, Connector } from './connector.ts'

/** `WebSocket.OPEN`, also where there is no such global. */
const OPEN = 1
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 5_000

export interface WsConnectorOptions {
  readonly url: string
  readonly createSocket?: (url: string) => WebSocket
}

export function createWsConnector(options: WsConnectorOptions): Connector {
  const createSocket = options.createSocket ?? ((url: string) => new WebSocket(url))
  const messageListeners = new Set<(message: unknown) => void>()
  const closeListeners = new Set<() => void>()
  const connectionListeners = new Set<() => void>()
  let socket: WebSocket | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let connection: ConnectionState = { kind: 'connecting' }
  let disposed = false

  function become(next: ConnectionState): void {
    connection = next
    for (const listener of connectionListeners) {
      listener()
    }
  }

  function lost(): void {
    socket = undefined
    for (const listener of closeListeners) {
      listener()
    }
    if (disposed) {
      return
    }
    const attempt = connection.kind === 'reconnecting' ? connection.attempt + 1 : 1
    const since = connection.kind === 'reconnecting' ? connection.since : Date.now()
    become({ kind: 'reconnecting', attempt, since })
    timer = setTimeout(open, Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1)))
  }

  function open(): void {
    clearTimeout(timer)
    const opened = createSocket(options.url)
    socket = opened
    opened.addEventListener('open', () => become({ kind: 'connected' }))
    opened.addEventListener('message', (event) => {
      const message: unknown = JSON.parse(String(event.data))
      for (const listener of messageListeners) {
        listener(message)
      }
    })
    opened.addEventListener('close', lost, { once: true })
  }

  const transport: Transport = {
    send(message) {
      if (socket?.readyState !== OPEN) {
        throw new Error('The socket is not open.')
      }
      socket.send(JSON.stringify(message))
    },
    onMessage(listener) {
      messageListeners.add(listener)
      return () => messageListeners.delete(listener)
    },
    onClose(listener) {
      closeListeners.add(listener)
      return () => closeListeners.delete(listener)
    },
  }
  const client = createClient(transport)
  open()

  return {
    api: client.api,
    on: (event, listener) => client.on(event, listener),
    get connection() {
      return connection
    },
    onConnectionChange(listener) {
      connectionListeners.add(listener)
      return () => connectionListeners.delete(listener)
    },
    reconnect() {
      if (socket === undefined) {
        open()
      }
    },
    dispose() {
      disposed = true
      clearTimeout(timer)
      socket?.close()
      client.dispose()
    },
  }
}
