/** Help, wrong use, and which stream and exit code each goes to. */
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { tempDir } from '../support/temp-dir.ts'
import { BUILD_LIMIT_MS, buildOnce, runCli } from './cli.ts'

beforeAll(buildOnce, BUILD_LIMIT_MS)

const VERBS = [
  'run',
  'test',
  'capture',
  'events',
  'replay',
  'export',
  'import',
  'sources',
  'target',
  'push',
  'serve',
]

describe('help', () => {
  it('lists every verb, the exit codes and the data folder', async () => {
    const { code, stdout, stderr } = await runCli(['--help'])
    expect(code).toBe(0)
    expect(stderr).toBe('')
    for (const verb of [...VERBS, '--data', 'Exit codes']) {
      expect(stdout).toContain(verb)
    }
  })

  it.each(VERBS)('is there for %s', async (verb) => {
    const { code, stdout } = await runCli([verb, '--help'])
    expect(code).toBe(0)
    expect(stdout).toContain(`Usage: hookbench ${verb}`)
    expect(stdout).toContain('--data <dir>')
  })

  it('says the version', async () => {
    expect(await runCli(['--version'])).toEqual({
      code: 0,
      stdout: `${manifest.version}\n`,
      stderr: '',
    })
  })
})

describe('wrong use', () => {
  it.each([
    [['evnts'], /Unknown command 'evnts'.*events/],
    [['events'], /--source/],
    [['events', '--source', 'Not A Slug'], /lower-case/],
    [['events', '--source', 'a', 'b'], /many arguments/],
    [['capture', '--source', 'a', '--port', '70000'], /0 to 65535/],
    [['capture', '--source', 'a', '--window', '0'], /1 to 3600/],
    [['capture', '--source', 'a', '--tunnel', 'carrier-pigeon'], /none, localtunnel/],
    [['capture', '--source', 'a', '--relay', 'not an address'], /http/],
    [['target', '--source', 'a', '--url', 'nowhere'], /http/],
    [['target', '--source', 'a', '--none', '--segment'], /one of --url/],
    [['target', '--source', 'a', '--write-key', '/no/such/file'], /could not be read/],
    [['serve', '--port', 'x'], /0 to 65535/],
    [['sources', '--data', ''], /Name a folder/],
    [['serve', '--no-such-option'], /--no-such-option/],
    [['run'], /file/],
    [['test'], /dir/],
    [['test', '/no/such/folder'], /\/no\/such\/folder/],
    [['run', '/no/such/file.js'], /\/no\/such\/file\.js/],
    [['run', '--profile', '1999', 'x.js'], /2019, current/],
  ])('%j exits 2 with one line on stderr', async (args, message) => {
    const { code, stdout, stderr } = await runCli(args)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(message)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    // A sentence, and a next step.
    expect(stderr).toMatch(/^[A-Z].*[.)].*\S\n$/)
  })

  it('without a verb is told the verbs', async () => {
    const { code, stdout, stderr } = await runCli([])
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain('Usage: hookbench')
  })
})

describe('what cannot be done', () => {
  it('exits 1 with the next step when there is no such source', async () => {
    const { code, stdout, stderr } = await runCli([
      'events',
      '--source',
      'nope',
      '--json',
      '--data',
      tempDir(),
    ])
    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toBe(
      'There is no source "nope" in this data folder. See which there are: hookbench sources\n',
    )
  })

  it('exits 1 when the data folder cannot be one', async () => {
    const { code, stderr } = await runCli(['sources', '--data', path.join('/dev/null', 'x')])
    expect(code).toBe(1)
    expect(stderr).toMatch(/cannot be opened.*--data/)
  })
})
