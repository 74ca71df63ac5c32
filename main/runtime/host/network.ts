/**
 * The one door to the network. A context describes a request, this makes it for real and tells
 * what happens as events: the place for policies, recording and replay.
 */
import type * as NodeHttp from 'node:http'
import type * as NodeHttps from 'node:https'
import { toBinary, toBytes, type Builtin, type HostOps } from './binary.ts'

export interface Network {
  readonly ops: HostOps
  /** Ends what is open; true when nothing was. */
  close(): boolean
}

export type Deliver = (channel: number, event: string, data: string) => void

interface Described {
  readonly id: number
  readonly protocol: string
  readonly method: string
  readonly host: string
  readonly port: number | null
  readonly path: string
  readonly headers: [string, string | string[]][]
  readonly auth: string | null
  readonly tls: object
}

/** Sockets are a resource of the machine, not only of the run. */
const maxOpen = 256

function errorText(error: NodeJS.ErrnoException & { address?: string; port?: number }): string {
  const { message, code, errno, syscall, address, port } = error
  const hostname = 'hostname' in error ? error.hostname : undefined
  return JSON.stringify({ message, code, errno, syscall, address, port, hostname })
}

function headText(response: NodeHttp.IncomingMessage): string {
  return JSON.stringify({
    status: response.statusCode,
    message: response.statusMessage,
    version: response.httpVersion,
    headers: response.headers,
    rawHeaders: response.rawHeaders,
  })
}

export function createNetwork(builtin: Builtin, deliver: Deliver): Network {
  const open = new Map<number, NodeHttp.ClientRequest>()

  function start(described: Described): void {
    const { id, protocol, method, host, port, path, headers, auth, tls } = described
    const module = builtin(protocol === 'https:' ? 'https' : 'http') as typeof NodeHttps
    const end = (event: string, data: string): void => {
      if (open.delete(id)) {
        deliver(id, event, data)
      }
    }
    // Types know `autoSelectFamily` for sockets only; it is passed on to them.
    const options: NodeHttps.RequestOptions & { autoSelectFamily: boolean } = {
      ...tls,
      protocol,
      method,
      host,
      port,
      path,
      auth,
      // A connection that outlives its run would keep the worker from being used again.
      agent: new module.Agent({ keepAlive: false }),
      // One address at a time, so that errors read as they did: connect ECONNREFUSED host:port.
      autoSelectFamily: false,
    }
    const request = module.request(options)
    for (const [name, value] of headers) {
      request.setHeader(name, value)
    }
    open.set(id, request)
    request.on('error', (error) => end('error', errorText(error)))
    request.on('socket', (socket) => {
      socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', () => {
        if (open.has(id)) {
          deliver(id, 'connect', '')
        }
      })
    })
    request.on('response', (response) => {
      deliver(id, 'response', headText(response))
      response.on('data', (chunk: Buffer) => {
        if (open.has(id)) {
          deliver(id, 'data', toBinary(chunk))
        }
      })
      response.on('end', () => end('end', ''))
      response.on('error', (error) => end('error', errorText(error)))
    })
  }

  return {
    ops: {
      'http.open'(arg) {
        if (open.size >= maxOpen) {
          throw new RangeError(`More than ${maxOpen} requests are open`)
        }
        start(JSON.parse(arg) as Described)
        return ''
      },
      'http.write'(arg) {
        const space = arg.indexOf(' ')
        open.get(Number(arg.slice(0, space)))?.write(toBytes(arg.slice(space + 1)))
        return ''
      },
      'http.end'(arg) {
        open.get(Number(arg))?.end()
        return ''
      },
      'http.abort'(arg) {
        const request = open.get(Number(arg))
        open.delete(Number(arg))
        request?.destroy()
        return ''
      },
      'http.codes': () => JSON.stringify((builtin('http') as typeof NodeHttp).STATUS_CODES),
    },
    close() {
      const clean = open.size === 0
      for (const request of open.values()) {
        request.destroy()
      }
      open.clear()
      return clean
    },
  }
}
