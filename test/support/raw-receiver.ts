/** A TCP receiver that keeps the bytes of each request as they came over the wire. */
import { createServer, type AddressInfo, type Socket } from 'node:net'

export interface RawRequest {
  /** The request line. */
  readonly line: string
  /** Names and values as they were written, in their order. */
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Buffer
}

export interface RawReceiver {
  readonly url: string
  readonly requests: RawRequest[]
  /** Written as it is; a connection without one is closed. */
  answer: string | Buffer | null
  close(): Promise<void>
}

export async function startRawReceiver(): Promise<RawReceiver> {
  const sockets = new Set<Socket>()
  const requests: RawRequest[] = []
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    let bytes = Buffer.alloc(0)
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      const request = parse(bytes)
      if (request !== undefined) {
        requests.push(request)
        socket.end(receiver.answer ?? '')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const receiver: RawReceiver = {
    url: `http://127.0.0.1:${port}`,
    requests,
    answer: 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Own: A\r\nx-own: b\r\n\r\nok',
    close: () =>
      new Promise((resolve) => {
        sockets.forEach((socket) => socket.destroy())
        server.close(() => resolve())
      }),
  }
  return receiver
}

/** Undefined until all of it is there; replays always state their length. */
function parse(bytes: Buffer): RawRequest | undefined {
  const end = bytes.indexOf('\r\n\r\n')
  if (end === -1) {
    return undefined
  }
  const [line = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n')
  const headers = lines.map((text): [string, string] => {
    const at = text.indexOf(': ')
    return [text.slice(0, at), text.slice(at + 2)]
  })
  const length = Number(headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? 0)
  const body = bytes.subarray(end + 4)
  return body.byteLength < length ? undefined : { line, headers, body }
}
