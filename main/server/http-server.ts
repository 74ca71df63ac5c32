/** Browser mode: the page and its WebSocket on loopback, for nobody without the token. */
import { createServer, STATUS_CODES, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Logger } from '#main/core/logger'
import type { CoreDoor } from '#main/core/session'
import { AppError } from '#preload/errors'
import { createAccess, type Refusal } from './access.ts'
import { createPageHandler } from './page-handler.ts'
import { createWsHost } from './ws-host.ts'

export const DEFAULT_PORT = 8378
export const RPC_PATH = '/rpc'

const ADDRESS = '127.0.0.1'

export interface ServerOptions {
  readonly core: CoreDoor
  readonly rendererDir: string
  readonly logger: Logger
  /** Left out: the default port, or a free one when that is taken. A given one is kept to. */
  readonly port?: number | undefined
}

export interface BrowserModeServer {
  /** The address with the token, to be opened once in a browser. */
  readonly url: string
  /** Such an address for a program to open: it is good for one visit. */
  urlForOneVisit(): string
  readonly port: number
  close(): Promise<void>
}

export async function startServer(options: ServerOptions): Promise<BrowserModeServer> {
  const { logger } = options
  const access = createAccess(() => port)
  const sockets = createWsHost(options.core, logger)
  const server = createServer(
    createPageHandler({ access, rendererDir: options.rendererDir, logger }),
  )
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Before the upgrade nobody else listens, and an unheard error ends the process.
    socket.on('error', () => socket.destroy())
    const refusal = access.refuseUpgrade(request)
    if (refusal !== undefined) {
      refuse(socket, 403, refusal)
    } else if (request.url !== RPC_PATH) {
      refuse(socket, 404, `Hookbench listens for its page at ${RPC_PATH} only.`)
    } else {
      sockets.accept(request, socket, head)
    }
  })
  const port = await listen(server, options.port)
  // The system may refuse a connection (no memory, no files): that one is lost, not the process.
  server.on('error', (error) => logger.log('warn', `a connection was lost: ${error.message}`))

  const urlWith = (token: string): string => `http://${ADDRESS}:${port}/?token=${token}`
  return {
    url: urlWith(access.token),
    urlForOneVisit: () => urlWith(access.ticket()),
    port,
    close() {
      sockets.close()
      return new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

async function listen(server: Server, wanted: number | undefined): Promise<number> {
  try {
    return await listenOn(server, wanted ?? DEFAULT_PORT)
  } catch (error) {
    const { code } = error as { code?: unknown }
    const taken = code === 'EADDRINUSE'
    if (taken && wanted === undefined) {
      return listenOn(server, 0)
    }
    const text = error instanceof Error ? error.message : String(error)
    const forbidden = `The system does not let Hookbench listen on port ${wanted}; below 1024 it takes administrator rights.`
    throw new AppError(
      'port_in_use',
      taken
        ? `Port ${wanted} is in use.`
        : code === 'EACCES' || code === 'EPERM'
          ? forbidden
          : `Port ${wanted} cannot be listened on: ${text}`,
      { hint: 'Choose another with --port, or leave it out.', cause: error },
    )
  }
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, ADDRESS, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function refuse(socket: Duplex, status: number, sentence: Refusal): void {
  const body = `${sentence}\n`
  // A peer that keeps its half open would hold the server when it closes.
  socket.once('finish', () => socket.destroy())
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'Connection: close',
      'Content-Type: text/plain; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  )
}
