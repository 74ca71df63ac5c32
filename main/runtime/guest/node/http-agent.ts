/** Agents are accepted for their options; the host makes a connection for each request. */

interface AgentTarget {
  readonly host?: string
  readonly port?: number | string
  readonly localAddress?: string
  readonly family?: number
}

export class Agent {
  readonly options: object
  readonly sockets = {}
  readonly requests = {}
  readonly freeSockets = {}
  maxSockets = Infinity
  maxFreeSockets = 256
  keepAlive = false
  keepAliveMsecs = 1000
  maxTotalSockets = Infinity
  defaultPort: number | undefined
  protocol: string | undefined

  constructor(options: object = {}) {
    this.options = options
    Object.assign(this, options)
  }

  /** What Node keeps connections apart by. */
  getName(options: AgentTarget = {}): string {
    const { host = 'localhost', port = '', localAddress = '', family } = options
    const kind = family === 4 || family === 6 ? `:${family}` : ''
    return `${host}:${port}:${localAddress}${kind}`
  }

  destroy(): void {}

  on(): this {
    return this
  }

  setMaxListeners(): this {
    return this
  }
}
