/** Agents are accepted for their options; the host makes a connection for each request. */

export class Agent {
  readonly options: object
  readonly sockets = {}
  readonly requests = {}
  readonly freeSockets = {}
  maxSockets = Infinity
  maxFreeSockets = 256
  keepAlive = false
  defaultPort: number | undefined
  protocol: string | undefined

  constructor(options: object = {}) {
    this.options = options
    Object.assign(this, options)
  }

  getName(): string {
    return 'agent'
  }

  destroy(): void {}

  on(): this {
    return this
  }

  setMaxListeners(): this {
    return this
  }
}
