import { DEFAULT_SOCKET_TIMINGS, type SocketTimings } from './localtunnel-client.ts'

export interface TunnelTimings {
  /** Until the relay has granted an address. */
  readonly connectMs: number
  /** Until another program that gives the address (cloudflared) has said that it is up. */
  readonly programMs: number
  /** How long it may take to end when it is asked to. */
  readonly programEndMs: number
  /** How long a new connection is given for its first probe to come back. */
  readonly verifyMs: number
  /** For one probe. */
  readonly probeMs: number
  /** For a check with a large body. */
  readonly sizeMs: number
  /** Between probes of a new connection that do not come back yet. */
  readonly verifyPauseMs: number
  /** Between probes while all is well: the relay is shared with others. */
  readonly probeIntervalMs: number
  /** Between probes after one failed. */
  readonly degradedIntervalMs: number
  /** Failed probes in a row after which the connection is replaced. */
  readonly maxFailedProbes: number
  /** First and longest pause between attempts to connect; each is doubled, then jittered. */
  readonly backoffMs: number
  readonly maxBackoffMs: number
  /** Failed attempts to reconnect after which the tunnel says that it is offline. */
  readonly offlineAfter: number
  readonly sockets: SocketTimings
}

export const DEFAULT_TIMINGS: TunnelTimings = {
  connectMs: 15_000,
  programMs: 45_000,
  programEndMs: 500,
  verifyMs: 15_000,
  probeMs: 10_000,
  sizeMs: 60_000,
  verifyPauseMs: 300,
  probeIntervalMs: 30_000,
  degradedIntervalMs: 5000,
  maxFailedProbes: 3,
  backoffMs: 1000,
  maxBackoffMs: 60_000,
  offlineAfter: 3,
  sockets: DEFAULT_SOCKET_TIMINGS,
}
