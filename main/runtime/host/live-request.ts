/** A request made for real, to an address that the gate lets through. */
import type * as NodeDns from 'node:dns'
import type * as NodeHttp from 'node:http'
import type * as NodeHttps from 'node:https'
import type * as NodeNet from 'node:net'
import type { WireError } from '../protocol.ts'
import type { Builtin } from './binary.ts'
import { defaultPort, type Described, type Transport, type TransportEvents } from './described.ts'
import type { NetworkGate } from './network-gate.ts'

type Lookup = NonNullable<NodeHttp.RequestOptions['lookup']>
type Answer = string | NodeDns.LookupAddress[]

/** What a function chooses, or a certificate, may be longer than what the core takes. */
const maxMessage = 8000
const maxName = 200

function clip(text: string | undefined, most: number): string | undefined {
  return text?.slice(0, most)
}

function plain(
  error: NodeJS.ErrnoException & { address?: string; port?: number; hostname?: string },
): WireError {
  return {
    message: clip(error.message, maxMessage) ?? '',
    code: clip(error.code, maxName),
    errno: error.errno,
    syscall: clip(error.syscall, maxName),
    address: clip(error.address, maxName),
    port: error.port,
    hostname: clip(error.hostname, maxName),
  }
}

function refused(reason: string): Error & { code: string } {
  return Object.assign(new Error(reason), { code: 'ERR_NETWORK_POLICY' })
}

/** Checks what a name stands for, so that the address connected to is the one that was checked. */
function checkedLookup(builtin: Builtin, gate: NetworkGate, port: number): Lookup {
  const { lookup } = builtin('dns') as typeof NodeDns
  return (hostname, options, done) => {
    lookup(hostname, options, (error, answer: Answer, family) => {
      if (error !== null) {
        done(error, '')
        return
      }
      const reasons = (typeof answer === 'string' ? [answer] : answer.map(({ address }) => address))
        .map((address) => gate.refusal(address, port))
        .filter((reason) => reason !== null)
      const [reason] = reasons
      if (reason === undefined) {
        done(null, answer, family)
      } else {
        done(refused(reason), '')
      }
    })
  }
}

/** Only what TLS needs: whatever else a context sends must not choose where to connect. */
const tlsKnown = [
  'ca',
  'cert',
  'key',
  'passphrase',
  'servername',
  'ciphers',
  'minVersion',
  'rejectUnauthorized',
]

function tlsOptions(tls: object): object {
  return Object.fromEntries(Object.entries(tls).filter(([name]) => tlsKnown.includes(name)))
}

/** Ends before it has begun, but not before the caller has its request. */
function failing(error: WireError, events: TransportEvents): Transport {
  const timer = setImmediate(() => events.error(error))
  return { write: () => undefined, end: () => undefined, destroy: () => clearImmediate(timer) }
}

export function liveRequest(
  builtin: Builtin,
  gate: NetworkGate,
  described: Described,
  events: TransportEvents,
): Transport {
  const { protocol, method, host, path, headers, auth, tls } = described
  const port = described.port ?? defaultPort(protocol)
  // A name is judged by the address that it stands for.
  const isAddress = (builtin('net') as typeof NodeNet).isIP(host) !== 0
  const reason = isAddress || gate.isClosed ? gate.refusal(host, port) : null
  if (reason !== null) {
    return failing(plain(refused(reason)), events)
  }
  const module = builtin(protocol === 'https:' ? 'https' : 'http') as typeof NodeHttps
  // Types know `autoSelectFamily` for sockets only; it is passed on to them.
  const options: NodeHttps.RequestOptions & { autoSelectFamily: boolean } = {
    ...tlsOptions(tls),
    protocol,
    method,
    host,
    port,
    path,
    auth,
    // Not set later: what is no header is refused before there is a socket.
    headers: Object.fromEntries(
      headers.map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : value]),
    ),
    lookup: checkedLookup(builtin, gate, port),
    // A connection that outlives its run would keep the worker from being used again.
    agent: new module.Agent({ keepAlive: false }),
    // One address at a time, so that errors read as they did: connect ECONNREFUSED host:port.
    autoSelectFamily: false,
  }
  let request: NodeHttp.ClientRequest
  try {
    request = module.request(options)
  } catch (error) {
    return failing(plain(error as Error), events)
  }
  request.on('error', (error) => events.error(plain(error)))
  request.on('socket', (socket) => {
    socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', () => events.connect())
  })
  request.on('response', (response) => {
    events.response({
      status: response.statusCode ?? 0,
      message: response.statusMessage ?? '',
      version: response.httpVersion,
      headers: response.headers,
      rawHeaders: response.rawHeaders,
    })
    response.on('data', (chunk: Buffer) => events.data(chunk))
    response.on('end', () => events.end())
    response.on('error', (error) => events.error(plain(error)))
  })
  return {
    write: (bytes) => void request.write(bytes),
    end: () => void request.end(),
    destroy: () => void request.destroy(),
  }
}
