/** A host that does not come: who waits for it is told in time, and nothing is left behind. */
import { spawnSync } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { createRuntime, type Runtime } from '#main/runtime/runtime'
import { expect, it, onTestFinished } from 'vitest'
import { tempDir } from '../support/temp-dir.ts'
import { toRequest } from './request.ts'

const request = toRequest('function onRequest() {}')

/** Its process starts as any host does, and then never says that it is ready. */
function createMute(hostStartMs?: number): {
  readonly runtime: Runtime
  readonly ended: Promise<string>
  readonly isThere: () => boolean
} {
  const runtimeDir = tempDir()
  writeFileSync(path.join(runtimeDir, 'host.cjs'), 'setInterval(() => {}, 1000)')
  const logged = new EventEmitter()
  const ended = once(logged, 'line').then(([line]) => String(line))
  const runtime = createRuntime({
    runtimeDir,
    log: (line) => void logged.emit('line', line),
    ...(hostStartMs === undefined ? {} : { hostStartMs }),
  })
  onTestFinished(() => runtime.dispose())
  const isThere = (): boolean =>
    spawnSync('ps', ['-ewwo', 'args='], { encoding: 'utf8' }).stdout.includes(runtimeDir)
  return { runtime, ended, isThere }
}

it('is given a deadline, after which the run says why there is none', async () => {
  const { runtime, ended } = createMute(300)
  await expect(runtime.run(request)).rejects.toMatchObject({
    code: 'runtime_failed',
    message: 'The runtime process was not ready within 0.3 s and was stopped.',
    hint: expect.stringContaining('Try again.') as string,
  })
  expect(await ended).toMatch(/^The runtime process ended \(SIGKILL\)/)
  // The next one is a new try.
  await expect(runtime.run(request)).rejects.toMatchObject({ code: 'runtime_failed' })
})

it('is not waited for by a run that is cancelled', async () => {
  const { runtime } = createMute()
  const controller = new AbortController()
  const run = runtime.run(request, controller.signal)
  controller.abort()
  expect(await run).toMatchObject({ status: 'error', error: { name: 'Cancelled' } })
  const late = await runtime.run(request, controller.signal)
  expect(late).toMatchObject({ status: 'error', error: { name: 'Cancelled' } })
})

it('goes with whoever started it', async () => {
  const { runtime, isThere } = createMute()
  const run = expect(runtime.run(request)).rejects.toThrow('Hookbench is closing.')
  await expect.poll(isThere).toBe(true)
  await runtime.dispose()
  await run
  expect(isThere()).toBe(false)
})
