/**
 * `http` and `https` inside the context. A request is described to the host, which makes it for
 * real and sends back what happens as events: this is the one door to the network.
 */
import { Agent } from './http-agent.ts'
import { IncomingMessage } from './http-message.ts'
import { toRequestOptions } from './http-options.ts'
import { ClientRequest } from './http-request.ts'
import { host } from './scope.ts'

type Callback = (response: IncomingMessage) => void

/** A server cannot be reached inside a function: there is nothing to listen on. */
function noServer(): never {
  throw new Error('A source function cannot listen: http.createServer is not available')
}

export function createHttp(protocol: 'http:' | 'https:'): Record<string, unknown> {
  const request = (...args: unknown[]): ClientRequest => {
    const callback = typeof args.at(-1) === 'function' ? (args.pop() as Callback) : undefined
    return new ClientRequest(toRequestOptions(protocol, args), callback)
  }
  const get = (...args: unknown[]): ClientRequest => {
    const made = request(...args)
    made.end()
    return made
  }
  const defaultPort = protocol === 'https:' ? 443 : 80
  const globalAgent = new Agent({ defaultPort, protocol })
  return {
    request,
    get,
    Agent,
    ClientRequest,
    IncomingMessage,
    globalAgent,
    createServer: noServer,
    maxHeaderSize: 16_384,
    ...(JSON.parse(host.callHost('http.constants', '')) as object),
  }
}
