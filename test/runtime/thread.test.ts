import { copyFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { planPush } from '#main/delivery/plan-push'
import { createLocalEngine, createThreadEngine, type Engine } from '#main/runtime/engine'
import { ThreadConnection } from '#main/runtime/thread/thread-connection'
import type { RunResult } from '#preload/model'
import { isPacked, previewOf, unpacked } from '#preload/model/packed-output'
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { isAlive } from '../support/is-alive.ts'
import { startReceiver } from '../support/receiver.ts'
import { tempDir } from '../support/temp-dir.ts'
import { runtimeDir } from './harness.ts'
import { toRequest, type Case } from './request.ts'

const key = 's3cret-key-of-the-api'
const options = { runtimeDir, log: () => undefined, ownPorts: () => [] }
const threaded = createThreadEngine(options)
const local = createLocalEngine(options)
afterAll(() => Promise.all([threaded.dispose(), local.dispose()]))

/** What does not depend on the machine. */
function told({ durationMs: _d, timing: _t, memory: _m, ...result }: RunResult): object {
  return result
}

/** To the thread of a folder, which is soon taken for stuck. */
function impatient(dir: string): ThreadConnection {
  const thread = new ThreadConnection({
    runtimeDir: dir,
    execPath: process.execPath,
    keepsSpare: false,
    log: () => undefined,
    silentMs: 400,
  })
  onTestFinished(() => thread.dispose())
  return thread
}

const emit = (count: number): string => `function onRequest(request, { key }) {
  console.log('with', key)
  for (let i = 0; i < ${count}; i++) {
    Segment.track({ event: 'E', userId: i + 1, properties: { key } })
  }
}`

async function both(code: string, given: Case = {}): Promise<[RunResult, RunResult]> {
  const request = toRequest(code, { settings: { key }, secrets: [key], ...given })
  return [await threaded.runtime.run(request), await local.runtime.run(request)]
}

describe('the runtime in a thread', () => {
  it.each([
    ['a small output', emit(2)],
    ['a large output', emit(5000)],
    [
      'a text of half a megabyte',
      `onRequest = (r, { key }) => { Segment.set({ collection: 'a', id: 'x', properties: { t: key + 'y'.repeat(500000) } }) }`,
    ],
    [
      'levels that few would follow',
      `onRequest = () => { let v = 1; for (let i = 0; i < 900; i++) v = [v]; Segment.track({ event: 'E', userId: 'u', properties: { v } }) }`,
    ],
    ['an error', `onRequest = (r, { key }) => { throw new ValidationError(key) }`],
    ['an endless loop', `onRequest = () => { for (;;); }`],
    [
      'a forged result',
      `onRequest = () => { Segment.track.constructor('return 1')(); throw null }`,
    ],
  ])('gives what it gives without one: %s', async (_, code) => {
    const [one, other] = await both(code)
    expect(told(one)).toEqual(told(other))
  })

  it('hands out large outputs as text, their secrets masked apart, and the first of it to show', async () => {
    const { output, shown } = (await both(emit(5000)))[0]
    if (output === null || shown === undefined || !isPacked(output) || !isPacked(shown)) {
      throw new Error('not packed')
    }
    expect(output).toMatchObject({ events: 5000, objects: 0 })
    expect(unpacked(output).events[4999]).toMatchObject({ userId: 5000, properties: { key } })
    expect(shown.json + shown.preview).not.toContain(key)
    const { events } = previewOf(shown)
    expect(events.length).toBeGreaterThan(1000)
    expect(events).toEqual(unpacked(shown).events.slice(0, events.length))
  })

  it('leaves this one free while it parses and checks', async () => {
    await both(emit(10))
    const request = toRequest(emit(40_000), { settings: { key }, secrets: [key] })
    const before = process.threadCpuUsage()
    const { status } = await threaded.runtime.run(request)
    const { user, system } = process.threadCpuUsage(before)
    expect(status).toBe('invalid')
    // Some 300 ms of work, of which this thread has the taking over of a few megabytes.
    expect((user + system) / 1000).toBeLessThan(100)
  })

  it('tells what observed runs reach, records and replays calls', async () => {
    const receiver = await startReceiver()
    onTestFinished(() => receiver.close())
    const code = `async function onRequest() { await fetch('${receiver.url}/a'); if (1 > 2) { Segment.set() } }`
    const recordings: unknown[] = []
    const record = (recording: unknown): void => void recordings.push(recording)
    const { result, observation } = await threaded.observer.run(
      toRequest(code, { network: { record } }),
    )
    expect(result.calls).toMatchObject([{ status: 200, from: 'network' }])
    expect(recordings).toMatchObject([{ cassette: { calls: [{ status: 200 }] } }])
    expect(await observation).toMatchObject({ outcome: 'observed' })
    const { cassette } = recordings[0] as { cassette: object }
    const replayed = await threaded.runtime.run(
      toRequest(code, { network: { policy: 'none', replay: JSON.stringify(cassette) } }),
    )
    expect(replayed.calls).toMatchObject([{ status: 200, from: 'cassette' }])
    const failing = await threaded.runtime.run(
      toRequest(code, { network: { record: () => Promise.reject(new Error('no room')) } }),
    )
    expect(failing.notices.join()).toContain('The calls of this run were not recorded.')
  })

  it('is given recorded calls anew that it has let go of', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const recorded = {
      method: 'GET',
      url: 'http://h.example/a',
      bodySha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      status: 200,
      body: { text: 'x'.repeat(100_000) },
    }
    const replay = JSON.stringify({ version: 1, calls: [recorded] })
    const code = `const onRequest = () => fetch('http://h.example/a')`
    for (let round = 0; round < 3; round++) {
      const run = threaded.runtime.run(toRequest(code, { network: { policy: 'none', replay } }))
      expect((await run).calls).toMatchObject([{ status: 200, from: 'cassette' }])
      vi.advanceTimersByTime(round * 20_000)
    }
  })

  it('cancels a run, and whoever cancels before it starts', async () => {
    const controller = new AbortController()
    const run = threaded.runtime.run(
      toRequest('onRequest = () => new Promise(() => {})', { profile: 'current' }),
      controller.signal,
    )
    controller.abort()
    expect(await run).toMatchObject({ error: { name: 'Cancelled' } })
    expect(await threaded.runtime.run(toRequest(emit(1)), controller.signal)).toMatchObject({
      error: { name: 'Cancelled' },
    })
  })

  it('works on payloads and refuses them as it does without one', async () => {
    const text = `{"payload":{"body":${JSON.stringify('x'.repeat(100_000))}}}`
    const [one, other] = [
      await threaded.work.parsePayload(text),
      await local.work.parsePayload(text),
    ]
    expect(Buffer.from(one.request.body)).toEqual(Buffer.from(other.request.body))
    await expect(threaded.work.parsePayload(`${text},`)).rejects.toMatchObject({
      code: 'invalid_input',
      details: { line: 1, column: text.length + 1 },
    })
  })

  it('does the work of others, too', async () => {
    const request = {
      json: '{"events":[{"type":"track","event":"E","userId":"u"}],"objects":[]}',
      shownJson: null,
      target: {
        kind: 'segment' as const,
        trackingUrl: 'https://t.example',
        objectsUrl: 'https://o.example',
        hasWriteKey: true,
      },
      idPrefix: 'i',
      timestamp: 'then',
      sentAt: 'now',
    }
    const there = threaded.elsewhere('planPush', planPush)
    expect(await there(request)).toEqual(planPush(request))
  })

  it('ends with its processes', async () => {
    const engine = createThreadEngine(options)
    await engine.runtime.run(toRequest(emit(1)))
    const pid = engine.runtime.pid() ?? 0
    expect(isAlive(pid)).toBe(true)
    await engine.dispose()
    expect(isAlive(pid)).toBe(false)
    await expect(engine.runtime.run(toRequest(emit(1)))).rejects.toThrow('closing')
  })

  it('ends once for all who end it', async () => {
    const engine = createThreadEngine(options)
    await engine.runtime.run(toRequest(emit(1)))
    const startedAt = performance.now()
    await Promise.all([engine.dispose(), engine.dispose()])
    expect(performance.now() - startedAt).toBeLessThan(4000)
  })

  it('refuses what cannot be copied, and waits for no answer to it', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const thread = impatient(runtimeDir)
    const call = { type: 'work', name: 'parsePayload', args: [() => 'a function'] } as const
    await expect(thread.call(call)).rejects.toThrow('could not be cloned')
    await thread.call({ ...call, args: ['{"payload":{"body":1}}'] })
    // It is asked whether it lives as long as something waits for it.
    vi.advanceTimersByTime(100)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a thread that ends', () => {
  /** In a folder where it is not the real one yet. */
  function startBroken(script: string): { engine: Engine; mend: () => void; logs: string[] } {
    const dir = tempDir()
    const logs: string[] = []
    writeFileSync(path.join(dir, 'thread.cjs'), script)
    const engine = createThreadEngine({
      ...options,
      runtimeDir: dir,
      log: (message) => logs.push(message),
    })
    onTestFinished(() => engine.dispose())
    return {
      engine,
      mend: () => copyFileSync(path.join(runtimeDir, 'thread.cjs'), path.join(dir, 'thread.cjs')),
      logs,
    }
  }

  const payload = `{"payload":{"body":${JSON.stringify('x'.repeat(100_000))}}}`

  it('fails what waits for it with a clear error, and is started anew by the next', async () => {
    const { engine, mend, logs } = startBroken(
      `require('node:worker_threads').parentPort.on('message', () => { throw new Error('no memory') })`,
    )
    const failed = await Promise.allSettled([
      engine.work.parsePayload(payload),
      engine.work.parsePayload(payload),
    ])
    expect(failed).toMatchObject(
      [1, 2].map(() => ({
        status: 'rejected',
        reason: { code: 'runtime_failed', message: expect.stringContaining('no memory') as string },
      })),
    )
    expect(logs.join()).toContain('no memory')
    mend()
    expect((await engine.work.parsePayload(payload)).request.body.length).toBe(100_000)
  })

  it('is ended when it is stuck', async () => {
    const dir = tempDir()
    writeFileSync(path.join(dir, 'thread.cjs'), 'for (;;);')
    const thread = impatient(dir)
    await expect(
      thread.call({ type: 'work', name: 'parsePayload', args: [payload] }),
    ).rejects.toMatchObject({ code: 'runtime_failed' })
  })

  it('is not taken for stuck by a process that slept itself', async () => {
    const dir = tempDir()
    writeFileSync(
      path.join(dir, 'thread.cjs'),
      `const { parentPort } = require('node:worker_threads')
       let pings = 0
       parentPort.on('message', ({ type }) => {
         parentPort.postMessage({ type: 'pong' })
         pings += type === 'ping' ? 1 : 0
         if (pings === 2) parentPort.postMessage({ type: 'answer', id: 1, value: 'here' })
         if (type === 'dispose') parentPort.postMessage({ type: 'disposed' })
       })`,
    )
    const thread = impatient(dir)
    const answer = thread.call({ type: 'work', name: 'parsePayload', args: [payload] })
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 800)
    expect(await answer).toBe('here')
  })

  it('takes its processes along, and their folders', async () => {
    const dir = tempDir()
    const folders = tempDir()
    vi.stubEnv('TMPDIR', folders)
    onTestFinished(() => void vi.unstubAllEnvs())
    writeFileSync(
      path.join(dir, 'thread.cjs'),
      `require('node:worker_threads').parentPort.on('message', ({ type }) => type === 'protect-port' && process.exit(3))
       require('node:worker_threads').workerData.runtimeDir = ${JSON.stringify(runtimeDir)}
       require(${JSON.stringify(path.join(runtimeDir, 'thread.cjs'))})`,
    )
    const engine = createThreadEngine({ ...options, runtimeDir: dir })
    onTestFinished(() => engine.dispose())
    await engine.runtime.run(toRequest(emit(1)))
    const pid = engine.runtime.pid() ?? 0
    expect(readdirSync(folders)).not.toEqual([])
    const endless = engine.runtime.run(
      toRequest('onRequest = () => { for (;;); }', { profile: 'current' }),
    )
    engine.runtime.protectPort(1)
    await expect(endless).rejects.toMatchObject({ code: 'runtime_failed' })
    await expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false)
    await expect.poll(() => readdirSync(folders)).toEqual([])
  })
})
