/** What a process leaves that is killed, and who removes it. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createThreadEngine } from '#main/runtime/engine'
import { expect, it, onTestFinished, vi } from 'vitest'
import { isAlive } from '../support/is-alive.ts'
import { tempDir } from '../support/temp-dir.ts'
import { createHarness, runtimeDir } from './harness.ts'
import { toRequest } from './request.ts'

const { runtime } = createHarness()
const childFile = fileURLToPath(new URL('./left-folders-child.ts', import.meta.url))

interface Started {
  readonly child: ChildProcess
  readonly hostPid: number
}

async function start(): Promise<Started> {
  const child = fork(childFile, [runtimeDir])
  onTestFinished(() => void child.kill('SIGKILL'))
  const [hostPid] = (await once(child, 'message')) as [number]
  return { child, hostPid }
}

async function kill({ child, hostPid }: Started): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
  await expect.poll(() => isAlive(hostPid), { timeout: 10_000 }).toBe(false)
}

it('is removed by the next process, which leaves alone what is not its own', async () => {
  const temporary = tempDir()
  vi.stubEnv('TMPDIR', temporary)
  onTestFinished(() => void vi.unstubAllEnvs())
  const killed = await start()
  const living = await start()
  const [left = '', ...others] = readdirSync(temporary).filter((name) =>
    name.includes(`-${killed.child.pid}-`),
  )
  expect(others).toEqual([])
  await kill(killed)
  expect(existsSync(path.join(temporary, left))).toBe(true)

  const target = path.join(tempDir(), 'target')
  mkdirSync(target)
  symlinkSync(target, path.join(temporary, `${left}-link`))
  writeFileSync(path.join(temporary, `${left}-file`), '')
  const ofDead = `-${killed.child.pid}-`
  const kept = [
    `${left}-link`,
    `${left}-file`,
    // Of another machine, and of another program.
    left.replace(/^hookbench-run-\w+/, 'hookbench-run-0000000g'),
    `mine${ofDead}abcdef`,
  ]
  for (const name of kept.slice(2)) {
    mkdirSync(path.join(temporary, name))
  }
  if (process.getuid?.() === 0) {
    const foreign = `${left}-foreign`
    mkdirSync(path.join(temporary, foreign))
    chownSync(path.join(temporary, foreign), 12_345, 12_345)
    kept.push(foreign)
  }
  const ofLiving = readdirSync(temporary).filter((name) => name.includes(`-${living.child.pid}-`))
  expect(ofLiving).toHaveLength(1)

  await runtime.run(toRequest('function onRequest() {}'))
  await expect.poll(() => existsSync(path.join(temporary, left))).toBe(false)
  expect(readdirSync(temporary)).toEqual(expect.arrayContaining([...kept, ...ofLiving]))
  expect(existsSync(target)).toBe(true)
})

it('is removed at the start of the app, before anything is run', async () => {
  const temporary = tempDir()
  vi.stubEnv('TMPDIR', temporary)
  onTestFinished(() => void vi.unstubAllEnvs())
  const killed = await start()
  await kill(killed)
  const [left = ''] = readdirSync(temporary)
  expect(left).toMatch(/^hookbench-run-/)
  const engine = createThreadEngine({ runtimeDir, log: () => undefined, ownPorts: () => [] })
  onTestFinished(() => engine.dispose())
  engine.start()
  await expect.poll(() => existsSync(path.join(temporary, left)), { timeout: 10_000 }).toBe(false)
})
