/** `hookbench test DIR` on real folders. */
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { tempDir } from '../support/temp-dir.ts'
import { buildOnce, runCli } from './cli.ts'

beforeAll(buildOnce)

const ORDERS = `async function onRequest(request, settings) {
  const body = request.json()
  if (!body.user) {
    throw new ValidationError('no user')
  }
  Segment.track({ event: settings.prefix + body.name, userId: body.user })
}
`

function write(dir: string, files: Readonly<Record<string, unknown>>): string {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(dir, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2))
  }
  return dir
}

const payload = (body: unknown) => ({ body, headers: {} })
const track = (event: string) => ({ events: [{ type: 'track', event, userId: 'u' }], objects: [] })

function suite(cases: Readonly<Record<string, unknown>>): string {
  return write(tempDir(), {
    'function.js': ORDERS,
    'hookbench.json': { settings: { prefix: 'Order ' } },
    ...Object.fromEntries(Object.entries(cases).map(([name, value]) => [`cases/${name}`, value])),
  })
}

const good = {
  payload: payload({ user: 'u', name: 'Paid' }),
  expect: { output: track('Order Paid') },
}
const bad = {
  payload: payload({ user: 'u', name: 'Lost' }),
  expect: { output: track('Order Found') },
}
const refused = { payload: payload({}), expect: { error: { class: 'Message Rejected' } } }

/** Times differ from run to run. */
const withoutTimes = (text: string): string =>
  text.replaceAll(/\d+\.\d ms/g, 'N ms').replaceAll(/\d+\.\d\d s/g, 'N s')

describe('a folder of cases', () => {
  it('that all hold exits 0', async () => {
    const dir = suite({ 'good.json': good, 'refused.json': refused })
    const { code, stdout, stderr } = await runCli(['test', dir])
    expect(stderr).toBe('')
    expect(withoutTimes(stdout)).toBe(
      'pass good N ms\npass refused N ms\n2 passed, 0 failed (N s)\n',
    )
    expect(code).toBe(0)
  })

  it('shows what differs and exits 1, with one line for each place and no colour in a pipe', async () => {
    const dir = suite({
      'bad.json': bad,
      'throws.json': { ...good, payload: payload({}) },
      'new.json': { payload: payload({ user: 'u', name: 'New' }) },
    })
    const { code, stdout } = await runCli(['test', dir])
    expect(withoutTimes(stdout)).toBe(
      [
        'FAIL bad N ms',
        '     /events/0/event: "Order Found" -> "Order Lost"',
        'NEW  new N ms',
        '     expects nothing yet: accept what it gives with --update',
        'FAIL throws N ms',
        '     /error: nothing -> {"class":"Message Rejected","name":"ValidationError","message":"no user"}',
        '     thrown at function.js:4:11',
        '0 passed, 2 failed, 1 new (N s)',
        '',
      ].join('\n'),
    )
    expect(code).toBe(1)
  })

  it('accepts with --update, once, and leaves nothing else behind', async () => {
    const dir = suite({
      'bad.json': { note: 'kept', ...bad },
      'good.json': good,
      'raw.json': '{"user": "u", "name": "Raw"}',
    })
    const untouched = readFileSync(path.join(dir, 'cases/good.json'), 'utf8')
    const first = await runCli(['test', dir, '--update'])
    expect(withoutTimes(first.stdout)).toBe(
      'save bad N ms\npass good N ms\nsave raw N ms\n1 passed, 0 failed, 2 updated (N s)\n',
    )
    expect(first.code).toBe(0)
    const read = (name: string): unknown =>
      JSON.parse(readFileSync(path.join(dir, 'cases', name), 'utf8'))
    expect(read('bad.json')).toEqual({
      note: 'kept',
      ...bad,
      expect: { output: track('Order Lost') },
    })
    expect(read('raw.json')).toMatchObject({ expect: { output: track('Order Raw') } })
    expect(readFileSync(path.join(dir, 'cases/good.json'), 'utf8')).toBe(untouched)
    expect(readdirSync(path.join(dir, 'cases'))).toEqual(['bad.json', 'good.json', 'raw.json'])
    expect((await runCli(['test', dir])).code).toBe(0)
  })

  it('prints one object with --json', async () => {
    const dir = suite({ 'bad.json': bad, 'good.json': good })
    const { code, stdout } = await runCli(['test', dir, '--json'])
    expect(JSON.parse(stdout)).toEqual({
      passed: 1,
      failed: 1,
      new: 0,
      updated: 0,
      notRun: 0,
      cases: [
        {
          name: 'bad',
          status: 'failed',
          diff: [
            {
              path: '/events/0/event',
              kind: 'changed',
              expected: 'Order Found',
              got: 'Order Lost',
            },
          ],
          durationMs: expect.any(Number) as number,
        },
        { name: 'good', status: 'passed', diff: [], durationMs: expect.any(Number) as number },
      ],
    })
    expect(code).toBe(1)
  })

  it('stops at the first failure with --bail', async () => {
    const dir = suite({ '1.json': good, '2.json': bad, '3.json': good, '10.json': good })
    const { code, stdout } = await runCli(['test', dir, '--bail'])
    expect(stdout).toContain('1 passed, 1 failed, 2 not run')
    expect(stdout.indexOf('pass 1')).toBeLessThan(stdout.indexOf('FAIL 2'))
    expect(code).toBe(1)
  })

  it('follows links to files, also to write to them', async () => {
    const dir = suite({ 'good.json': good })
    const linked = tempDir()
    mkdirSync(path.join(linked, 'cases'))
    for (const name of ['function.js', 'hookbench.json', 'cases/good.json']) {
      symlinkSync(path.join(dir, name), path.join(linked, name))
    }
    expect((await runCli(['test', linked])).stdout).toContain('1 passed, 0 failed')
    write(dir, { 'cases/good.json': { ...good, expect: { output: track('Other') } } })
    expect((await runCli(['test', linked, '--update'])).stdout).toContain('1 updated')
    expect(lstatSync(path.join(linked, 'cases/good.json')).isSymbolicLink()).toBe(true)
    expect(readFileSync(path.join(dir, 'cases/good.json'), 'utf8')).toContain('Order Paid')
    symlinkSync(path.join(dir, 'gone.json'), path.join(linked, 'cases/gone.json'))
    const broken = await runCli(['test', linked])
    expect(broken.code).toBe(2)
    expect(broken.stderr).toContain('gone.json could not be read (ENOENT)')
  })

  it('keeps secrets out of the files and of what it shows', async () => {
    const dir = suite({ 'a.json': { payload: payload({ user: 'u', name: 'A' }) } })
    write(dir, { 'hookbench.json': { settings: { prefix: { $env: 'PREFIX' } } } })
    const env = { PREFIX: 'topsecret' }
    const { code, stdout } = await runCli(['test', dir, '--update'], { env })
    expect(stdout).toContain('not updated: the result holds the value of a setting')
    expect(readFileSync(path.join(dir, 'cases/a.json'), 'utf8')).not.toContain('topsecret')
    expect(code).toBe(1)
    write(dir, { 'cases/a.json': { ...good, expect: { output: track('Topsecret') } } })
    for (const json of [[], ['--json']]) {
      const shown = await runCli(['test', dir, ...json], { env })
      expect(shown.stdout).toContain('••••••Paid')
      expect(shown.stdout).not.toContain('topsecret')
    }
    const missing = await runCli(['test', dir])
    expect(missing.code).toBe(2)
    expect(missing.stderr).toContain('PREFIX')
  })
})

describe('a folder of folders', () => {
  const legacy = `exports.processEvents = async (event) => ({
    events: [{ type: 'track', event: event.payload.body.name, userId: event.payload.body.user }]
  })`

  it('runs each with its own function and configuration, and filters by name', async () => {
    const dir = write(tempDir(), {
      'hookbench.json': { settings: { prefix: 'P ' } },
      'orders/function.js': ORDERS,
      'orders/cases/paid.json': { ...good, expect: { output: track('P Paid') } },
      'old/shop/function.js': legacy,
      'old/shop/hookbench.json': { handler: 'legacy' },
      'old/shop/cases/deep/paid.json': { ...good, expect: { output: track('Paid') } },
      'node_modules/x/function.js': 'not even code',
    })
    const all = await runCli(['test', dir])
    expect(withoutTimes(all.stdout)).toBe(
      'pass old/shop/deep/paid N ms\npass orders/paid N ms\n2 passed, 0 failed (N s)\n',
    )
    const some = await runCli(['test', dir, '--filter', 'ORDERS/'])
    expect(some.stdout).toContain('1 passed, 0 failed')
  })
})

describe('wrong use', () => {
  it.each([
    [{ 'cases/a.json': '{\n  "payload": {,}\n}' }, 'cases/a.json:2:15: this is not valid JSON.'],
    [{ 'cases/a.json': '{"payload":{},\n"expect":{}}' }, 'cases/a.json:2: "expect" is not right'],
    [{ 'hookbench.json': '{\n"profile":"2018"}' }, 'hookbench.json:2: '],
    [{}, 'There is no case in'],
  ])('%j exits 2 and names the file and the line', async (files, message) => {
    const dir = write(tempDir(), { 'function.js': ORDERS, ...files })
    const { code, stdout, stderr } = await runCli(['test', dir])
    expect(stderr).toContain(message)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })

  it('a folder without a function', async () => {
    const { code, stderr } = await runCli(['test', tempDir()])
    expect(code).toBe(2)
    expect(stderr).toContain('no function.js')
  })

  it('tells with --coverage what no case reached, and the exit code stays that of the verdicts', async () => {
    const dir = suite({ 'good.json': good, 'bad.json': bad })
    const { code, stdout } = await runCli(['test', dir, '--coverage'])
    expect(withoutTimes(stdout).split('\n').slice(-4)).toEqual([
      '1 passed, 1 failed (N s)',
      'function.js: 75 % of lines (3 of 4), 1 of 2 branches',
      '     function.js:3:19 no case reached this branch',
      '',
    ])
    expect(code).toBe(1)
    const all = suite({ 'good.json': good, 'refused.json': refused })
    const json = await runCli(['test', all, '--coverage', '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject({
      passed: 2,
      coverage: [
        {
          file: 'function.js',
          lines: { total: 4, reached: 4 },
          branches: { total: 2, reached: 2 },
          unreached: [],
          notCounted: 0,
        },
      ],
    })
    expect(json.code).toBe(0)
    expect(JSON.parse((await runCli(['test', all, '--json'])).stdout)).not.toHaveProperty(
      'coverage',
    )
  })
})
