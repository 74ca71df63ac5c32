/** The main job on the command line: capture, look, push; two processes on one folder. */
import { createHash } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createCore } from '#main/core/create-core'
import { createInProcessTransport } from '#main/core/in-process'
import { silentLogger } from '#main/core/logger'
import { DATABASE_FILE } from '#main/store/database'
import Sqlite from 'better-sqlite3'
import { createKeyFileCipher } from '#main/secrets/key-file-cipher'
import { createClient, type Client } from '#preload/client'
import { startReceiver } from '../support/receiver.ts'
import { startRelay } from '../support/relay.ts'
import { tempDir } from '../support/temp-dir.ts'
import {
  BUILD_LIMIT_MS,
  buildOnce,
  jsonLines,
  runCli,
  runCliUnread,
  startCli,
  type RunningCli,
} from './cli.ts'

beforeAll(buildOnce, BUILD_LIMIT_MS)

function forOrders(dataDir: string): string[] {
  return ['--source', 'orders', '--data', dataDir]
}

function capture(dataDir: string, ...more: string[]): RunningCli {
  const args = ['capture', '--json', '--port', '0', ...forOrders(dataDir)]
  const running = startCli([...args, ...more])
  onTestFinished(() => running.interrupt())
  return running
}

async function send(line: Readonly<Record<string, unknown>>, body: string): Promise<number> {
  const response = await fetch(
    `${String(line['localUrl'])}/orders?b=${String(line['token'])}&x=%20y`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    },
  )
  return response.status
}

/** Does what the command line has no verb for, as the app on the same folder would. */
async function asTheApp(
  dataDir: string,
  work: (client: Client) => Promise<unknown>,
): Promise<void> {
  const core = createCore({
    dataDir,
    host: 'electron',
    version: '0',
    cipher: createKeyFileCipher(dataDir),
    runtimeDir: dataDir,
    logger: silentLogger,
  })
  const transport = createInProcessTransport(core, {
    host: 'electron',
    allow: new Set(['read', 'write']),
  })
  try {
    await work(createClient(transport))
  } finally {
    transport.close()
    await core.dispose()
  }
}

describe('capture', () => {
  it('makes the source, reports, answers the sender, and stops at the count', async () => {
    const dataDir = tempDir()
    const running = capture(dataDir, '--tunnel', 'none', '--count', '2')
    const listening = await running.next('listening')
    expect(listening['publicUrl']).toBeNull()
    expect(listening['localUrl']).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(await running.next('tunnel')).toMatchObject({ state: 'idle' })
    expect(await send(listening, '{"n":1}')).toBe(200)
    expect(await running.next('captured')).toMatchObject({ number: 1, method: 'POST', size: 7 })
    expect(await send(listening, '{"n":22}')).toBe(200)
    const { code, stdout, stderr } = await running.finished
    expect(stderr).toBe('')
    expect(code).toBe(0)
    expect(jsonLines(stdout).map((line) => line.type)).toEqual([
      'listening',
      'tunnel',
      'captured',
      'captured',
      'closed',
    ])
    expect(jsonLines(stdout).at(-1)).toEqual({ type: 'closed', reason: 'count', captured: 2 })

    const events = await runCli(['events', '--json', ...forOrders(dataDir)])
    const [first, second] = jsonLines(events.stdout) as unknown as Record<string, unknown>[]
    expect(Object.keys(first ?? {}).join()).toBe(
      'id,receivedAt,method,path,query,rawHeaders,size,bodySha256,bodyBase64',
    )
    expect(first).toMatchObject({
      path: '/orders',
      query: `b=${String(listening['token'])}&x=%20y`,
      size: 7,
      bodyBase64: Buffer.from('{"n":1}').toString('base64'),
      bodySha256: createHash('sha256').update('{"n":1}').digest('hex'),
    })
    expect(first?.['rawHeaders']).toContainEqual(['content-type', 'application/json'])
    expect(second).toMatchObject({ size: 8 })

    const sources = await runCli(['sources', '--json', '--data', dataDir])
    expect(jsonLines(sources.stdout)).toContainEqual(
      expect.objectContaining({ slug: 'orders', eventCount: 2 }),
    )
  })

  it('closes at the end of the window', async () => {
    const running = capture(tempDir(), '--tunnel', 'none', '--window', '1')
    expect(await running.next('closed')).toMatchObject({ reason: 'window' })
    expect(await running.finished).toMatchObject({ code: 0, stderr: '' })
  })

  it('listens at the port that was asked for or not at all', async () => {
    const receiver = await startReceiver()
    onTestFinished(() => receiver.close())
    const { port } = new URL(receiver.url)
    const dataDir = tempDir()
    const args = ['capture', '--port', port, '--tunnel', 'none', ...forOrders(dataDir)]
    const taken = await runCli(args)
    expect(taken).toMatchObject({ code: 1, stdout: '' })
    expect(taken.stderr).toContain(`Port ${port} is in use by another program`)
    expect(taken.stderr).toContain('--port')
    expect(receiver.requests).toEqual([])
    // What was refused leaves no source behind.
    const { stdout } = await runCli(['sources', '--json', '--data', dataDir])
    expect(jsonLines(stdout).map(({ slug }) => slug)).toEqual(['sample'])
  })

  it('closes cleanly when it is interrupted, and can be opened again', async () => {
    const dataDir = tempDir()
    const first = capture(dataDir, '--tunnel', 'none')
    const { token } = (await first.next('listening')) as { token?: unknown }
    first.interrupt()
    expect(await first.next('closed')).toMatchObject({ reason: 'interrupted' })
    expect(await first.finished).toMatchObject({ code: 0, stderr: '' })
    const second = capture(dataDir, '--tunnel', 'none')
    expect(await second.next('listening')).toMatchObject({ token })
    second.interrupt()
    await second.finished
  })

  it('takes an own public address as it is', async () => {
    const running = capture(tempDir(), '--tunnel', 'https://hooks.example/dev/', '--count', '1')
    expect(await running.next('listening')).toMatchObject({
      publicUrl: 'https://hooks.example/dev',
    })
    running.interrupt()
    expect(await running.finished).toMatchObject({ code: 0 })
  })

  it('gives the public address of the relay in its first line, and captures through it', async () => {
    const relay = await startRelay()
    onTestFinished(() => relay.close())
    const running = capture(tempDir(), '--relay', relay.url, '--count', '1')
    const { publicUrl, token } = (await running.next('listening')) as {
      publicUrl?: unknown
      token?: unknown
    }
    expect(publicUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(await running.next('tunnel')).toMatchObject({ provider: 'localtunnel', publicUrl })
    const answer = await fetch(`${String(publicUrl)}/?b=${String(token)}`, {
      method: 'POST',
      body: '{"through":"the relay"}',
    })
    expect(answer.status).toBe(200)
    expect(await running.next('captured')).toMatchObject({ size: 23 })
    expect(await running.next('closed')).toMatchObject({ reason: 'count' })
    expect(await running.finished).toMatchObject({ code: 0, stderr: '' })
  })

  it('gives the local address although the relay never answers', async () => {
    const relay = await startRelay()
    relay.mode = 'stall'
    onTestFinished(() => relay.close())
    const running = capture(tempDir(), '--relay', relay.url)
    const listening = await running.next('listening')
    expect(listening['publicUrl']).toBeNull()
    expect(await send(listening, '{}')).toBe(200)
    running.interrupt()
    expect(await running.finished).toMatchObject({ code: 0, stderr: '' })
  })

  it('asks before it uses a third party that nobody named, and captures locally meanwhile', async () => {
    const running = capture(tempDir(), '--count', '1')
    const listening = await running.next('listening')
    expect(listening['publicUrl']).toBeNull()
    expect(await running.next('tunnel')).toMatchObject({
      provider: 'localtunnel',
      state: 'idle',
      message: expect.stringContaining('Your consent is needed'),
    })
    expect(await send(listening, '{}')).toBe(200)
    expect(await running.next('closed')).toMatchObject({ reason: 'count' })
    expect(await running.finished).toMatchObject({ code: 0, stderr: '' })
  })

  it('goes on locally when the relay is dead, and says so', async () => {
    // Port 1 refuses at once.
    const running = capture(tempDir(), '--relay', 'http://127.0.0.1:1', '--count', '1')
    const listening = await running.next('listening')
    expect(listening['publicUrl']).toBeNull()
    expect(await running.next('tunnel')).toMatchObject({ provider: 'localtunnel', publicUrl: null })
    expect(await send(listening, '{}')).toBe(200)
    expect(await running.next('closed')).toMatchObject({ reason: 'count' })
    expect(await running.finished).toMatchObject({ code: 0 })
  })

  it('is told who has the port, when another process on the folder has it', async () => {
    const dataDir = tempDir()
    const first = capture(dataDir, '--tunnel', 'none')
    await first.next('listening')
    const second = await runCli(
      ['capture', '--json', '--port', '0', '--tunnel', 'none'].concat(forOrders(dataDir)),
    )
    expect(second.code).toBe(1)
    expect(second.stdout).toBe('')
    expect(second.stderr).toContain('command line')
    const other = ['capture', '--source', 'other', '--port', '0', '--data', dataDir]
    expect(await runCli(other)).toMatchObject({ code: 1 })
    const { stdout } = await runCli(['sources', '--json', '--data', dataDir])
    expect(jsonLines(stdout).map(({ slug }) => slug)).not.toContain('other')
    first.interrupt()
    await first.finished
  })

  it('ends when another process captures in its place, and says so', async () => {
    const dataDir = tempDir()
    const running = capture(dataDir, '--tunnel', 'none')
    await running.next('listening')
    // As after the clock was set forward: the app takes the holder for dead.
    const database = new Sqlite(path.join(dataDir, DATABASE_FILE))
    database.prepare("UPDATE leases SET since = '2020-01-01T00:00:00.000Z'").run()
    database.close()
    await asTheApp(dataDir, async ({ api }) => {
      const source = (await api['sources.list']({})).find(({ slug }) => slug === 'orders')
      await api['capture.open']({ sourceId: source?.id ?? '' })
      expect(await running.next('closed')).toMatchObject({ reason: 'taken-over', captured: 0 })
      const { code, stderr } = await running.finished
      expect(code).toBe(1)
      expect(stderr).toMatch(/^Webhooks are being captured by the desktop app .*process \d+.*\n$/)
      // The other one captures for it, though this one made it.
      expect((await api['sources.list']({})).map(({ slug }) => slug)).toContain('orders')
      expect((await api['capture.status']({})).takenOver).toBeNull()
    })
  })
})

describe('push', () => {
  it('runs the newest event and reports each request', async () => {
    const dataDir = tempDir()
    const receiver = await startReceiver()
    onTestFinished(() => receiver.close())
    const running = capture(dataDir, '--tunnel', 'none', '--count', '1')
    await send(await running.next('listening'), '{"n":5}')
    await running.finished
    const push = ['push', ...forOrders(dataDir)]

    const without = await runCli(push)
    expect(without).toMatchObject({ code: 1, stdout: '' })
    expect(without.stderr).not.toBe('')

    await asTheApp(dataDir, async ({ api }) => {
      const source = (await api['sources.list']({})).find(({ slug }) => slug === 'orders')
      const sourceId = source?.id ?? ''
      await api['target.set']({ sourceId, target: { kind: 'json', url: `${receiver.url}/p` } })
      await api['sources.saveCode']({
        sourceId,
        baseVersion: 1,
        code: `async function onRequest(request) {
          if (request.json().n !== 5) throw new Error('no')
          Segment.track({ event: 'Five', userId: 'u' })
        }`,
      })
    })
    const text = await runCli(push)
    expect(text).toMatchObject({ code: 0, stderr: '' })
    expect(text.stdout).toMatch(/^ok +200 +POST .*\/p/)
    expect(JSON.parse(receiver.requests[0]?.body ?? '')).toMatchObject({
      events: [{ event: 'Five', userId: 'u' }],
    })

    receiver.answer = { status: 500, body: 'broken' }
    const failed = await runCli([...push, '--json'])
    expect(failed.code).toBe(1)
    expect(JSON.parse(failed.stdout)).toMatchObject({
      run: { result: { status: 'ok' } },
      push: { ok: false, requests: [{ status: 500 }] },
    })

    await asTheApp(dataDir, async ({ api }) => {
      const source = (await api['sources.list']({})).find(({ slug }) => slug === 'orders')
      const code = 'onRequest = () => {}'
      await api['sources.saveCode']({ sourceId: source?.id ?? '', baseVersion: 2, code })
    })
    expect(await runCli(push)).toEqual({
      code: 0,
      stdout: 'The output is empty: there was nothing to push.\n',
      stderr: '',
    })
  })
})

describe('run', () => {
  it('prints everything to a reader that takes its time', async () => {
    const file = path.join(tempDir(), 'function.js')
    writeFileSync(
      file,
      `onRequest = () => {
  for (let n = 0; n < 40; n++) Segment.track({ event: 'E' + n, userId: 'u', properties: { text: 'x'.repeat(30000) } })
}`,
    )
    const { code, stdout } = await runCliUnread(['run', file, '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ status: 'ok', output: { events: { length: 40 } } })
  })

  it('needs no data folder and prints one JSON object', async () => {
    const dir = tempDir()
    const dataDir = path.join(dir, 'untouched')
    const file = path.join(dir, 'function.js')
    writeFileSync(
      file,
      `async function onRequest(request) {
        Segment.track({ event: 'A', userId: request.json().user })
      }`,
    )
    const { code, stdout, stderr } = await runCli(['run', file, '--payload', '-', '--json'], {
      stdin: '{"user":"u9"}',
      env: { HOOKBENCH_DATA: dataDir },
    })
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'ok',
      output: { events: [{ event: 'A', userId: 'u9' }] },
    })
    expect(code).toBe(0)
    expect(existsSync(dataDir)).toBe(false)
  })
})
