/** Settings on the command line: listed, written to a file, taken from one. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { tempDir } from '../support/temp-dir.ts'
import { BUILD_LIMIT_MS, buildOnce, jsonLines, runCli } from './cli.ts'

beforeAll(buildOnce, BUILD_LIMIT_MS)

it('takes settings from one source to another, and says what it does', async () => {
  const dir = tempDir()
  const data = ['--data', dir]
  const file = path.join(dir, 'settings.json')
  const exported = await runCli(['settings', '--source', 'sample', '--export', file, ...data])
  expect(exported.code).toBe(0)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    hookbench: { kind: 'settings', version: 1 },
    settings: [{ name: 'storeName', value: 'Main street' }],
  })
  writeFileSync(
    file,
    JSON.stringify({
      hookbench: { kind: 'settings', version: 1 },
      settings: [
        { name: 'storeName', label: 'Store Name', type: 'STRING', value: 'Harbour' },
        { name: 'apiKey', label: 'API Key', type: 'STRING', encrypted: true, required: true },
      ],
    }),
  )
  const args = ['settings', '--source', 'sample', '--import', file, ...data]
  const planned = await runCli([...args, '--dry-run'])
  expect(planned.stdout).toMatch(/changed\s+storeName/)
  expect(planned.stdout).toMatch(/added\s+apiKey.*enter it after/)
  const before = await runCli(['settings', '--source', 'sample', '--json', ...data])
  expect(jsonLines(before.stdout)).toHaveLength(1)
  expect((await runCli(args)).code).toBe(0)
  const after = await runCli(['settings', '--source', 'sample', '--json', ...data])
  expect(jsonLines(after.stdout)).toMatchObject([
    { name: 'storeName', value: 'Harbour' },
    { name: 'apiKey', encrypted: true, hasValue: false },
  ])
})

it('refuses a file that holds no settings, and both ways at once', async () => {
  const dir = tempDir()
  const file = path.join(dir, 'other.json')
  writeFileSync(file, '{}')
  const args = ['settings', '--source', 'sample', '--data', dir]
  const wrong = await runCli([...args, '--import', file])
  expect(wrong).toMatchObject({ code: 1 })
  expect(wrong.stderr).toContain('This is no file of settings.')
  expect(await runCli([...args, '--import', file, '--export', '-'])).toMatchObject({ code: 2 })
})
