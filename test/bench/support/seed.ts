/** A data folder as somebody has it who has worked for a while: a function, events, no tunnel. */
import http from 'node:http'
import path from 'node:path'
import { createCore } from '#main/core/create-core'
import { createInProcessTransport } from '#main/core/in-process'
import { silentLogger } from '#main/core/logger'
import { createKeyFileCipher } from '#main/secrets/key-file-cipher'
import { createClient, type Client } from '#preload/client'

export interface Seed {
  readonly code: string
  /** Bodies of captured events, the oldest first. */
  readonly bodies: readonly string[]
}

/** The core on the folder, for as long as `work` takes. */
export async function withCore<T>(
  dataDir: string,
  work: (api: Client['api']) => Promise<T>,
): Promise<T> {
  const core = createCore({
    dataDir,
    host: 'cli',
    version: '0.0.0-bench',
    cipher: createKeyFileCipher(dataDir),
    runtimeDir: path.resolve(import.meta.dirname, '../../../out/runtime'),
    logger: silentLogger,
  })
  const transport = createInProcessTransport(core, {
    host: 'cli',
    allow: new Set(['read', 'write', 'exec']),
  })
  const client = createClient(transport)
  try {
    return await work(client.api)
  } finally {
    client.dispose()
    transport.close()
    await core.dispose()
  }
}

/** Fills the sample source, which is the one that the window opens on. */
export function seed(dataDir: string, { code, bodies }: Seed): Promise<string> {
  return withCore(dataDir, async (api) => {
    const [first] = await api['sources.list']({})
    if (first === undefined) {
      throw new Error('the data folder has no source')
    }
    await api['preferences.set']({
      tunnelProvider: 'none',
      capturePort: 0,
      firstSteps: { done: [], dismissed: true },
    })
    const source = await api['sources.get']({ sourceId: first.id })
    await api['sources.saveCode']({ sourceId: source.id, code, baseVersion: source.version })
    if (bodies.length > 0) {
      const { localUrl } = await api['capture.open']({ sourceId: source.id })
      for (const body of bodies) {
        await post(`${localUrl ?? ''}/?b=${source.token}`, body)
      }
      await api['capture.close']({ sourceId: source.id })
    }
    return source.id
  })
}

const agent = new http.Agent({ keepAlive: true })

export function post(url: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
    }
    const request = http.request(url, { agent, method: 'POST', headers }, (response) => {
      response.resume()
      response.once('end', () => {
        if (response.statusCode === 200) {
          resolve()
        } else {
          reject(new Error(`a webhook was answered ${response.statusCode}`))
        }
      })
    })
    request.once('error', reject)
    request.end(body)
  })
}

/** An order of about that many bytes, laid out in one line as senders do. */
export function orderOf(bytes: number, id: number): string {
  const line = (index: number): object => ({
    sku: `sku-${id}-${index}`,
    title: `Article number ${index} of order ${id}`,
    quantity: (index % 5) + 1,
    price: { amount: '19.90', currency: index % 2 === 0 ? 'EUR' : 'USD' },
    tags: ['new', 'gift'],
    ...(index % 3 === 0 ? { discount: { code: 'SPRING', percent: 10 } } : {}),
  })
  const each = JSON.stringify(line(9999)).length + 1
  const lines = Array.from({ length: Math.max(1, Math.floor(bytes / each)) }, (_, n) => line(n))
  return JSON.stringify({
    type: id % 2 === 0 ? 'order.created' : 'order.paid',
    id: `ord_${id}`,
    customer: { id: `user-${id}`, email: 'someone@example.com' },
    ...(id % 2 === 0 ? {} : { paidAt: '2026-11-24T08:00:00Z' }),
    lines,
  })
}

/** A function of that many lines, the handler first. */
export function longFunction(lines: number): string {
  const main = [
    'async function onRequest(request, settings) {',
    '  const body = request.json()',
    '  for (const line of body.lines.slice(0, 3)) {',
    "    Segment.track({ event: 'Line', userId: body.customer.id, properties: describe0(line, 0) })",
    '  }',
    '}',
    '',
  ]
  const helper = (n: number): string[] => [
    `function describe${n}(line, index) {`,
    '  const amount = Number(line.price.amount) * line.quantity',
    '  const name = line.title.trim().toLowerCase()',
    '  if (line.discount) {',
    `    return { name, amount: amount * (1 - line.discount.percent / 100), kind: 'reduced ${n}' }`,
    '  }',
    "  return { name, amount, kind: index % 2 === 0 ? 'even' : 'odd' }",
    '}',
    '',
  ]
  const helpers = Array.from({ length: Math.ceil(lines / 9) }, (_, n) => helper(n)).flat()
  return [...main, ...helpers].slice(0, lines).join('\n')
}
