import { runCommand, type RunOptions } from '#main/commands/run'
import { RunResult } from '#preload/model'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable, Writable } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import { createHarness } from './harness.ts'
import { startWebServer } from './support/web-server.ts'

const { runtime } = createHarness()
const dir = mkdtempSync(path.join(tmpdir(), 'hookbench-run-command-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

function file(name: string, text: string): string {
  const full = path.join(dir, name)
  writeFileSync(full, text)
  return full
}

function sink(): { stream: Writable; text: () => string } {
  const chunks: string[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.toString())
      done()
    },
  })
  return { stream, text: () => chunks.join('') }
}

async function command(
  name: string,
  options: RunOptions,
  stdin = '',
  env: Readonly<Record<string, string>> = {},
) {
  const [out, err] = [sink(), sink()]
  const io = { stdout: out.stream, stderr: err.stream, stdin: Readable.from([stdin]), env }
  const code = await runCommand(name, options, io, runtime)
  return { code, out: out.text(), err: err.text() }
}

const good = file(
  'good.js',
  `async function onRequest(request, settings) {
  const { id } = request.json()
  console.log('got', id)
  Segment.track({ event: settings.event || 'E', userId: id })
}`,
)
const bad = file('bad.js', 'function onRequest() {\n  throw new ValidationError("no id")\n}')
const payload = file('payload.json', '{"payload":{"body":{"id":"u1"}},"settings":{"event":"Mine"}}')

describe('hookbench run', () => {
  it('prints one JSON object', async () => {
    const { code, out, err } = await command(good, { payload, json: true })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(RunResult.parse(JSON.parse(out))).toMatchObject({
      status: 'ok',
      output: { events: [{ type: 'track', event: 'Mine', userId: 'u1' }], objects: [] },
      error: null,
      logs: [{ level: 'log', text: 'got u1', line: 3 }],
      warnings: [],
    })
  })

  it('prints for people', async () => {
    const { code, out } = await command(good, { payload })
    expect(code).toBe(0)
    expect(out).toMatch(/^200: OK \([\d.]+ ms\)\n\{/)
    expect(out).toContain('log (line 3)  got u1')
  })

  it('takes the payload from stdin and settings from a file', async () => {
    const settings = file('settings.json', '{"event":"Other"}')
    const { out } = await command(good, { payload: '-', settings, json: true }, '{"id":"u2"}')
    expect(JSON.parse(out)).toMatchObject({
      output: { events: [{ type: 'track', event: 'Other', userId: 'u2' }] },
    })
  })

  it('exits 1 when the function fails, with its position', async () => {
    const { code, out } = await command(bad, {})
    expect(code).toBe(1)
    expect(out).toContain('Message Rejected')
    expect(out).toContain('ValidationError: no id')
    expect(out).toContain(`at ${bad}:2:9`)
  })

  it('calls the file by the name that it was given, everywhere', async () => {
    const deep = file(
      'deep $& name.js',
      `function onRequest() {
  const cause = inner()
  console.log(cause.stack)
  throw new Error('outer', { cause })
}
const inner = () => new Error('inner')`,
    )
    const broken = file('broken.js', 'function onRequest() {\n  return (\n}')
    for (const json of [false, true]) {
      const { out } = await command(deep, { json })
      expect(out).not.toContain('function.js')
      expect(out).toContain(`at inner (${deep}:6:21)`)
      expect(out).toContain(`at onRequest (${deep}:4:9)`)
      expect((await command(broken, { json })).out).toContain(`at ${broken}:3:1`)
    }
  })

  it('exits 0 for invalid output unless strict', async () => {
    const numeric = file('numeric.js', 'onRequest = () => Segment.track({ event: "E", userId: 1 })')
    expect((await command(numeric, {})).code).toBe(0)
    const strict = await command(numeric, { strict: true })
    expect(strict.code).toBe(1)
    expect(strict.out).toContain('202: Function output failed validation')
    expect(strict.out).toContain('/events/0/userId')
  })

  it('runs legacy functions and the current profile', async () => {
    const legacy = file(
      'legacy.js',
      'exports.processEvents = (e) => ({ events: [], objects: [{ collection: "c", id: e.payload.body.id }] })',
    )
    const { out } = await command(legacy, { payload, legacy: true, json: true })
    expect(JSON.parse(out)).toMatchObject({ output: { objects: [{ collection: 'c', id: 'u1' }] } })
    const current = file('current.js', 'onRequest = () => console.log(typeof moment)')
    expect((await command(current, { profile: 'current' })).out).toContain('function')
  })

  it.each<[string, string, RunOptions, string]>([
    ['a missing function', 'none.js', {}, 'could not be read (ENOENT)'],
    ['a missing payload', good, { payload: 'none.json' }, 'could not be read (ENOENT)'],
    ['a broken payload', good, { payload: file('broken.json', '{"a":') }, 'line 1, column 6'],
    ['a missing cassette', good, { replay: 'none.json' }, 'could not be read (ENOENT)'],
    ['a broken cassette', good, { replay: file('c.json', '{"version":9}') }, 'c.json: /version'],
    ['broken settings', good, { settings: file('set.json', '{"a":1}') }, 'a setting is a string'],
    ['no settings', good, { settings: file('list.json', '[1]') }, 'not a map of names'],
  ])('exits 2 for %s', async (_name, name, options, message) => {
    const { code, out, err } = await command(name, { ...options, json: true })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  it('records calls, replays them without a network, and shows them', async () => {
    const server = await startWebServer()
    const calling = file(
      'calling.js',
      `async function onRequest(request, settings) {
        const answer = await fetch('${server.base}/count?k=' + settings.apiKey)
        console.log(await answer.text())
      }`,
    )
    const settings = file('keys.json', '{"apiKey":"a-secret-key"}')
    const cassette = path.join(dir, 'calls.json')
    const live = await command(calling, { settings, record: cassette })
    server.close()
    expect(live.err).toBe(`1 call recorded in ${cassette}\n`)
    expect(live.out).toMatch(/Calls\n {2}GET \S+\/count\?k=a-secret-key {2}200, /)
    expect(readFileSync(cassette, 'utf8')).not.toContain('a-secret-key')

    const before = server.seen.length
    const again = await command(calling, { settings, replay: cassette, json: true })
    expect(again.code).toBe(0)
    expect(RunResult.parse(JSON.parse(again.out)).calls).toMatchObject([
      { status: 200, from: 'cassette' },
    ])
    expect(server.seen).toHaveLength(before)
    const missing = await command(calling, { replay: cassette })
    expect(missing.code).toBe(1)
    expect(missing.out).toContain('the cassette holds no call GET')
  })

  it('leaves a cassette as it is when there was nothing to record', async () => {
    const cassette = file('kept.json', '{"version":1,"calls":[]} ')
    const { code, err } = await command(bad, { record: cassette })
    expect(code).toBe(1)
    expect(err).toBe(`No call to be recorded: ${cassette} stays as it was\n`)
    expect(readFileSync(cassette, 'utf8')).toBe('{"version":1,"calls":[]} ')
  })

  it('tells the result of a run whose calls cannot be written', async () => {
    const calling = file('one.js', `onRequest = () => fetch('http://127.0.0.1:1/').catch(() => {})`)
    const { code, out, err } = await command(calling, { record: path.join(dir, 'no/such/folder') })
    expect(out).toContain('200: OK')
    expect(err).toContain('could not be written (ENOENT)')
    expect(code).toBe(2)
  })

  it('lets no text steer the terminal', async () => {
    const odd = file(
      'odd.js',
      `onRequest = () => {
        console.log('title \\x1b]0;x\\x07 \\x9b2J\\ttab\\nline')
        Segment.track({ event: '\\x9b2J', userId: 'u' })
        Segment.track({ event: '\\x1b', userId: 1 })
      }`,
    )
    const thrown = file('thrown.js', `onRequest = () => { throw new Error('\\x1b[2J') }`)
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    const control = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/
    const { out } = await command(odd, {})
    expect(out).not.toMatch(control)
    expect(out).toContain('title \uFFFD]0;x\uFFFD \uFFFD2J\ttab\nline')
    expect((await command(thrown, {})).out).not.toMatch(control)
  })

  it('keeps to the network policy', async () => {
    const calling = file('out.js', `onRequest = () => fetch('http://127.0.0.1:1/')`)
    expect((await command(calling, { network: 'none' })).out).toContain('"none"')
    expect((await command(calling, { network: 'public' })).out).toContain('this machine')
    expect((await command(calling, { network: 'allow' })).out).toContain('ECONNREFUSED')
  })

  it('runs as deployed, at a time and with a seed', async () => {
    const name = file(
      'when.js',
      `onRequest = (r) => console.log(r.text(), new Date().toISOString(), Math.random(), crypto.randomBytes(4).toString('hex'))`,
    )
    const options = { asDeployed: true, now: '2020-01-02T03:04:05Z', seed: 7, json: true }
    const runs = await Promise.all(
      [1, 2].map(() => command(name, { ...options, payload: '-' }, '{"b":1,"a":2}')),
    )
    const logs = runs.map(({ out }) => RunResult.parse(JSON.parse(out)).logs[0]?.text)
    expect(logs[0]).toMatch(/^\{"a":2,"b":1\} 2020-01-02T03:04:05\.000Z 0\.\d+ [\da-f]{8}$/)
    expect(logs[1]).toBe(logs[0])
  })
})

describe('secrets', () => {
  const leaky = file(
    'leaky.js',
    `function onRequest(request, { apiKey, list }) {
  console.log('Key', apiKey, encodeURIComponent(apiKey), Buffer.from('user:' + apiKey).toString('base64'))
  console.log(list)
  Segment.track({ event: 'E', userId: 'u', properties: { key: 'Bearer ' + apiKey, [apiKey]: 1 } })
}`,
  )
  const key = 'sk/live 4242?'

  it('of the environment are masked wherever a person looks', async () => {
    const settings = file('env.json', '{"apiKey":{"$env":"SHOP_KEY"},"list":[]}')
    const { code, out } = await command(leaky, { settings }, '', { SHOP_KEY: key })
    expect(code).toBe(0)
    expect(out).toContain('log (line 2)  Key •••••• •••••• ')
    expect(out).toContain('"key": "Bearer ••••••"')
    expect(out).toContain('warning /events/0/properties/••••••: The name of a property contains')
    for (const form of [key, encodeURIComponent(key), 'c2svbGl2ZSA0MjQy', 'NrL2xpdmUgNDI0M']) {
      expect(out).not.toContain(form)
    }
    const missing = await command(leaky, { settings })
    expect(missing.code).toBe(2)
    expect(missing.err).toContain('needs the environment variable SHOP_KEY, which is not set')
  })

  it('that are named are masked, while programs get the output as it is', async () => {
    const settings = file('named.json', JSON.stringify({ apiKey: key, list: ['first', 'second'] }))
    const options = { settings, secret: ['apiKey', 'list'], json: true }
    const { out } = await command(leaky, options)
    const result = RunResult.parse(JSON.parse(out))
    expect(result.output).toMatchObject({
      events: [{ properties: { key: `Bearer ${key}`, [key]: 1 } }],
    })
    expect(result.shown).toBeUndefined()
    expect(JSON.stringify([result.logs, result.warnings, result.secretPaths])).not.toMatch(
      /live|first|second/,
    )

    const unknown = await command(leaky, { settings, secret: ['nothing'] })
    expect(unknown).toMatchObject({ code: 2, out: '' })
    expect(unknown.err).toContain('There is no setting nothing to be kept secret.')
  })
})
