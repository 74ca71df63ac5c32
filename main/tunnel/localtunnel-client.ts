/**
 * The only door to localtunnel. Used is the part of it that carries traffic: the cluster of
 * sockets between the relay and the local port. The other half, asking the relay for a name, is
 * `relay-grant.ts`: localtunnel's own retries for ever once a second, cannot be cancelled and
 * opens sockets after `close()`. Leaving it out leaves its HTTP client out, too.
 *
 * `local_host` is never set: with it localtunnel corrupts binary bodies.
 */
import type { Socket } from 'node:net'
import TunnelCluster from 'localtunnel/lib/TunnelCluster.js'

export interface RelayEndpoint {
  readonly host: string
  readonly ip: string | undefined
  readonly port: number
  /** How many sockets to hold ready. */
  readonly sockets: number
}

export interface SocketTimings {
  /** A socket that is not connected by then has failed; localtunnel does not say so. */
  readonly connectMs: number
  /** Without any socket for so long, the relay is lost. */
  readonly graceMs: number
  /** First and longest pause before a socket that ended without use is replaced. */
  readonly replaceMs: number
  readonly maxReplaceMs: number
  /** How long sockets may take to end by themselves after a gentle close. */
  readonly closeMs: number
}

export const DEFAULT_SOCKET_TIMINGS: SocketTimings = {
  connectMs: 10_000,
  graceMs: 3000,
  replaceMs: 100,
  maxReplaceMs: 5000,
  closeMs: 1000,
}

export interface RelaySockets {
  /** Resolves with a reason, once, when no socket is left; never after `close()`. */
  readonly lost: Promise<string>
  /**
   * `gentle`: the local side ends each socket when its answer is through; only what is left
   * after a while is cut.
   */
  close(gentle: boolean): void
}

export function openRelaySockets(
  endpoint: RelayEndpoint,
  localPort: number,
  timings: SocketTimings = DEFAULT_SOCKET_TIMINGS,
): RelaySockets {
  const cluster = new TunnelCluster({
    remote_host: endpoint.host,
    remote_ip: endpoint.ip,
    remote_port: endpoint.port,
    local_port: localPort,
  })
  const live = new Set<Socket>()
  const timers = new Set<NodeJS.Timeout>()
  /** Deadlines of the sockets that are being connected, oldest first. */
  const connecting: NodeJS.Timeout[] = []
  let closed = false
  let unused = 0
  let lastError: string | undefined
  let grace: NodeJS.Timeout | undefined
  let resolveLost: (reason: string) => void
  const lost = new Promise<string>((resolve) => {
    resolveLost = resolve
  })

  function later(action: () => void, ms: number): NodeJS.Timeout {
    const timer = setTimeout(() => {
      timers.delete(timer)
      action()
    }, ms)
    timers.add(timer)
    return timer
  }

  function cancel(timer: NodeJS.Timeout | undefined): void {
    clearTimeout(timer)
    if (timer !== undefined) {
      timers.delete(timer)
    }
  }

  function openOne(): void {
    connecting.push(later(failedToConnect, timings.connectMs))
    cluster.open()
  }

  function failedToConnect(): void {
    cancel(connecting.shift())
    replaceSlowly()
  }

  /** A relay that closes every socket at once must not be dialled in a tight loop. */
  function replaceSlowly(): void {
    const pause = timings.replaceMs * 2 ** Math.min(unused, 10)
    unused += 1
    later(openOne, Math.min(pause, timings.maxReplaceMs))
  }

  function watchForLoss(): void {
    if (live.size === 0 && grace === undefined) {
      grace = later(() => {
        resolveLost(lastError ?? 'The relay closed all its connections.')
      }, timings.graceMs)
    }
  }

  // Before anything else: an `error` without a listener ends the process. There is one for each
  // socket that is refused; the burst becomes one `lost`.
  cluster.on('error', () => {
    if (!closed) {
      lastError = `The relay refuses connections to port ${endpoint.port}; a firewall may be in the way.`
      failedToConnect()
    }
  })
  cluster.on('open', (socket) => {
    if (closed) {
      socket.destroy()
      return
    }
    cancel(connecting.shift())
    cancel(grace)
    grace = undefined
    live.add(socket)
    socket.once('close', () => {
      live.delete(socket)
      if (closed) {
        return
      }
      watchForLoss()
      if (socket.bytesRead > 0) {
        unused = 0
        openOne()
      } else {
        replaceSlowly()
      }
    })
  })

  watchForLoss()
  for (let count = 0; count < endpoint.sockets; count++) {
    openOne()
  }

  return {
    lost,
    close(gentle) {
      closed = true
      for (const timer of timers) {
        clearTimeout(timer)
      }
      timers.clear()
      for (const socket of live) {
        if (gentle) {
          const timer = setTimeout(() => socket.destroy(), timings.closeMs)
          socket.once('close', () => clearTimeout(timer))
        } else {
          socket.destroy()
        }
      }
    },
  }
}
