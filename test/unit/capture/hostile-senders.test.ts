import { once } from 'node:events'
import type net from 'node:net'
import { openJournalFile } from '#main/store/journal/journal-file'
import { expect, onTestFinished, test } from 'vitest'
import { createGate } from '#main/capture/gate'
import { startListener } from '#main/capture/listener'
import { silentLogger } from '#main/core/logger'
import type { CapturedRequest } from '#main/store/events-repo'
import { dial, exchange, post, readAll, readUntil, SHOP, startCapture } from './capture-harness.ts'

const HEAD = `POST /?b=${SHOP.token} HTTP/1.1\r\nHost: x\r\n`

/** A listener with short limits that keeps what it gets in memory. */
async function startSmall(
  limits: {
    bodyDeadlineMs?: number
    memoryBytes?: number
    headersTimeoutMs?: number
    exchangeTimeoutMs?: number
    answerBody?: string
  } = {},
) {
  const stored: CapturedRequest[] = []
  const failures: unknown[] = []
  const gate = createGate(
    {
      findByToken: (token) => (token === SHOP.token ? SHOP : undefined),
      isOpen: () => true,
      claim: () => true,
      unclaim() {},
      store: async (_sourceId, request) => {
        stored.push(request)
      },
      onStoreFailure: (error) => failures.push(error),
      probe: { path: '/probe', answer: 'answer' },
      answers: {
        answerFor: () =>
          limits.answerBody === undefined
            ? null
            : { status: 200, headers: [], body: limits.answerBody, delayMs: 0 },
        handshakeFor: () => null,
      },
    },
    { bodyDeadlineMs: 30_000, memoryBytes: 128 * 1024 * 1024, ...limits },
  )
  const listener = await startListener({
    port: 0,
    gate,
    logger: silentLogger,
    headersTimeoutMs: limits.headersTimeoutMs,
    exchangeTimeoutMs: limits.exchangeTimeoutMs,
  })
  onTestFinished(() => listener.stop())
  return { ...listener, stored, failures }
}

test('malformed requests get 400, header bombs 431, and others notice nothing', async () => {
  const { port, events } = await startCapture()
  const bad = [
    'NONSENSE\r\n\r\n',
    'POST / HTTP/1.1\r\n\r\n',
    'POST / HTTP/9.9\r\nHost: x\r\n\r\n',
    `${HEAD}Content-Length: -1\r\n\r\n`,
    `${HEAD}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
    `${HEAD}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
    `${HEAD}Bad Header: 1\r\n\r\n`,
    '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc',
  ]
  for (const request of bad) {
    expect(await exchange(port, Buffer.from(request, 'latin1'))).toMatch(/^HTTP\/1\.1 400 /)
  }
  const bomb = `${HEAD}X-Bomb: ${'x'.repeat(200_000)}\r\n\r\n`
  expect(await exchange(port, bomb)).toMatch(/^HTTP\/1\.1 431 /)
  expect(events.list(SHOP.id)).toEqual([])
  expect((await post(port, '{}')).status).toBe(200)
})

test('garbage after a good request does not take the place of its answer', async () => {
  const { port, events } = await startCapture()
  const socket = await dial(port)
  const answer = readAll(socket)
  socket.write(`${HEAD}Content-Length: 2\r\n\r\n{}GARBAGE\r\n\r\n`)
  expect((await answer).match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400'])
  expect(events.list(SHOP.id)).toHaveLength(1)
})

test('a sender that goes away in the middle leaves nothing', async () => {
  const { port, stored } = await startSmall()
  const socket = await dial(port)
  socket.write(`${HEAD}Content-Length: 10\r\n\r\n123`)
  await fetch(`http://127.0.0.1:${port}/`)
  socket.resetAndDestroy()
  expect((await post(port, '{}')).status).toBe(200)
  expect(stored).toHaveLength(1)
})

test('a slow body is cut off with 408', async () => {
  const { port, stored } = await startSmall({ bodyDeadlineMs: 100 })
  const socket = await dial(port)
  const answer = readAll(socket)
  socket.write(`${HEAD}Content-Length: 100000\r\n\r\n123`)
  expect(await answer).toMatch(/^HTTP\/1\.1 408 /)
  expect(stored).toEqual([])
})

test('who is refused cannot hold the connection by never finishing a small body', async () => {
  const { port, tunnelPort } = await startSmall({ bodyDeadlineMs: 100 })
  const length = 'Content-Length: 60000\r\n\r\n'
  const unfinished = [
    [port, `POST /?b=bad HTTP/1.1\r\nHost: x\r\n${length}`, 401],
    [tunnelPort, `POST /?b=bad HTTP/1.1\r\nHost: x\r\n${length}`, 401],
    [tunnelPort, `GET / HTTP/1.1\r\nHost: x\r\n${length}`, 405],
    [tunnelPort, `${HEAD}${length}`, 408],
  ] as const
  await Promise.all(
    unfinished.map(async ([door, head, status]) => {
      const socket = await dial(door)
      const answer = readAll(socket)
      socket.write(`${head}1`)
      await readUntil(socket, ' ')
      const drip = setInterval(() => socket.write('1'), 200)
      expect(await answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
      clearInterval(drip)
    }),
  )
})

test('who is refused and finishes a small body keeps the connection', async () => {
  const { port } = await startSmall()
  const socket = await dial(port)
  const refused = readUntil(socket, '401')
  socket.write('POST /?b=bad HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n12')
  await refused
  const stored = readUntil(socket, 'success')
  socket.write(`34${HEAD}Content-Length: 2\r\n\r\n{}`)
  await stored
  socket.destroy()
})

test('a sender that does not read its answer is cut off', async () => {
  const { port, stored } = await startSmall({
    exchangeTimeoutMs: 300,
    answerBody: 'x'.repeat(32 * 1024 * 1024),
  })
  const socket = await dial(port)
  socket.pause()
  const cutOff = new Promise((resolve) => socket.once('error', resolve))
  socket.write(`${HEAD}Content-Length: 2\r\n\r\n{}`)
  // Who does not read learns of the end by writing.
  const drip = setInterval(() => socket.write('\r\n'), 50)
  await cutOff
  clearInterval(drip)
  expect(stored).toHaveLength(1)
})

test('slow headers and silent connections are cut off, but not those of the tunnel', async () => {
  const { port, tunnelPort } = await startSmall({ headersTimeoutMs: 300 })
  const tunnel = await dial(tunnelPort)
  const silent = await dial(port)
  const slow = await dial(port)
  slow.write('POST / HTTP/1.1\r\nHost')
  await Promise.all([readAll(silent), readAll(slow)])
  const answered = readUntil(tunnel, '405')
  tunnel.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  await answered
})

test('a thousand idle connections do not keep a webhook out', async () => {
  const { port } = await startSmall()
  const idle = await Promise.all(Array.from({ length: 1000 }, () => dial(port)))
  expect((await post(port, '{}')).status).toBe(200)
  for (const socket of idle) {
    socket.destroy()
  }
})

test('half-received bodies share a memory budget; who exceeds it may come again', async () => {
  const { port, stored } = await startSmall({ memoryBytes: 256 * 1024 })
  const body = Buffer.alloc(100 * 1024)
  const sockets: net.Socket[] = []
  const answers: Promise<string>[] = []
  for (let index = 0; index < 8; index++) {
    const socket = await dial(port)
    answers.push(readAll(socket))
    socket.write(`${HEAD}Connection: close\r\nContent-Length: ${body.byteLength}\r\n\r\n`)
    socket.write(body.subarray(0, 90 * 1024))
    sockets.push(socket)
  }
  const first = await Promise.race(answers)
  expect(first).toMatch(/^HTTP\/1\.1 503 [^]*Retry-After: 1/)
  for (const socket of sockets) {
    socket.end(body.subarray(90 * 1024))
  }
  const all = await Promise.all(answers)
  expect(all.filter((answer) => answer.startsWith('HTTP/1.1 200'))).toHaveLength(stored.length)
  expect(stored.length).toBeGreaterThan(0)
  // The budget is whole again.
  expect((await post(port, Buffer.alloc(200 * 1024))).status).toBe(200)
})

/** A disk that fails as long as the switch is on. */
function failingDisk(when: { broken: boolean }) {
  return (path: string) => {
    const file = openJournalFile(path)
    return {
      ...file,
      sync: () => (when.broken ? Promise.reject(new Error('input/output error')) : file.sync()),
    }
  }
}

test('a journal that fails costs the sender a 503, not the listener its life', async () => {
  const disk = { broken: true }
  const harness = await startCapture({ openJournal: failingDisk(disk) })
  const response = await post(harness.port, '{}')
  expect([response.status, await response.json()]).toEqual([
    503,
    { error: 'The event could not be stored.' },
  ])
  disk.broken = false
  expect((await post(harness.port, '{}')).status).toBe(200)
})

test('an event that the disk did not take is not in the list of the sender who got a 503', async () => {
  const disk = { broken: true }
  const harness = await startCapture({ openJournal: failingDisk(disk) })
  expect((await post(harness.port, '{}')).status).toBe(503)
  expect(harness.events.list(SHOP.id)).toEqual([])
  disk.broken = false
  expect((await post(harness.port, '{}')).status).toBe(200)
  await harness.waitFor('events.added')
  expect(harness.published.filter(({ event }) => event === 'events.added')).toHaveLength(1)
  expect(harness.events.list(SHOP.id)).toHaveLength(1)
})

test('a database that fails keeps what was acknowledged waiting, and refuses what comes', async () => {
  let broken = true
  const harness = await startCapture({
    events: (repo) => ({
      ...repo,
      apply(entries) {
        if (broken && entries.length > 0) {
          throw new Error('disk full')
        }
        return repo.apply(entries)
      },
    }),
  })
  expect((await post(harness.port, '"first"')).status).toBe(200)
  expect(harness.events.list(SHOP.id)).toEqual([])
  expect((await post(harness.port, '"second"')).status).toBe(503)
  broken = false
  expect((await post(harness.port, '"third"')).status).toBe(200)
  expect(harness.events.list(SHOP.id).map(({ size }) => size)).toEqual([7, 7])
})

test('stopping closes idle connections at once', async () => {
  const small = await startSmall()
  const socket = await dial(small.port)
  const answered = readUntil(socket, '405')
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  await answered
  const closed = once(socket, 'close')
  await small.stop()
  await closed
})
