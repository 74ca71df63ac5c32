/**
 * Webhooks a second that are answered and on disk, beside a bare `node:http` server that reads
 * the body and answers. Both servers are processes of their own; one client serves both.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openDatabase } from '#main/store/database'

export interface BenchRow {
  readonly name: string
  readonly median: number
  readonly unit: string
  readonly baseline: number
  readonly ratio: number
}

const CONNECTIONS = 16
const ROUNDS = 7
const ROUND_MS = 1000
const TOKEN = 'bench-token'

export async function benchCapture(): Promise<BenchRow[]> {
  return [await compare('2 KB JSON', 2048), await compare('200 KB JSON', 200 * 1024)]
}

async function compare(name: string, bytes: number): Promise<BenchRow> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'hookbench-bench-'))
  prepare(dataDir)
  const servers = [
    fork(new URL('support/capture-server.ts', import.meta.url), [dataDir]),
    fork(new URL('support/bare-server.ts', import.meta.url)),
  ] as const
  try {
    const [captureUrl, bareUrl] = await Promise.all(servers.map(urlOf))
    const body = payload(bytes)
    const captured: number[] = []
    const bare: number[] = []
    // In turns, so that a machine that gets busy is busy for both.
    for (let round = -1; round < ROUNDS; round++) {
      const rates = [await rate(captureUrl ?? '', body), await rate(bareUrl ?? '', body)] as const
      if (round >= 0) {
        captured.push(rates[0])
        bare.push(rates[1])
      }
    }
    const [median, baseline] = [middle(captured), middle(bare)]
    return {
      name: `Durable captures, ${name}, ${CONNECTIONS} connections`,
      median,
      unit: 'requests/s',
      baseline,
      ratio: median / baseline,
    }
  } finally {
    for (const server of servers) {
      server.kill('SIGKILL')
    }
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function prepare(dataDir: string): void {
  const database = openDatabase(dataDir)
  database
    .prepare(
      `INSERT INTO sources (id, name, slug, profile, handler, code, version, token,
         sample_payload, created_at, updated_at)
       VALUES ('src_bench', 'Bench', 'bench', '2019', 'modern', '', 1, ?, '', '', '')`,
    )
    .run(TOKEN)
  database.close()
}

async function urlOf(server: ChildProcess): Promise<string> {
  const [url] = (await once(server, 'message')) as [string]
  return url
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
      `${url}/?b=${TOKEN}`,
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

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
