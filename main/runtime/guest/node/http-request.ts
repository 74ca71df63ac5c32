/** A request: described to the host by its first write, then a list of events. */
import { IncomingMessage, Socket, type ResponseHead } from './http-message.ts'
import type { RequestOptions } from './http-options.ts'
import { fromBinary, host, soon, streams, toBinary } from './scope.ts'

const { Writable } = streams()

export class ClientRequest extends Writable {
  readonly #options: RequestOptions
  readonly #headers = new Map<string, [string, unknown]>()
  #id: number | null = null
  #ended = false
  #response: IncomingMessage | undefined
  readonly socket: Socket
  readonly connection: Socket
  readonly method: string
  readonly path: string
  aborted = false
  finished = false

  constructor(options: RequestOptions, onResponse?: (response: IncomingMessage) => void) {
    super({
      write(this: ClientRequest, chunk: unknown, encoding: string, done: (e?: unknown) => void) {
        this.send(chunk, encoding, done)
      },
      final(this: ClientRequest, done: () => void) {
        this.finish()
        done()
      },
      decodeStrings: false,
    })
    this.#options = options
    this.method = options.method
    this.path = options.path
    this.socket = new Socket(options.protocol === 'https:')
    this.connection = this.socket
    for (const [name, value] of options.headers) {
      this.setHeader(name, value)
    }
    if (onResponse !== undefined) {
      this.once('response', onResponse)
    }
    if (options.timeout !== undefined) {
      this.setTimeout(options.timeout)
    }
    soon(() => this.emit('socket', this.socket))
  }

  setHeader(name: string, value: unknown): this {
    this.#headers.set(name.toLowerCase(), [name, value])
    return this
  }

  getHeader(name: string): unknown {
    return this.#headers.get(name.toLowerCase())?.[1]
  }

  getHeaders(): Record<string, unknown> {
    return Object.fromEntries([...this.#headers].map(([name, [, value]]) => [name, value]))
  }

  hasHeader(name: string): boolean {
    return this.#headers.has(name.toLowerCase())
  }

  removeHeader(name: string): void {
    this.#headers.delete(name.toLowerCase())
  }

  flushHeaders(): void {
    this.#open()
  }

  setTimeout(ms: number, listener?: () => void): this {
    if (listener !== undefined) {
      this.once('timeout', listener)
    }
    if (ms > 0) {
      const timer = host.setTimeout(() => this.emit('timeout'), ms)
      const stop = (): void => host.clearTimeout(timer)
      this.once('close', stop).once('response', stop).once('error', stop)
    }
    return this
  }

  setNoDelay(): void {}

  setSocketKeepAlive(): void {}

  abort(): void {
    if (!this.aborted) {
      this.aborted = true
      this.#close()
      soon(() => this.emit('abort'))
      this.#hangUp()
    }
  }

  override destroy(error?: unknown): this {
    const open = this.#id !== null || !this.#ended
    this.#close()
    if (error !== undefined && open) {
      soon(() => this.emit('error', error))
    }
    return this
  }

  /** The other side of an aborted request: what Node says when a socket goes away. */
  #hangUp(): void {
    const response = this.#response
    if (response === undefined) {
      const error = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
      soon(() => this.listenerCount('error') > 0 && this.emit('error', error))
    } else if (!response.complete) {
      response.aborted = true
      response.emit('aborted')
      response.push(null)
    }
  }

  #close(): void {
    this.#ended = true
    if (this.#id !== null) {
      host.callHost('http.abort', String(this.#id))
      host.closeChannel(this.#id)
      this.#id = null
      this.emit('close')
    }
  }

  #open(): number | null {
    if (this.#id === null && !this.#ended) {
      const id = host.openChannel((event, data) => this.#receive(event, data))
      this.#id = id
      const headers = [...this.#headers.values()]
      host.callHost('http.open', JSON.stringify({ ...this.#options, id, headers }))
    }
    return this.#id
  }

  send(chunk: unknown, encoding: string, done: (error?: unknown) => void): void {
    try {
      const id = this.#open()
      if (id !== null) {
        host.callHost('http.write', `${id} ${toBinary(chunk, encoding)}`)
      }
      done()
    } catch (error) {
      done(error)
    }
  }

  finish(): void {
    this.finished = true
    const hasBody = this.#id !== null
    if (!hasBody && !this.hasHeader('content-length') && /^(POST|PUT|PATCH)$/.test(this.method)) {
      this.setHeader('Content-Length', '0')
    }
    try {
      const id = this.#open()
      if (id !== null) {
        host.callHost('http.end', String(id))
      }
    } catch (error) {
      this.#ended = true
      soon(() => this.emit('error', error))
    }
  }

  #receive(event: string, data: string): void {
    switch (event) {
      case 'connect':
        this.socket.emit(this.socket.encrypted ? 'secureConnect' : 'connect')
        break
      case 'response':
        this.#respond(JSON.parse(data) as ResponseHead)
        break
      case 'data':
        this.#response?.push(fromBinary(data))
        break
      case 'end':
        if (this.#response !== undefined) {
          this.#response.complete = true
          this.#response.push(null)
        }
        this.#done()
        break
      default:
        this.#fail(data)
    }
  }

  #respond(head: ResponseHead): void {
    const response = new IncomingMessage(head, this.socket)
    this.#response = response
    if (!this.emit('response', response)) {
      Reflect.apply(Reflect.get(response, 'resume') as () => void, response, [])
    }
  }

  #fail(data: string): void {
    const { message, ...rest } = JSON.parse(data) as { message: string }
    const error = Object.assign(new Error(message), rest)
    this.#done()
    if (this.#response === undefined) {
      this.emit('error', error)
    } else {
      this.#response.aborted = true
      this.#response.emit('aborted')
      // As in the Nodes of that time, the body ends where it broke off.
      this.#response.push(null)
    }
  }

  #done(): void {
    this.#ended = true
    if (this.#id !== null) {
      host.closeChannel(this.#id)
      this.#id = null
    }
    this.emit('close')
  }
}
