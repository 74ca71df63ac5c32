/** Where a source pushes to, on the command line alone. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DATABASE_FILE } from '#main/store/database'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { startReceiver } from '../support/receiver.ts'
import { tempDir } from '../support/temp-dir.ts'
import { BUILD_LIMIT_MS, buildOnce, runCli } from './cli.ts'

beforeAll(buildOnce, BUILD_LIMIT_MS)

it('is shown, set, given a key that no list shows, and taken away', async () => {
  const dataDir = tempDir()
  const receiver = await startReceiver()
  onTestFinished(() => receiver.close())
  const sample = ['--source', 'sample', '--data', dataDir]
  const target = (...args: string[]) => runCli(['target', ...sample, ...args])

  expect(await target()).toMatchObject({ code: 0, stdout: expect.stringContaining('--url URL') })
  expect(await target('--url', `${receiver.url}/in/`)).toEqual({
    code: 0,
    stdout: `"sample" pushes JSON to ${receiver.url}/in/\n`,
    stderr: '',
  })
  expect(JSON.parse((await target('--json')).stdout)).toEqual({
    target: { kind: 'json', url: `${receiver.url}/in/` },
  })

  expect((await target('--segment', '--objects', receiver.url)).stdout).toContain(
    'no write key yet',
  )
  const file = path.join(tempDir(), 'key')
  writeFileSync(file, 'the-write-key\n')
  const keyed = await target('--write-key', file, '--tracking', receiver.url, '--json')
  expect(JSON.parse(keyed.stdout)).toEqual({
    target: {
      kind: 'segment',
      trackingUrl: receiver.url,
      objectsUrl: receiver.url,
      hasWriteKey: true,
    },
  })
  expect(readFileSync(path.join(dataDir, DATABASE_FILE)).includes('the-write-key')).toBe(false)
  const empty = await runCli(['target', ...sample, '--write-key', '-'], { stdin: '\n' })
  expect(empty).toMatchObject({ code: 2, stderr: expect.stringContaining('is empty') })

  expect((await target('--none', '--json')).stdout).toBe('{"target":null}\n')
  expect((await target('--segment')).stdout).toContain('no write key yet')
})
