/**
 * The HTTP servers that webhooks reach. There are two doors: one on the port that the user
 * chose, and one for the tunnel alone. The tunnel holds idle connections ready for a long time;
 * at the first door these would be cut as senders that say nothing.
 */
import http from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from '#main/core/logger'
import { rawAnswer, refusals, type Refusal } from './answers.ts'
import { createConnections, type Connections } from './connections.ts'
import type { Gate } from './gate-types.ts'
import { listenOnLoopback, type LoopbackServers } from './loopback.ts'

/** Another program has it, or the system lets nobody like us have it. */
export type PortRefusal = 'taken' | 'forbidden'

export interface Listener {
  readonly port: number
  /** The one that was asked for. */
  readonly wantedPort: number
  readonly tunnelPort: number
  /** Why it is not at the port that was asked for. */
  readonly refusal: PortRefusal | null
  /** What the user should know about the port, when it is not the one that was asked for. */
  readonly note: string | null
  /**
   * Closes the connections of the tunnel, each when it has its answer: closed by the other end,
   * they would take with them answers that are still on their way to the relay.
   */
  drainTunnel(): Promise<void>
  stop(): Promise<void>
}

export interface ListenerOptions {
  /** 0 lets the system choose. */
  readonly port: number
  readonly gate: Gate
  readonly logger: Logger
  /** Time for the headers of a request, counted from the opening of the connection at first. */
  readonly headersTimeoutMs?: number
  /** From the headers of a request to the end of its answer. */
  readonly exchangeTimeoutMs?: number
}

const HEADERS_TIMEOUT_MS = 10_000

/** Twice what a body and the delay of an answer, 30 s each, may take. */
const EXCHANGE_TIMEOUT_MS = 120_000

/** Senders carry signatures and traces; 32 KiB is twice Node's default. */
const MAX_HEADER_BYTES = 32 * 1024

/** Well above the sockets of any sender; below the number of files a process may open. */
const MAX_CONNECTIONS = 2048

/** How long answers under way may take when the application ends. */
const STOP_GRACE_MS = 500

export async function startListener(options: ListenerOptions): Promise<Listener> {
  const { gate, logger } = options
  const exchangeMs = options.exchangeTimeoutMs ?? EXCHANGE_TIMEOUT_MS
  const directConnections = createConnections(exchangeMs)
  const tunnelConnections = createConnections(exchangeMs)

  function createServer(
    connections: Connections,
    headersTimeout: number,
    viaTunnel: boolean,
  ): http.Server {
    const plain = { viaTunnel, waitsForContinue: false }
    const waiting = { viaTunnel, waitsForContinue: true }
    const server = http.createServer({
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout,
      // The gate has its own clock for bodies: this one also counts a connection's idle start.
      requestTimeout: 0,
      keepAliveTimeout: headersTimeout,
      connectionsCheckingInterval: Math.min(1000, HEADERS_TIMEOUT_MS),
      keepAlive: true,
    })
    // Beyond a number Node drops headers silently; their total size is the limit here.
    server.maxHeadersCount = 0
    server.maxConnections = MAX_CONNECTIONS
    // A sender that closes its half after the request still waits for its answer. Node has this
    // switch since its beginnings, but not in its types.
    Object.assign(server, { httpAllowHalfOpen: true })
    server.on('connection', (socket) => connections.opened(socket))
    server.on('request', (request, response) => {
      connections.begun(request, response)
      gate(request, response, plain)
    })
    server.on('checkContinue', (request: http.IncomingMessage, response: http.ServerResponse) => {
      connections.begun(request, response)
      gate(request, response, waiting)
    })
    server.on('connect', (_request, socket) => {
      connections.finish(socket, rawAnswer(refusals.method))
    })
    server.on('clientError', (error, socket) => {
      onClientError(connections, error, socket)
    })
    return server
  }

  function onClientError(
    connections: Connections,
    error: NodeJS.ErrnoException,
    socket: Duplex,
  ): void {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    logger.log('debug', `a request was not understood: ${error.code ?? error.message}`)
    connections.finish(socket, rawAnswer(refusalFor(error.code)))
  }

  const direct = () =>
    createServer(directConnections, options.headersTimeoutMs ?? HEADERS_TIMEOUT_MS, false)
  // Out of files or memory the system refuses a connection.
  const onError = (error: Error): void =>
    logger.log('warn', `a connection for webhooks was lost: ${error.message}`)
  const { servers, refusal } = await listenNear(direct, options.port, onError)
  const forTunnel = () => createServer(tunnelConnections, 0, true)
  const tunnelServers = await listenOnLoopback(forTunnel, 0, onError)
  const note = refusal === null ? null : noteOf(options.port, refusal, servers.port)
  if (note !== null) {
    logger.log('warn', note)
  }

  return {
    port: servers.port,
    wantedPort: options.port,
    tunnelPort: tunnelServers.port,
    refusal,
    note,
    drainTunnel: () => tunnelConnections.closeAll(STOP_GRACE_MS),
    async stop() {
      const closed = [servers.close(), tunnelServers.close()]
      await Promise.all(
        [directConnections, tunnelConnections].map((door) => door.closeAll(STOP_GRACE_MS)),
      )
      await Promise.all(closed)
    },
  }
}

async function listenNear(
  createServer: () => http.Server,
  port: number,
  onError: (error: Error) => void,
): Promise<{ servers: LoopbackServers; refusal: PortRefusal | null }> {
  try {
    return { servers: await listenOnLoopback(createServer, port, onError), refusal: null }
  } catch (error) {
    const refusal = portRefusalOf(error)
    if (port === 0 || refusal === null) {
      throw error
    }
    return { servers: await listenOnLoopback(createServer, 0, onError), refusal }
  }
}

/** `null` for what another port would not help against. */
export function portRefusalOf(error: unknown): PortRefusal | null {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return 'taken'
  }
  // Below 1024 to a user without rights; Windows also reserves ranges above. macOS says EPERM.
  return code === 'EACCES' || code === 'EPERM' ? 'forbidden' : null
}

function noteOf(wanted: number, refusal: PortRefusal, port: number): string {
  const reason =
    refusal === 'taken'
      ? 'is taken by another program'
      : 'may not be used: the system does not allow it'
  return `Port ${wanted} ${reason}; listening on port ${port} instead.`
}

function refusalFor(code: string | undefined): Refusal {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return refusals.headers
  }
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? refusals.slow : refusals.malformed
}
