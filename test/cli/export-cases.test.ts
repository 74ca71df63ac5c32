/** From a source to a folder that `hookbench test` runs. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { tempDir } from '../support/temp-dir.ts'
import { BUILD_LIMIT_MS, buildOnce, runCli } from './cli.ts'

beforeAll(buildOnce, BUILD_LIMIT_MS)

it('writes the sample source as cases, which are new until they are accepted', async () => {
  const data = tempDir()
  const dir = path.join(data, 'cases-of-sample')
  const args = ['export', '--source', 'sample', '--cases', dir, '--data', data]
  const written = await runCli(args)
  expect(written).toMatchObject({ code: 0, stdout: `1 case written to ${dir}.\n` })
  expect(written.stderr).toContain('Sample payload expects nothing yet')

  expect(await runCli(['test', dir])).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('1 new') as string,
  })
  expect((await runCli(['test', dir, '--update'])).code).toBe(0)
  expect(await runCli(['test', dir])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('1 passed, 0 failed') as string,
  })
})

it('leaves a folder alone that holds something, and wants a source', async () => {
  const data = tempDir()
  const dir = path.join(data, 'mine')
  mkdirSync(dir)
  writeFileSync(path.join(dir, 'function.js'), 'mine')
  const args = ['--cases', dir, '--data', data]
  expect(await runCli(['export', '--source', 'sample', ...args])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is not empty') as string,
  })
  expect((await runCli(['export', 'evt_1', '--as', 'curl', ...args])).code).toBe(2)
})

it('leaves senders’ credentials out unless they are asked for', async () => {
  const data = tempDir()
  const sent = path.join(data, 'sent.sh')
  const header = 'Authorization: Bearer t0ken-of-the-sender'
  writeFileSync(sent, `curl http://h.example/ -H '${header}' -H 'Content-Type: text/plain' -d hi`)
  const imported = await runCli(['import', sent, '--source', 'sample', '--data', data])
  expect(imported.code).toBe(0)
  const exportTo = async (dir: string, ...more: string[]) => {
    const args = ['export', '--source', 'sample', '--cases', dir, '--data', data, ...more]
    const { code, stderr } = await runCli(args)
    expect(code).toBe(0)
    return { stderr, text: readFileSync(path.join(dir, 'cases/captured-event-1.json'), 'utf8') }
  }
  const without = await exportTo(path.join(data, 'without'))
  expect(without.text).toContain('"Bearer REDACTED"')
  expect(without.stderr).toContain('Left out: header Authorization. Include them with --secrets.')
  const whole = await exportTo(path.join(data, 'whole'), '--secrets')
  expect(whole.text).toContain('Bearer t0ken-of-the-sender')
  expect(whole.stderr).not.toContain('Left out')
})
