/**
 * How long the app's own thread is held up in one go by a run, whatever the function emits: in a
 * whole core on a real data folder, with the process that runs functions and a page that is told
 * of all. What is aimed at is 50 ms. The table has the time that the thread was at work, which does
 * not depend on what else the machine does; the time of the wall, in which it also waits for a
 * processor and for the disk, is told on the way.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createCore, type Core } from '#main/core/create-core'
import { silentLogger } from '#main/core/logger'
import { openSession } from '#main/core/session'
import { createKeyFileCipher } from '#main/secrets/key-file-cipher'
import type { Run } from '#preload/model'
import { createClient, type Client } from '#preload/client'
import { middle, row, type BenchRow } from './support/rows.ts'

const idleMs = 3000
/** The middle of these counts; the first one of a kind compiles what it needs. */
const rounds = 5
const secret = 'sk_live_9f8e7d6c5b4a3210'

interface Case {
  readonly name: string
  readonly code: string
  readonly body?: string
  readonly asDeployed?: boolean
  readonly observe?: boolean
  /** Runs all captured events rather than one payload. */
  readonly isRing?: boolean
}

const small = `onRequest = () => { for (let i = 0; i < COUNT; i++) Segment.track({ event: 'E', userId: 'u' + i }) }`

const cases: readonly Case[] = [
  { name: 'a small run', code: small.replace('COUNT', '3') },
  { name: '80,000 events', code: small.replace('COUNT', '80000') },
  {
    name: '40,000 events, each with a secret',
    code: `onRequest = (request, { key }) => {
      for (let i = 0; i < 40000; i++) Segment.track({ event: 'E', userId: 'u' + i, properties: { key } })
    }`,
  },
  {
    name: '4 MB of small values',
    code: `onRequest = () => { Segment.track({ event: 'E', userId: 'u', properties: { list: Array.from({ length: 1900000 }, (_, i) => i % 10) } }) }`,
  },
  {
    name: '1.2 million empty objects',
    code: `onRequest = () => { Segment.track({ event: 'E', userId: 'u', properties: { list: Array.from({ length: 1200000 }, () => ({})) } }) }`,
  },
  {
    name: '4 MB of one text, all quotes',
    code: `onRequest = () => { Segment.track({ event: 'E', userId: 'u', properties: { text: '"'.repeat(1990000) } }) }`,
  },
  {
    name: 'an output beyond the cap',
    code: `onRequest = () => { Segment.track({ event: 'E', userId: 'u', properties: { text: 'x'.repeat(9000000) } }) }`,
  },
  {
    name: '30,000 events that fail the check',
    code: `onRequest = () => { for (let i = 0; i < 30000; i++) Segment.track({ event: 'E', userId: i + 1, properties: [] }) }`,
  },
  {
    name: 'a flood of long log lines with secrets',
    code: `onRequest = (request, { key }) => { for (;;) console.log((key + ' ').repeat(2000)) }`,
  },
  {
    name: 'log lines of control characters',
    code: `onRequest = () => { for (let i = 0; i < 100; i++) console.log('\\u0001'.repeat(20000)) }`,
  },
  {
    name: 'an error of 60,000 characters',
    code: `onRequest = (request, { key }) => { throw new Error(key.repeat(3000)) }`,
  },
  {
    name: '100 calls with bodies of 60 KB',
    code: `onRequest = async (request) => {
      const { url } = request.json()
      for (let i = 0; i < 100; i += 10) {
        await Promise.all(Array.from({ length: 10 }, () => fetch(url, { method: 'POST', body: 'x'.repeat(60000) }).then((r) => r.text())))
      }
    }`,
  },
  {
    name: 'a payload of 2 MB',
    code: `onRequest = (request) => { Segment.track({ event: 'E', userId: 'u', properties: request.json() }) }`,
    body: numbers(2_000_000),
  },
  {
    name: 'a payload of 2 MB, as deployed',
    code: `onRequest = (request) => { Segment.track({ event: 'E', userId: request.text().length + '' }) }`,
    body: numbers(2_000_000),
    asDeployed: true,
  },
  {
    name: 'a payload of 2 MB, 3,000 levels deep',
    code: `onRequest = (request) => { Segment.track({ event: 'E', userId: 'u', properties: { deep: request.json() } }) }`,
    body: nested(3000, 2_000_000),
  },
  {
    name: '80,000 events, observed',
    code: small.replace('COUNT', '80000'),
    observe: true,
  },
  { name: 'all events, 40,000 each', code: small.replace('COUNT', '40000'), isRing: true },
]

function numbers(bytes: number): string {
  const items = Array.from({ length: bytes / 20 }, (_, index) => `{"z":${index % 10},"a":"b"}`)
  return `{"list":[${items.join(',')}]}`
}

/** Members beside each level make up the size. */
function nested(levels: number, bytes: number): string {
  const filler = 'x'.repeat(bytes / levels - 12)
  return `${`{"f":"${filler}","n":`.repeat(levels)}1${'}'.repeat(levels)}`
}

interface Probe {
  /** Since it was last asked: in the time of the wall, and of this thread on a processor. */
  longest(): { wall: number; busy: number }
  stop(): void
}

/** The longest time in which nothing else could have run. */
function watchThread(): Probe {
  const busyMs = (): number => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  let last = { wall: performance.now(), busy: busyMs() }
  let longest = { wall: 0, busy: 0 }
  const timer = setInterval(() => {
    const now = { wall: performance.now(), busy: busyMs() }
    longest = {
      wall: Math.max(longest.wall, now.wall - last.wall - 1),
      busy: Math.max(longest.busy, now.busy - last.busy),
    }
    last = now
  }, 1)
  return {
    longest() {
      const result = longest
      longest = { wall: 0, busy: 0 }
      last = { wall: performance.now(), busy: busyMs() }
      return result
    },
    stop: () => clearInterval(timer),
  }
}

/** As the server does it: text both ways. The page itself is on another thread, and not here. */
function connect(core: Core): Client {
  const listeners = new Set<(message: unknown) => void>()
  const session = openSession(
    core,
    { host: 'server', allow: new Set(['read', 'write', 'exec']) },
    (message) => {
      const text = JSON.stringify(message)
      // Replies are looked at by hand: reading them again would be the page's work.
      if ('id' in message) {
        for (const listener of listeners) {
          listener(message)
        }
      } else if (text.length < 0) {
        throw new Error('never')
      }
    },
  )
  return createClient({
    send: (message) => session.receive(JSON.parse(JSON.stringify(message))),
    onMessage(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onClose: () => () => undefined,
  })
}

export async function benchAppThread(): Promise<BenchRow[]> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'hookbench-bench-'))
  const core = createCore({
    dataDir,
    host: 'server',
    version: '0.0.0-bench',
    cipher: createKeyFileCipher(dataDir),
    runtimeDir: path.resolve(import.meta.dirname, '../../out/runtime'),
    logger: silentLogger,
    preferences: { tunnelProvider: 'none', capturePort: 0 },
  })
  const answering = createServer((request, response) => {
    request.resume().on('end', () => response.end('y'.repeat(60_000)))
  })
  await new Promise<void>((resolve) => {
    answering.listen(0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(answering.address() as AddressInfo).port}/`
  const client = connect(core)
  const probe = watchThread()
  try {
    await pause(2000)
    probe.longest()
    await pause(idleMs)
    const idle = probe.longest().busy
    const rows: BenchRow[] = []
    for (const one of cases) {
      const blocked = await measure(client, one, url, probe)
      rows.push(row(`at work in one go at most: ${one.name}`, blocked, idle, 'the same core, idle'))
    }
    return rows
  } finally {
    probe.stop()
    client.dispose()
    await core.dispose()
    answering.closeAllConnections()
    answering.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function measure({ api }: Client, one: Case, url: string, probe: Probe): Promise<number> {
  const { id: sourceId, version } = await api['sources.create']({ name: one.name })
  await api['sources.saveCode']({ sourceId, code: one.code, baseVersion: version })
  await api['settings.save']({
    sourceId,
    settings: [
      {
        name: 'key',
        label: 'Key',
        type: 'STRING',
        description: '',
        required: false,
        encrypted: true,
        value: { kind: 'set', value: secret },
      },
    ],
  })
  const text = `{"payload":{"body":${one.body ?? JSON.stringify({ url })},"headers":{}}}`
  if (one.isRing === true) {
    await capture(api, sourceId)
  }
  const taken: string[] = []
  const longest: { wall: number; busy: number }[] = []
  await pause(500)
  for (let round = 0; round < rounds; round++) {
    probe.longest()
    if (one.isRing === true) {
      const { rows } = await api['ring.run']({ sourceId })
      taken.push(rows[0]?.now.status ?? 'none')
      await api['ring.accept']({ sourceId })
    } else {
      const run: Run = await api['runs.start']({
        sourceId,
        input: { kind: 'payload', text },
        options: { asDeployed: one.asDeployed ?? false },
        observe: one.observe ?? false,
      })
      taken.push(run.result.status)
      await pause(one.observe === true ? 3000 : 200)
    }
    const past = await api['history.runs']({ sourceId })
    await api['history.run']({ runId: past[0]?.id ?? '' })
    await api['runs.last']({ sourceId })
    longest.push(probe.longest())
  }
  const busy = middle(longest.map((each) => each.busy))
  const all = longest.map(({ wall }) => wall.toFixed(0)).join(' ')
  process.stderr.write(`  ${one.name}: ${taken.at(-1)}; ${all} ms, busy ${busy.toFixed(1)} ms\n`)
  await api['sources.delete']({ sourceId })
  return busy
}

async function capture(api: Client['api'], sourceId: string): Promise<void> {
  const { token } = await api['sources.get']({ sourceId })
  const { localUrl } = await api['capture.open']({ sourceId })
  for (let index = 0; index < 10; index++) {
    await fetch(`${localUrl ?? ''}/?b=${token}`, { method: 'POST', body: `{"n":${index}}` })
  }
  await api['capture.close']({ sourceId })
}
