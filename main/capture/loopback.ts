/** Listening on both loopback addresses under one port. */
import { once } from 'node:events'
import type { Server } from 'node:net'

export interface LoopbackServers {
  readonly port: number
  close(): Promise<void>
}

/** A free port of one address family may be taken in the other: look for another one. */
const TRIES = 10

/**
 * `localhost` means 127.0.0.1 to some programs and ::1 to others, the tunnel client among them.
 * Both must be ours: a stranger on the other one would receive the webhooks. Where the machine
 * has no ::1, one is enough. Rejects with the system's error, `EADDRINUSE` for a taken port;
 * `onError` hears of errors after that: a connection that could not be taken is lost, and unheard
 * it would take the process with it.
 */
export async function listenOnLoopback(
  createServer: () => Server,
  port: number,
  onError: (error: Error) => void,
): Promise<LoopbackServers> {
  for (let left = TRIES; ; left--) {
    const v4 = createServer()
    await listen(v4, '127.0.0.1', port, onError)
    const bound = portOf(v4)
    const v6 = createServer()
    try {
      await listen(v6, '::1', bound, onError)
      return { port: bound, close: () => closeAll([v4, v6]) }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') {
        return { port: bound, close: () => closeAll([v4]) }
      }
      await closeAll([v4])
      if (port !== 0 || left <= 1) {
        throw error
      }
    }
  }
}

async function listen(
  server: Server,
  host: string,
  port: number,
  onError: (error: Error) => void,
): Promise<void> {
  server.listen({ host, port, exclusive: true })
  await once(server, 'listening')
  server.on('error', onError)
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') {
    throw new Error('The listener has no port.')
  }
  return address.port
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))),
  )
}
