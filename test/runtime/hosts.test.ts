/** Who shares a process with whom, and how many there are. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRuntime, type Runtime, type RuntimeOptions } from '#main/runtime/runtime'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { isAlive } from '../support/is-alive.ts'
import { runtimeDir } from './harness.ts'
import { toRequest } from './request.ts'

interface Watched {
  readonly runtime: Runtime
  /** Runs a function of the group and answers the process that it ran in. */
  readonly pidOf: (group: string) => Promise<number>
  /** What was told of processes. */
  readonly told: readonly string[]
}

function start(options: Partial<RuntimeOptions> = {}): Watched {
  const told: string[] = []
  const execPath = process.env['HOOKBENCH_TEST_EXEC'] ?? process.execPath
  const runtime = createRuntime({
    runtimeDir,
    execPath,
    patience: 8,
    log: (line) => void told.push(line),
    ...options,
  })
  onTestFinished(() => runtime.dispose())
  return {
    runtime,
    async pidOf(group) {
      const { status } = await runtime.run(toRequest('function onRequest() {}', { group }))
      expect(status).toBe('ok')
      return runtime.pid() ?? 0
    },
    told,
  }
}

describe('runs', () => {
  it('of one group share a process, those of two groups never do', async () => {
    const { pidOf } = start()
    const a = await pidOf('a')
    const b = await pidOf('b')
    expect(await pidOf('a')).toBe(a)
    expect(await pidOf('b')).toBe(b)
    expect(a).not.toBe(b)
  })

  it('of many groups, at the same time too, keep few processes', async () => {
    const { runtime, pidOf, told } = start()
    const first = await pidOf('first')
    const groups = ['a', 'b', 'c', 'd', 'e', 'f']
    const results = await Promise.all(
      groups.map((group) => runtime.run(toRequest('function onRequest() {}', { group }))),
    )
    expect(results.map(({ status }) => status)).toEqual(groups.map(() => 'ok'))
    // The one that was used longest ago makes room, which is nothing to tell.
    await expect.poll(() => isAlive(first), { timeout: 10_000 }).toBe(false)
    expect(isAlive(await pidOf('f'))).toBe(true)
    expect(told).toEqual([])
  })

  it('of more groups than there may be processes wait, also to be cancelled', async () => {
    const { runtime } = start()
    let [now, most] = [0, 0]
    const server = http.createServer((_request, response) => {
      now += 1
      most = Math.max(most, now)
      setTimeout(() => {
        now -= 1
        response.end()
      }, 1500)
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const code = `onRequest = () => fetch('http://127.0.0.1:${port}/')`
    const run = (group: string, signal?: AbortSignal) =>
      runtime.run(toRequest(code, { group }), signal)
    const cancel = new AbortController()
    const late = run('cancelled', cancel.signal)
    const all = Array.from({ length: 10 }, (_, index) => run(`group ${index}`))
    const last = run('cancelled too', cancel.signal)
    cancel.abort()
    const results = await Promise.all(all)
    expect(results.map(({ status }) => status)).toEqual(results.map(() => 'ok'))
    expect([await late, await last].map(({ error }) => error?.name)).toEqual([
      'Cancelled',
      'Cancelled',
    ])
    expect(most).toBeGreaterThan(1)
    expect(most).toBeLessThanOrEqual(4)
  })

  it('that wait for others in their process are not held to what it takes to start', async () => {
    const { runtime } = start({ graceMs: 200, patience: 1 })
    const code = 'onRequest = () => new Promise((done) => setTimeout(done, 700))'
    const results = await Promise.all(
      Array.from({ length: 20 }, () => runtime.run(toRequest(code, { group: 'a' }))),
    )
    // One that the machine makes late may time out; nobody else's waiting ends it.
    expect(results.map(({ status }) => status)).not.toContain('crashed')
  })

  it('of a new group take the process that is ready', async () => {
    const { runtime, pidOf } = start({ keepsSpare: true })
    const isThere = (): number => {
      const pid = runtime.pid()
      expect(pid).toBeGreaterThan(0)
      return pid ?? 0
    }
    const spare = await vi.waitFor(isThere, 10_000)
    expect(await pidOf('a')).toBe(spare)
    expect(await pidOf('b')).not.toBe(spare)
  })
})

describe('the end of a process', () => {
  it('is not told when the app ends it, also not of one that is only starting', async () => {
    const { runtime, pidOf, told } = start()
    const pid = await pidOf('a')
    runtime.warm()
    await runtime.dispose()
    expect(isAlive(pid)).toBe(false)
    expect(told).toEqual([])
  })

  it('is told when nobody asked for it', async () => {
    const { pidOf, told } = start()
    process.kill(await pidOf('a'), 'SIGKILL')
    await expect.poll(() => told.join()).toMatch(/^The runtime process ended \(SIGKILL\)/)
  })

  it('is not what a Ctrl+C in the terminal of the app asks for', async () => {
    const { pidOf, told } = start()
    const pid = await pidOf('a')
    process.kill(pid, 'SIGINT')
    expect(await pidOf('a')).toBe(pid)
    expect(told).toEqual([])
  })
})
