/**
 * Webhooks a second that are answered and on disk, beside a bare `node:http` server that reads
 * the body and answers, and beside the same without waiting for the disk. The servers are
 * processes of their own; one client serves all.
 */
import { fork } from 'node:child_process'
import http from 'node:http'
import { middle, row, type BenchRow } from './support/rows.ts'
import { BENCH_TOKEN, urlOf, withCaptureServer } from './support/with-capture-server.ts'

const CONNECTIONS = 16
const ROUNDS = 7
const ROUND_MS = 1000

export async function benchCapture(): Promise<BenchRow[]> {
  return [...(await compare('2 KB JSON', 2048)), ...(await compare('200 KB JSON', 200 * 1024))]
}

function compare(name: string, bytes: number): Promise<BenchRow[]> {
  return withCaptureServer((_server, durableUrl) =>
    withCaptureServer(
      async (_unsynced, unsyncedUrl) => {
        const bareServer = fork(new URL('./support/bare-server.ts', import.meta.url))
        try {
          const bareUrl = await urlOf(bareServer)
          return await inTurns(name, payload(bytes), { durableUrl, unsyncedUrl, bareUrl })
        } finally {
          bareServer.kill('SIGKILL')
        }
      },
      { durable: false },
    ),
  )
}

async function inTurns(
  name: string,
  body: Buffer,
  urls: Record<'durableUrl' | 'unsyncedUrl' | 'bareUrl', string>,
): Promise<BenchRow[]> {
  const durable: number[] = []
  const unsynced: number[] = []
  const bare: number[] = []
  // In turns, so that a machine that gets busy is busy for all; the first turn warms up.
  for (let round = -1; round < ROUNDS; round++) {
    const rates = [
      await rate(urls.durableUrl, body),
      await rate(urls.bareUrl, body),
      await rate(urls.unsyncedUrl, body),
    ] as const
    if (round >= 0) {
      durable.push(rates[0])
      bare.push(rates[1])
      unsynced.push(rates[2])
    }
  }
  const besides = (baseline: readonly number[], baselineName: string): BenchRow =>
    row(
      `Durable captures, ${name}, ${CONNECTIONS} connections`,
      Math.round(middle(durable)),
      Math.round(middle(baseline)),
      baselineName,
      'requests/s',
    )
  return [
    besides(bare, 'bare node:http server, nothing kept'),
    besides(unsynced, 'the same without waiting for the disk'),
  ]
}

function payload(bytes: number): Buffer {
  const order = { type: 'order.created', id: 1, lines: [] as object[] }
  while (JSON.stringify(order).length < bytes - 100) {
    order.lines.push({ sku: `sku-${order.lines.length}`, quantity: 2, price: '19.90' })
  }
  return Buffer.from(JSON.stringify(order).padEnd(bytes))
}

async function rate(url: string, body: Buffer): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const end = performance.now() + ROUND_MS
  let answered = 0

  async function send(): Promise<void> {
    while (performance.now() < end) {
      await post(agent, url, body)
      answered += 1
    }
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: CONNECTIONS }, send))
  const seconds = (performance.now() - startedAt) / 1000
  agent.destroy()
  return answered / seconds
}

function post(agent: http.Agent, url: string, body: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      `${url}/?b=${BENCH_TOKEN}`,
      {
        agent,
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Content-Length': body.byteLength },
      },
      (response) => {
        response.resume()
        response.once('end', () => {
          if (response.statusCode === 200) {
            resolve()
          } else {
            reject(new Error(`answered ${response.statusCode}`))
          }
        })
      },
    )
    request.once('error', reject)
    request.end(body)
  })
}
