/** `npm start` and `hookbench serve`: the address, the browser mode fallback, and their ends. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { tempDir } from '../support/temp-dir.ts'
import { bin, BUILD_LIMIT_MS, buildOnce, runCli, startCli } from './cli.ts'

beforeAll(buildOnce, BUILD_LIMIT_MS)

const root = path.resolve(import.meta.dirname, '../..')

describe('serve', () => {
  it('prints an address that works and ends on Ctrl+C', async () => {
    const child = spawn(process.execPath, [bin, 'serve', '--port', '0', '--data', tempDir()], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    const url = /http:\S+/.exec(line.toString())?.[0] ?? ''
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303)
    expect((await fetch(new URL('/', url))).status).toBe(403)
    child.kill('SIGINT')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  it('says that a given port is taken', async () => {
    const first = startCli(['serve', '--port', '0', '--json', '--data', tempDir()])
    onTestFinished(() => first.interrupt())
    const address = await first.next('serving')
    const second = await runCli(['serve', '--port', String(address['port']), '--data', tempDir()])
    expect(second).toMatchObject({ code: 1, stdout: '' })
    expect(second.stderr).toMatch(/in use.*--port/)
    first.interrupt()
    expect((await first.finished).code).toBe(0)
  })
})

describe('start', () => {
  it.runIf(process.platform === 'linux')('starts browser mode without a display', async () => {
    const child = spawn(
      process.execPath,
      [path.join(root, 'scripts/start.mjs'), '--data', tempDir(), '--port', '0'],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' },
      },
    )
    onTestFinished(() => void child.kill('SIGKILL'))
    let stderr = ''
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()))
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    expect(line.toString()).toMatch(/^Hookbench is at http:\/\/127\.0\.0\.1:\d+\/\?token=/)
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(
        /^Electron cannot start: there is no display .*browser mode instead\.$/,
      ),
    ])
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })
})

/** A Node of the machine itself that is too old for the project; there may be none. */
const oldNode = (process.env['PATH'] ?? '')
  .split(path.delimiter)
  .map((folder) => path.join(folder, 'node'))
  .find((file) => {
    const { stdout } = spawnSync(file, ['-p', 'process.versions.napi'], { encoding: 'utf8' })
    return Number(stdout) > 0 && Number(stdout) < 10
  })

describe('an old Node', () => {
  it.runIf(oldNode)('hands over to the one among the dev dependencies', async () => {
    const node = oldNode ?? ''
    expect(await runCli(['sources', '--data', tempDir()], { node, script: bin })).toMatchObject({
      code: 0,
    })
    expect(await runCli(['sources', '--nothing'], { node, script: bin })).toMatchObject({
      code: 2,
      stdout: '',
    })
  })

  it.runIf(oldNode)('takes the newer one with it when it is killed', async () => {
    const args = [bin, 'serve', '--port', '0', '--json', '--data', tempDir()]
    const child = spawn(oldNode ?? '', args, { stdio: ['ignore', 'pipe', 'ignore'] })
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    const { url } = JSON.parse(line.toString()) as { url: string }
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303)
    child.kill('SIGKILL')
    // The output is shared: it closes when the last of the two has gone.
    await once(child, 'close')
    await expect(fetch(url, { redirect: 'manual' })).rejects.toThrow('fetch failed')
  })
})
