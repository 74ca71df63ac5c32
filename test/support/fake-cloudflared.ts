/**
 * Stands in for `cloudflared`: prints what it prints for a quick tunnel, on stderr, and forwards
 * a public address on loopback to `--url`. `install-cloudflared.ts` puts it on a PATH.
 */
import { appendFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'

function run(mode: string, log: string): void {
  const note = (text: string): void => appendFileSync(log, `${text}\n`)
  const say = (level: string, text: string): void => {
    process.stderr.write(`${new Date().toISOString().slice(0, 19)}Z ${level} ${text}\n`)
  }
  const args = process.argv.slice(2)
  note(args.join(' '))
  note(`pid ${process.pid}`)
  const { values } = parseArgs({
    args,
    strict: false,
    options: { url: { type: 'string' } },
    allowPositionals: true,
  })
  const origin = new URL(String(values.url))
  let registered = false

  say(
    'INF',
    'Thank you for trying Cloudflare Tunnel. Doing so, without a Cloudflare account, is a quick way to experiment and try it out. (https://www.cloudflare.com/website-terms/)',
  )
  say('INF', 'Requesting new quick Tunnel on trycloudflare.com...')
  if (mode === 'limited') {
    say('ERR', 'Error unmarshaling QuickTunnel response: error code: 1015')
    process.stderr.write('failed to unmarshal quick Tunnel: invalid character\n')
    process.exit(1)
  }
  if (mode === 'stubborn') {
    process.on('SIGTERM', () => note('asked to end'))
  }

  const server = http.createServer((request, response) => {
    if (!registered) {
      note('early request')
    }
    const { method, url: target, headers } = request
    const added = { ...headers, 'cf-ray': '8f00000000000000-AMS', 'cdn-loop': 'cloudflare' }
    const outgoing = http.request(
      { host: origin.hostname, port: origin.port, method, path: target, headers: added },
      (incoming) => {
        response.writeHead(incoming.statusCode ?? 502, incoming.rawHeaders)
        incoming.pipe(response)
      },
    )
    outgoing.on('error', () => response.writeHead(502).end())
    request.pipe(outgoing)
  })
  server.listen(0, '127.0.0.1', () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const frame = '-'.repeat(90)
    say('INF', `+${frame}+`)
    say(
      'INF',
      '|  Your quick Tunnel has been created! Visit it at (it may take some time to be reachable):  |',
    )
    say('INF', `|  ${url.padEnd(86)}  |`)
    say('INF', `+${frame}+`)
    say('INF', 'Cannot determine default configuration path. No file [config.yml config.yaml]')
    if (mode !== 'unregistered') {
      setTimeout(() => {
        registered = true
        say(
          'INF',
          'Registered tunnel connection connIndex=0 connection=1fde1a4c event=0 ip=198.41.200.13 location=ams01 protocol=quic',
        )
      }, 100)
    }
  })
}

run(process.env['FAKE_CLOUDFLARED'] ?? 'normal', process.env['FAKE_CLOUDFLARED_LOG'] ?? '')
