/**
 * Sockets stay, for functions may fetch, but only those that go out over the network: one over an
 * open descriptor would reach the channel to the core, one over a path the machine's services.
 */
import type { Builtin } from './binary.ts'
import type { NetworkGate } from './network-gate.ts'

/* oxlint-disable no-underscore-dangle -- the names are Node's own */

type Method = (this: unknown, ...args: unknown[]) => unknown
type SocketClass = { readonly prototype: Record<string, unknown> } & (new (
  options?: object,
) => object)

interface Net extends Record<string, unknown> {
  readonly Socket: SocketClass
  readonly Server: { readonly prototype: object }
  readonly _createServerHandle: (host: string, port: number, family: number) => unknown
}

interface Handle {
  close(): void
}

type Connect = (this: unknown, request: unknown, address: string, port: number) => number
type Lookup = (host: string, options: unknown, done?: unknown) => unknown

/** What libuv calls a connection that is not permitted. */
const notPermitted = -13

/** `Socket.connect` is called with its own arguments or with a list that Node made of them. */
function pathOf(first: unknown): unknown {
  const options: unknown = Array.isArray(first) ? (first as unknown[])[0] : first
  if (typeof options === 'object' && options !== null) {
    return Reflect.get(options, 'path')
  }
  // A text that is no port number is a path.
  return typeof options === 'string' && !/^\d+$/.test(options) ? options : undefined
}

function guardSocket(net: Net): SocketClass {
  const Original = net.Socket
  const { prototype } = Original
  const connect = prototype['connect'] as Method
  Object.defineProperty(prototype, 'connect', {
    value(this: unknown, ...args: unknown[]) {
      if (pathOf(args[0]) != null) {
        throw new Error('Only network addresses can be connected to')
      }
      return Reflect.apply(connect, this, args)
    },
  })
  // Called with `new` and, by TLS, as a function on an object of its own.
  const guarded = function Socket(this: unknown, options?: object): unknown {
    const { fd: _fd, ...rest } = (options ?? {}) as Record<string, unknown>
    return this instanceof Original
      ? Reflect.apply(Original as unknown as Method, this, [rest])
      : new Original(rest)
  }
  guarded.prototype = prototype
  Object.setPrototypeOf(guarded, Reflect.getPrototypeOf(Original))
  Object.defineProperty(prototype, 'constructor', { value: guarded })
  return guarded as unknown as SocketClass
}

/** The native handle can open any descriptor and wait for connections; nothing of ours asks it to. */
const handleTaken = ['open', 'listen', 'bind', 'bind6']

const maxPort = 65_535

/**
 * Every connection of this realm goes through these two, after names were resolved: whoever
 * connects, and by whatever name, gets to no address that the gate refuses.
 */
function guardHandle(net: Net, gate: NetworkGate): void {
  const handle = net._createServerHandle('127.0.0.1', 0, 4)
  if (typeof handle !== 'object' || handle === null) {
    throw new Error('The network cannot be guarded')
  }
  const prototype = Reflect.getPrototypeOf(handle) as Record<string, unknown>
  ;(handle as Handle).close()
  for (const name of handleTaken) {
    Reflect.deleteProperty(prototype, name)
  }
  for (const name of ['connect', 'connect6']) {
    const connect = prototype[name] as Connect
    const guarded: Connect = function guardedConnect(request, address, port) {
      // A port beyond the last one would count from 0 again.
      const isPlain = typeof address === 'string' && typeof port === 'number' && port <= maxPort
      return isPlain && gate.refusal(address, port) === null
        ? Reflect.apply(connect, this, [request, address, port])
        : notPermitted
    }
    Object.defineProperty(prototype, name, { value: guarded, writable: false, configurable: false })
  }
}

/**
 * Whoever gets at a handle of this kind, and Node has it made by ways that no wrapper of ours is
 * asked on, reaches neither a descriptor nor a path with it. Nothing in this realm needs one.
 */
function disablePipes(net: Net): void {
  const socket = new net.Socket() as { connect(path: string): void; on: Method }
  let handle: unknown = null
  Object.defineProperty(socket, '_handle', {
    get: () => handle,
    // Closed, it is `null` again.
    set(made: unknown) {
      handle ??= made
    },
  })
  socket.on('error', () => undefined)
  // There is no such service: what counts is that a handle is made to look for it.
  socket.connect('hookbench:no-service')
  if (typeof handle !== 'object' || handle === null) {
    throw new Error('Local services cannot be closed')
  }
  const prototype = Reflect.getPrototypeOf(handle) as object
  for (const name of Reflect.ownKeys(prototype)) {
    if (name !== 'constructor') {
      Reflect.deleteProperty(prototype, name)
    }
  }
}

/** A name that is looked up tells something to whoever answers, so that is part of the network. */
function guardNames(builtin: Builtin, gate: NetworkGate): void {
  const dns = builtin('dns') as Record<string, unknown>
  const lookup = dns['lookup'] as Lookup
  for (const module of [builtin('dns/promises') as Record<string, unknown>, dns]) {
    for (const name of Object.keys(module)) {
      // Codes of errors and flags are texts and numbers.
      if (typeof module[name] === 'function' || typeof module[name] === 'object') {
        Reflect.deleteProperty(module, name)
      }
    }
  }
  dns['lookup'] = (...args: Parameters<Lookup>): unknown => {
    if (gate.isClosed) {
      throw new Error('No names are looked up: the network is closed')
    }
    return lookup(...args)
  }
}

/** `http` extends the class, so it stays; without these it is of no use. */
const listening = ['listen', '_listen2']

export function lockNetwork(builtin: Builtin, gate: NetworkGate): void {
  const net = builtin('net') as Net
  disablePipes(net)
  guardHandle(net, gate)
  guardNames(builtin, gate)
  const Socket = guardSocket(net)
  Object.assign(net, { Socket, Stream: Socket })
  Reflect.deleteProperty(net, '_createServerHandle')
  for (const name of listening) {
    Reflect.deleteProperty(net.Server.prototype, name)
  }
}
