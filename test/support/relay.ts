/**
 * A relay that speaks localtunnel's published protocol, on loopback, and fails on demand.
 * `GET /?new` or `GET /NAME` answers `{id, port, max_conn_count, url}`; the client opens raw
 * TCP sockets to `port`; public requests are forwarded over one of them. Like the public relay
 * it lower-cases and merges headers and adds `x-forwarded-*`.
 *
 * A tunnel's public address is a port of its own (`http://127.0.0.1:PORT`, the same one for the
 * same name, also after the relay died and came back) or, with `publicBy: 'host'`, a name on the
 * main port (`http://NAME.localhost:MAIN`); the main port forwards by Host header in any case.
 */
import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'

export interface RelayOptions {
  /** Port of the relay's own server; 0 lets the system choose. */
  readonly port?: number
  readonly maxConnections?: number
  /** What public addresses look like: a port of their own, or a host name of their own. */
  readonly publicBy?: 'port' | 'host'
}

/**
 * `refuse`: no grants (503). `stall`: requests for grants and public requests get no answer.
 * `closed-port`: grants a port on which nothing listens. `slam`: closes each socket at once.
 * `interstitial`: shows a page instead of forwarding. `nonsense`: the grant is no JSON.
 */
export type RelayMode =
  'normal' | 'refuse' | 'stall' | 'closed-port' | 'slam' | 'interstitial' | 'nonsense'

export interface Relay {
  /** What the client is given as relay. */
  readonly url: string
  readonly port: number
  mode: RelayMode
  /** Public requests that announce more are answered 413, and nothing of them is forwarded. */
  maxBodyBytes: number
  /** Names that were asked for, `undefined` for any. */
  readonly asked: (string | undefined)[]
  /** Public requests that came in, with the headers of each. */
  readonly requests: { method: string; path: string; headers: http.IncomingHttpHeaders }[]
  /** Grants another name than the one asked for, the next `times`. */
  renameNext(name: string, times?: number): void
  /** Sockets of clients that are connected now. */
  sockets(): number
  /** Client sockets that were ever opened. */
  dialled(): number
  /** Cuts every client socket, as a broken network would. The tunnels stay granted. */
  drop(): void
  /** Stops answering everything, sockets stay open and silent. */
  freeze(): void
  thaw(): void
  /** Everything is closed and forgotten but the public ports of names. */
  die(): Promise<void>
  revive(): Promise<void>
  close(): Promise<void>
}

interface Client {
  readonly name: string
  readonly server: net.Server
  readonly free: net.Socket[]
  readonly all: Set<net.Socket>
  readonly waiting: ((socket: net.Socket) => void)[]
}

export async function startRelay(options: RelayOptions = {}): Promise<Relay> {
  const maxConnections = options.maxConnections ?? 10
  const asked: (string | undefined)[] = []
  const requests: Relay['requests'] = []
  const clients = new Map<string, Client>()
  const publicServers = new Map<string, http.Server>()
  const publicPorts = new Map<string, number>()
  const inbound = new Set<net.Socket>()
  let mainPort = options.port ?? 0
  let main: http.Server | undefined
  let renamed = { name: '', times: 0 }
  let counter = 0
  let dialled = 0
  let frozen = false

  const relay: Relay = {
    get url() {
      return `http://127.0.0.1:${mainPort}`
    },
    get port() {
      return mainPort
    },
    mode: 'normal',
    maxBodyBytes: Number.POSITIVE_INFINITY,
    asked,
    requests,
    renameNext(name, times = 1) {
      renamed = { name, times }
    },
    sockets: () => [...clients.values()].reduce((sum, client) => sum + client.all.size, 0),
    dialled: () => dialled,
    drop() {
      for (const client of clients.values()) {
        for (const socket of client.all) {
          socket.destroy()
        }
      }
    },
    freeze() {
      frozen = true
    },
    thaw() {
      frozen = false
    },
    async die() {
      for (const name of clients.keys()) {
        await forget(name)
      }
      const servers = [main, ...publicServers.values()]
      publicServers.clear()
      main = undefined
      for (const socket of inbound) {
        socket.destroy()
      }
      await Promise.all(servers.flatMap((server) => (server ? [closeServer(server)] : [])))
    },
    async revive() {
      main = serve(onMain)
      await listen(main, mainPort)
      mainPort = portOf(main)
    },
    async close() {
      await relay.die()
    },
  }

  function serve(handle: http.RequestListener): http.Server {
    const server = http.createServer(handle)
    server.on('connection', (socket) => {
      inbound.add(socket)
      socket.once('close', () => inbound.delete(socket))
    })
    return server
  }

  function onMain(request: http.IncomingMessage, response: http.ServerResponse): void {
    const name = /^([^.:]+)\.localhost(?::|$)/.exec(request.headers.host ?? '')?.[1]
    if (name === undefined) {
      void grant(request, response)
    } else {
      forward(name, request, response)
    }
  }

  async function grant(
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://relay')
    const wanted = searchParams.has('new') ? undefined : decodeURIComponent(pathname.slice(1))
    asked.push(wanted)
    if (relay.mode === 'stall' || frozen) {
      return
    }
    if (relay.mode === 'refuse') {
      answerJson(response, 503, { message: 'The relay is full' })
      return
    }
    if (relay.mode === 'nonsense') {
      response.end('<html>hello</html>')
      return
    }
    counter += 1
    const name = renamed.times > 0 ? renamed.name : (wanted ?? `tunnel-${counter}`)
    renamed.times -= 1
    await forget(name)
    const client = await admit(name)
    const port = portOf(client.server)
    if (relay.mode === 'closed-port') {
      await closeServer(client.server)
    }
    answerJson(response, 200, {
      id: name,
      port,
      max_conn_count: maxConnections,
      url:
        options.publicBy === 'host'
          ? `http://${name}.localhost:${mainPort}`
          : `http://127.0.0.1:${await publicPort(name)}`,
    })
  }

  async function admit(name: string): Promise<Client> {
    const client: Client = {
      name,
      server: net.createServer(),
      free: [],
      all: new Set(),
      waiting: [],
    }
    client.server.on('connection', (socket) => {
      dialled += 1
      socket.on('error', () => {})
      if (relay.mode === 'slam' || client.all.size >= maxConnections) {
        socket.destroy()
        return
      }
      client.all.add(socket)
      socket.once('close', () => {
        client.all.delete(socket)
        remove(client.free, socket)
      })
      offer(client, socket)
    })
    await listen(client.server, 0)
    clients.set(name, client)
    return client
  }

  function offer(client: Client, socket: net.Socket): void {
    const waiting = client.waiting.shift()
    if (waiting === undefined) {
      client.free.push(socket)
    } else {
      waiting(socket)
    }
  }

  async function publicPort(name: string): Promise<number> {
    const known = publicServers.get(name)
    if (known !== undefined) {
      return portOf(known)
    }
    const server = serve((request, response) => forward(name, request, response))
    publicServers.set(name, server)
    await listen(server, publicPorts.get(name) ?? 0)
    publicPorts.set(name, portOf(server))
    return portOf(server)
  }

  function forward(
    name: string,
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): void {
    requests.push({
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
    })
    if (relay.mode === 'stall' || frozen) {
      return
    }
    if (Number(request.headers['content-length'] ?? 0) > relay.maxBodyBytes) {
      response.writeHead(413, { 'Content-Type': 'text/html', Connection: 'close' })
      response.end('<html>413 Request Entity Too Large</html>')
      return
    }
    if (relay.mode === 'interstitial') {
      response.writeHead(511, { 'Content-Type': 'text/html' })
      response.end('<html>Friendly reminder</html>')
      return
    }
    const client = clients.get(name)
    if (client === undefined) {
      response.writeHead(404).end('404')
      return
    }
    takeSocket(client, (socket) => send(client, socket, request, response), response)
  }

  function takeSocket(
    client: Client,
    onSocket: (socket: net.Socket) => void,
    response: http.ServerResponse,
  ): void {
    const socket = client.free.shift()
    if (socket !== undefined) {
      onSocket(socket)
      return
    }
    const waiter = (freed: net.Socket) => {
      clearTimeout(timer)
      onSocket(freed)
    }
    const timer = setTimeout(() => {
      remove(client.waiting, waiter)
      response.writeHead(503).end('no sockets')
    }, 500)
    response.once('close', () => {
      clearTimeout(timer)
      remove(client.waiting, waiter)
    })
    client.waiting.push(waiter)
  }

  function send(
    client: Client,
    socket: net.Socket,
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): void {
    const outgoing = http.request({
      createConnection: () => socket,
      method: request.method,
      path: request.url,
      headers: {
        ...request.headers,
        'x-forwarded-for': request.socket.remoteAddress,
        'x-forwarded-proto': 'http',
        connection: 'keep-alive',
      },
      agent: undefined,
      setHost: false,
    })
    outgoing.shouldKeepAlive = true
    outgoing.on('response', (incoming) => {
      response.writeHead(incoming.statusCode ?? 502, incoming.rawHeaders)
      incoming.pipe(response)
      incoming.once('end', () => {
        if (!socket.destroyed && client.all.has(socket)) {
          offer(client, socket)
        }
      })
    })
    outgoing.on('error', () => {
      if (!response.headersSent) {
        response.writeHead(502).end('502')
      } else {
        response.destroy()
      }
    })
    request.pipe(outgoing)
  }

  async function forget(name: string): Promise<void> {
    const client = clients.get(name)
    if (client === undefined) {
      return
    }
    clients.delete(name)
    for (const socket of client.all) {
      socket.destroy()
    }
    await closeServer(client.server)
  }

  await relay.revive()
  return relay
}

function remove<T>(list: T[], item: T): void {
  const index = list.indexOf(item)
  if (index !== -1) {
    list.splice(index, 1)
  }
}

function answerJson(response: http.ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(value))
}

async function listen(server: net.Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
}

function portOf(server: net.Server): number {
  return (server.address() as net.AddressInfo).port
}

async function closeServer(server: net.Server): Promise<void> {
  if (server.listening) {
    await new Promise((resolve) => server.close(resolve))
  }
}
