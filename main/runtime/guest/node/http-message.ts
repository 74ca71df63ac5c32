/** Answers and the sockets that they seem to come from. */
import { streams } from './scope.ts'

const { Readable, Writable } = streams()

export interface ResponseHead {
  readonly status: number
  readonly message: string
  readonly version: string
  readonly rawHeaders: string[]
  readonly headers: Record<string, string | string[]>
}

export class Socket extends Writable {
  readonly encrypted: boolean
  readonly authorized: boolean
  readonly remoteAddress = undefined
  // Requests are opened by their first write, so nobody must wait for a connection before it.
  connecting = false

  constructor(encrypted: boolean) {
    super({ write: (_chunk: unknown, _encoding: unknown, done: () => void) => done() })
    this.encrypted = encrypted
    this.authorized = encrypted
  }

  setTimeout(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  setNoDelay(): this {
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }
}

export class IncomingMessage extends Readable {
  readonly statusCode: number
  readonly statusMessage: string
  readonly httpVersion: string
  readonly headers: Record<string, string | string[]>
  readonly rawHeaders: string[]
  readonly trailers = {}
  readonly socket: Socket
  readonly connection: Socket
  complete = false
  aborted = false

  constructor(head: ResponseHead, socket: Socket) {
    super({ read: () => undefined })
    this.statusCode = head.status
    this.statusMessage = head.message
    this.httpVersion = head.version
    this.headers = head.headers
    this.rawHeaders = head.rawHeaders
    this.socket = socket
    this.connection = socket
  }

  setTimeout(): this {
    return this
  }
}
