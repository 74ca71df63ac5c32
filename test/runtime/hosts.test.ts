/** Who shares a process with whom, and how many there are. */
import { EventEmitter, once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRuntime, type Runtime, type RuntimeOptions } from '#main/runtime/runtime'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { runtimeDir } from './harness.ts'
import { toRequest } from './request.ts'

interface Watched {
  readonly runtime: Runtime
  /** Runs a function of the group and answers the process that it ran in. */
  readonly pidOf: (group: string) => Promise<number>
  readonly ended: () => Promise<unknown>
}

function start(options: Partial<RuntimeOptions> = {}): Watched {
  const log = new EventEmitter()
  const execPath = process.env['HOOKBENCH_TEST_EXEC'] ?? process.execPath
  const runtime = createRuntime({
    runtimeDir,
    execPath,
    patience: 8,
    log: (line) => void log.emit('line', line),
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
    ended: () => once(log, 'line'),
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
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
    const { runtime, pidOf, ended } = start()
    const first = await pidOf('first')
    const end = ended()
    const groups = ['a', 'b', 'c', 'd', 'e', 'f']
    const results = await Promise.all(
      groups.map((group) => runtime.run(toRequest('function onRequest() {}', { group }))),
    )
    expect(results.map(({ status }) => status)).toEqual(groups.map(() => 'ok'))
    await end
    // The one that was used longest ago makes room.
    expect(isAlive(first)).toBe(false)
    expect(isAlive(await pidOf('f'))).toBe(true)
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
