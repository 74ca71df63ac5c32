/** Somebody whom functions call: says what it was sent, and remembers it. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'

export interface WebServer {
  readonly base: string
  readonly port: number
  /** `METHOD /path body` of each request that came. */
  readonly seen: string[]
  close(): void
}

export async function startWebServer(host = '127.0.0.1'): Promise<WebServer> {
  const seen: string[] = []
  let counter = 0
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const url = request.url ?? ''
      const body = Buffer.concat(chunks).toString()
      seen.push(`${request.method} ${url} ${body}`)
      response.setHeader('content-type', 'application/json')
      if (url === '/count') {
        counter += 1
        response.end(String(counter))
      } else if (url === '/gzip') {
        response.setHeader('content-encoding', 'gzip').end(gzipSync('packed text'))
      } else if (url === '/bytes') {
        response.end(Buffer.from([0, 255, 1, 254]))
      } else if (url === '/big') {
        response.end('x'.repeat(200_000))
      } else if (url.startsWith('/huge')) {
        response.end('x'.repeat(3_000_000))
      } else if (url.startsWith('/hang')) {
        // Never answered.
      } else if (url === '/redirect') {
        response.writeHead(302, { location: '/count' }).end()
      } else if (url === '/cookies') {
        response
          .setHeader('set-cookie', ['session=abcdef; Path=/', 'b=2', 'gone=; Max-Age=0'])
          .end('{}')
      } else {
        response.statusCode = url === '/missing' ? 404 : url === '/denied' ? 999 : 200
        response.end(
          JSON.stringify({ method: request.method, url, body, headers: request.headers }),
        )
      }
    })
  })
  await new Promise<void>((done) => server.listen(0, host, done))
  const { port } = server.address() as AddressInfo
  return {
    base: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    seen,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
