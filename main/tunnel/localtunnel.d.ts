/** The part of localtunnel 2.0.2 that is used; the package has no types of its own. */
declare module 'localtunnel/lib/TunnelCluster.js' {
  import type { EventEmitter } from 'node:events'
  import type { Socket } from 'node:net'

  interface ClusterOptions {
    /** Preferred over `remote_host` when the relay names it. */
    readonly remote_ip?: string | undefined
    readonly remote_host: string
    readonly remote_port: number
    readonly local_port: number
  }

  export default class TunnelCluster extends EventEmitter<{
    /** A socket to the relay is connected. */
    open: [socket: Socket]
    /** A socket to the relay was refused. Other failures to connect are not reported. */
    error: [error: Error]
  }> {
    constructor(options: ClusterOptions)
    /** Starts one socket to the relay; connected, it is joined to the local port. */
    open(): void
  }
}
