/** The WebSocket transport: one socket is one session, a text message is one JSON envelope. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Caller } from '#main/core/dispatch'
import type { Logger } from '#main/core/logger'
import { openSession, type CoreDoor } from '#main/core/session'
import { MAX_IMPORT_BYTES } from '#preload/model/limits'
import type { EventMessage, Reply } from '#preload/wire'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'

/** Longest message from a page: the files of one import in base64, with what is around them. */
const MAX_MESSAGE_BYTES = Math.ceil((MAX_IMPORT_BYTES * 4) / 3) + 1024 * 1024

/** A page that stopped reading is cut off before what waits for it fills the memory. */
const MAX_UNSENT_BYTES = 64 * 1024 * 1024

/** Finds peers that went away without a word, such as a forwarded connection that broke. */
const PING_EVERY_MS = 30_000

const CALLER: Caller = { host: 'server', allow: new Set(['read', 'write', 'exec']) }

export interface WsHost {
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void
  close(): void
}

export function createWsHost(core: CoreDoor, logger: Logger): WsHost {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES })
  const alive = new WeakSet<WebSocket>()
  let written: { event: string; data: unknown; text: string } | null = null

  /** An event goes to all pages at once, and one with a large output is dear to write. */
  function textOf(message: Reply | EventMessage): string {
    if (!('event' in message)) {
      return JSON.stringify(message)
    }
    const { event, data } = message
    if (written?.event !== event || written.data !== data) {
      written = { event, data, text: JSON.stringify(message) }
      // Whoever published it may change it afterwards.
      queueMicrotask(() => {
        written = null
      })
    }
    return written.text
  }

  function serve(socket: WebSocket): void {
    alive.add(socket)
    const session = openSession(core, CALLER, (message) => {
      if (socket.bufferedAmount > MAX_UNSENT_BYTES) {
        socket.terminate()
      } else if (socket.readyState === socket.OPEN) {
        socket.send(textOf(message))
      }
    })
    socket.on('message', (data, isBinary) => {
      session.receive(isBinary ? undefined : parse(data))
    })
    socket.on('pong', () => alive.add(socket))
    socket.on('error', (error) => logger.log('warn', `a page's connection: ${error.message}`))
    socket.on('close', () => session.close())
  }

  const pings = setInterval(() => {
    for (const socket of server.clients) {
      if (!alive.delete(socket)) {
        socket.terminate()
      } else {
        socket.ping()
      }
    }
  }, PING_EVERY_MS)
  pings.unref()

  return {
    accept(request, socket, head) {
      server.handleUpgrade(request, socket, head, serve)
    },
    close() {
      clearInterval(pings)
      for (const socket of server.clients) {
        // 1001: going away. Not waited for: the peer may be gone already.
        socket.close(1001)
        socket.terminate()
      }
      server.close()
    },
  }
}

/** What is not JSON is no envelope either, and the dispatcher says so. */
function parse(data: RawData): unknown {
  try {
    // One Buffer, unless the socket's `binaryType` is changed.
    return JSON.parse((data as Buffer).toString('utf8'))
  } catch {
    return undefined
  }
}
