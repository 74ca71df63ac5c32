/** The public door of browser mode, over real sockets. */
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Dispatch } from '#main/core/dispatch'
import { createEventBus } from '#main/core/event-bus'
import { silentLogger } from '#main/core/logger'
import { DEFAULT_PORT, startServer, type BrowserModeServer } from '#main/server/http-server'
import { AppError } from '#preload/errors'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

let dir: string
let server: BrowserModeServer
let cookie: string
const bus = createEventBus(() => undefined)
const echo: Dispatch = async (message) => ({ id: 1, ok: true, result: message ?? 'no envelope' })
const core = { dispatch: echo, events: bus }

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'hookbench-server-'))
  const page = path.join(dir, 'renderer')
  mkdirSync(path.join(page, 'assets'), { recursive: true })
  writeFileSync(path.join(page, 'index.html'), '<!doctype html>the page')
  writeFileSync(path.join(page, 'assets/main-DeAdBe01.js'), 'let a')
  writeFileSync(path.join(dir, 'secret.json'), 'outside')
  symlinkSync(path.join(dir, 'secret.json'), path.join(page, 'link.json'))
  server = await startServer({ core, rendererDir: page, logger: silentLogger, port: 0 })
  const first = await get(new URL(server.url).pathname + new URL(server.url).search)
  cookie = String(first.headers['set-cookie']).split(';')[0] ?? ''
})
afterAll(async () => {
  await server.close()
  rmSync(dir, { recursive: true, force: true })
})

/** Node's own client with the path as written: `fetch` would tidy it. */
function get(
  target: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port: server.port, path: target, method, headers, agent: false },
      (response) => {
        let body = ''
        response.setEncoding('utf8')
        response.on('data', (text: string) => (body += text))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        )
      },
    )
    request.on('error', reject)
    request.end()
  })
}

/** The status of a refused upgrade, or the open socket. */
function upgrade(headers: Record<string, string>, target = '/rpc'): Promise<number | WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${target}`, { headers })
    socket.on('open', () => resolve(socket))
    socket.on('unexpected-response', (_request, response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    socket.on('error', reject)
  })
}

const ownOrigin = (): string => `http://127.0.0.1:${server.port}`

describe('the token', () => {
  it('is exchanged for a strict cookie and leaves the address', async () => {
    const answer = await get(`/?token=${new URL(server.url).searchParams.get('token')}`)
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe('/')
    expect(String(answer.headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict/)
    // Cookies know no ports: by its name each server finds its own.
    expect(String(answer.headers['set-cookie'])).toMatch(new RegExp(`^hookbench-${server.port}=`))
    expect(String(answer.headers['set-cookie'])).not.toContain(
      new URL(server.url).searchParams.get('token'),
    )
  })

  it('has the page at once where the user opens it, as the browser says', async () => {
    const typed = { 'sec-fetch-site': 'none' }
    const { search } = new URL(server.urlForOneVisit())
    const page = await get(`/${search}`, typed)
    expect(page.status).toBe(200)
    expect(page.body).toContain('the page')
    expect(page.headers['cache-control']).toBe('no-store')
    const [bought = ''] = page.headers['set-cookie'] ?? []
    expect(bought).toMatch(/; HttpOnly; SameSite=Strict/)
    // Used up, but this browser is known by now.
    const known = { ...typed, cookie: bought.split(';')[0] ?? '' }
    expect(await get(`/${search}`, known)).toMatchObject({ status: 200 })
    expect(await get(`/${search}`, typed)).toMatchObject({ status: 403 })
    // Nothing but the page takes the token out of its address.
    expect(await get(`/index.html${search}`, known)).toMatchObject({ status: 303 })
  })

  it('has no page at once where another page may hold its window', async () => {
    const { search } = new URL(server.url)
    for (const site of ['same-origin', 'same-site', 'cross-site', '']) {
      expect(await get(`/${search}`, { 'sec-fetch-site': site })).toMatchObject({ status: 303 })
    }
    const policy = async (headers: Record<string, string>): Promise<unknown> =>
      (await get('/', { cookie, ...headers })).headers['cross-origin-opener-policy']
    expect(await policy({})).toBe('same-origin')
    expect(await policy({ 'sec-fetch-site': 'same-site' })).toBe('same-origin')
    expect(await policy({ 'sec-fetch-site': 'none' })).toBeUndefined()
  })

  it('of a program that is to open the page is good for one visit', async () => {
    const { pathname, search } = new URL(server.urlForOneVisit())
    expect(search).not.toBe(new URL(server.url).search)
    expect((await get(pathname + search)).headers['set-cookie']).toHaveLength(1)
    expect(await get(pathname + search)).toMatchObject({ status: 403 })
    expect((await get(pathname + search)).headers['set-cookie']).toBeUndefined()
  })

  it('never leads to another host', async () => {
    const { search } = new URL(server.url)
    for (const target of [`//evil.example${search}`, `/\\evil.example${search}`]) {
      const { headers } = await get(target)
      expect(headers.location).toBe('/evil.example')
    }
  })

  it.each(['/', '/index.html', '/assets/main-DeAdBe01.js', '/rpc', '/nothing', '/?token=wrong'])(
    'is needed for %s',
    async (target) => {
      const answer = await get(target)
      expect(answer.status).toBe(403)
      expect(answer.body).toMatch(/^Hookbench does not know this browser: .*\.\n$/)
    },
  )

  it('is not bought by a wrong cookie', async () => {
    expect((await get('/', { cookie: `hookbench-${server.port}=wrong` })).status).toBe(403)
  })
})

describe('pages', () => {
  it('come with the policy, uncached but for what carries a hash', async () => {
    const page = await get('/', { cookie })
    expect(page.status).toBe(200)
    expect(page.body).toContain('the page')
    expect(page.headers['content-type']).toContain('text/html')
    expect(page.headers['cache-control']).toBe('no-cache')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.headers['content-security-policy']).toContain(
      `connect-src 'self' ws://127.0.0.1:${server.port};`,
    )
    expect(page.headers['x-content-type-options']).toBe('nosniff')
    const asset = await get('/assets/main-DeAdBe01.js', { cookie })
    expect(asset.headers['cache-control']).toContain('immutable')
  })

  it('answer HEAD without a body and refuse other methods', async () => {
    expect(await get('/', { cookie }, 'HEAD')).toMatchObject({ status: 200, body: '' })
    expect((await get('/', { cookie }, 'POST')).status).toBe(405)
  })

  it.each([
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/assets/../../secret.json',
    '/link.json',
    '/%00',
    '/%',
    '/assets',
    '/C:/secret.json',
    '//etc/passwd',
  ])('do not reach %s', async (target) => {
    const answer = await get(target, { cookie })
    expect(answer.status).toBe(404)
    expect(answer.body).not.toContain('outside')
  })

  it.each(['evil.example', 'evil.example:8378', '127.0.0.1.evil.example', 'localhost@evil'])(
    'are refused to the host %j, cookie or not',
    async (host) => {
      expect((await get('/', { cookie, host })).status).toBe(403)
    },
  )

  it('are refused to a foreign origin and given through a forwarded port', async () => {
    expect((await get('/', { cookie, origin: 'http://localhost:3000' })).status).toBe(403)
    expect((await get('/', { cookie, origin: 'null' })).status).toBe(403)
    expect((await get('/', { cookie, host: 'localhost:9999' })).status).toBe(200)
  })
})

describe('the socket', () => {
  it.each([
    ['without a cookie', () => ({ origin: ownOrigin() })],
    ['without an origin', () => ({ cookie })],
    ['from another page', () => ({ cookie, origin: 'http://localhost:3000' })],
    ['under another host', () => ({ cookie, origin: 'http://evil.example', host: 'evil.example' })],
  ])('is refused %s', async (_name, headers) => {
    expect(await upgrade(headers())).toBe(403)
  })

  it('is refused elsewhere than at /rpc', async () => {
    expect(await upgrade({ cookie, origin: ownOrigin() }, '/other')).toBe(404)
  })

  it('does not let a refused peer that stays hold the server', async () => {
    const own = await startServer({ core, rendererDir: dir, logger: silentLogger, port: 0 })
    const peer = connect({ port: own.port, host: '127.0.0.1', allowHalfOpen: true })
    peer.write(
      'GET /rpc HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    )
    const [answer] = (await once(peer, 'data')) as [Buffer]
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 403 /)
    await own.close()
    peer.destroy()
  })

  it('answers what is no envelope, and passes events on', async () => {
    const socket = await upgrade({ cookie, origin: ownOrigin() })
    if (typeof socket === 'number') {
      throw new Error(`refused: ${socket}`)
    }
    const messages: unknown[] = []
    const three = new Promise<void>((resolve) => {
      socket.on('message', (data) => {
        messages.push(JSON.parse((data as Buffer).toString()))
        if (messages.length === 3) {
          resolve()
        }
      })
    })
    socket.send('{"id":1}')
    socket.send('not json')
    bus.publish('sources.changed', { sourceId: 's' })
    await three
    expect(messages).toContainEqual({ id: 1, ok: true, result: { id: 1 } })
    expect(messages).toContainEqual({ id: 1, ok: true, result: 'no envelope' })
    expect(messages).toContainEqual({ event: 'sources.changed', data: { sourceId: 's' } })
    socket.close()
  })

  it('closes on a message beyond the largest import', async () => {
    const socket = await upgrade({ cookie, origin: ownOrigin() })
    if (typeof socket === 'number') {
      throw new Error(`refused: ${socket}`)
    }
    const code = new Promise((resolve) => socket.on('close', resolve))
    socket.on('error', () => undefined)
    socket.send('x'.repeat(66 * 1024 * 1024))
    expect(await code).toBe(1009)
  })
})

describe('the port', () => {
  it('is refused by name when it is taken', async () => {
    const again = startServer({ core, rendererDir: dir, logger: silentLogger, port: server.port })
    await expect(again).rejects.toSatisfy(
      (error) => error instanceof AppError && error.code === 'port_in_use',
    )
  })

  it('falls back to a free one when none was asked for', async () => {
    const options = { core, rendererDir: dir, logger: silentLogger }
    const first = await startServer(options)
    const second = await startServer(options)
    expect(second.port).not.toBe(DEFAULT_PORT)
    expect(second.port).not.toBe(first.port)
    await Promise.all([first.close(), second.close()])
  })
})
