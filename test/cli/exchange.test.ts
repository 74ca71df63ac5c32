/** In, out and again on the command line. */
import { createHmac } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startRawReceiver } from '../support/raw-receiver.ts'
import { tempDir } from '../support/temp-dir.ts'
import { BUILD_LIMIT_MS, buildOnce, jsonLines, runCli } from './cli.ts'

beforeAll(buildOnce, BUILD_LIMIT_MS)

const BODY = '{"event":"Paid","n":12345678901234567890}'
const SIGNATURE = `sha256=${createHmac('sha256', 's').update(BODY).digest('hex')}`
const CURL = `curl 'https://h.example/?b=abc&x=1' -H 'X-GitHub-Event: push' -H 'Authorization: Bearer t0k' -H 'X-Hub-Signature-256: ${SIGNATURE}' -H 'Content-Type: application/json' -d '${BODY}'`

/** A folder with a source that has imported one event. */
async function withEvent() {
  const data = tempDir()
  const file = path.join(data, 'one.sh')
  writeFileSync(file, CURL)
  const name = path.join(data, 'source.hookbench.json')
  writeFileSync(
    name,
    JSON.stringify({
      hookbench: { kind: 'source', version: 1 },
      source: {
        name: 'Orders',
        slug: 'orders',
        profile: '2019',
        handler: 'modern',
        code: 'async function onRequest() {}',
        samplePayload: '{}',
        settings: [],
        target: null,
        answer: null,
      },
      events: [],
    }),
  )
  const made = await runCli(['import', name, '--data', data])
  expect(made).toMatchObject({ code: 0, stdout: 'Made the source "orders".\n' })
  const args = ['import', file, '--source', 'orders', '--json', '--data', data]
  const imported = await runCli(args)
  expect(imported.code).toBe(0)
  const [result] = jsonLines(imported.stdout) as unknown as [{ events: { id: string }[] }]
  return { data, file, eventId: result.events[0]?.id ?? '' }
}

async function withReceiver() {
  const receiver = await startRawReceiver()
  onTestFinished(() => receiver.close())
  return receiver
}

describe('import', () => {
  it('shows what files hold, and says which cannot be read', async () => {
    const { data, file } = await withEvent()
    const listed = await runCli(['import', '--list', file, '-', '--data', data], { stdin: '???' })
    expect(listed.code).toBe(1)
    expect(listed.stdout).toMatch(/one\.sh +curl +0 +POST \/\?b=abc&x=1 +41 +push/)
    expect(listed.stdout).toMatch(/standard input .*neither curl, HAR/)
    const without = await runCli(['import', file, '--data', data])
    expect(without).toMatchObject({ code: 1, stdout: '' })
    expect(without.stderr).toContain('no source was named')
    const missing = await runCli(['import', 'no-such-file', '--data', data])
    expect(missing.code).toBe(2)
  })
})

describe('export', () => {
  it('writes an event in every format, without its secrets', async () => {
    const { data, eventId } = await withEvent()
    for (const format of ['curl', 'har', 'http', 'fixture']) {
      const { code, stdout, stderr } = await runCli([
        'export',
        eventId,
        '--as',
        format,
        '--data',
        data,
      ])
      expect(code).toBe(0)
      expect(stdout).not.toContain('t0k')
      expect(stdout).toContain('Paid')
      expect(stderr).toContain('header Authorization')
    }
    const out = path.join(data, 'out.http')
    const full = ['export', eventId, '--as', 'http', '--secrets', '--out', out, '--data', data]
    expect(await runCli(full)).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(readFileSync(out, 'utf8')).toContain('Authorization: Bearer t0k\r\n')
    expect(readFileSync(out, 'utf8').endsWith(BODY)).toBe(true)
  })

  it('writes a whole source, and wants to know what', async () => {
    const { data } = await withEvent()
    const { stdout } = await runCli(['export', '--source', 'orders', '--data', data])
    expect(JSON.parse(stdout)).toMatchObject({
      source: { slug: 'orders' },
      events: [{ method: 'POST' }],
    })
    expect((await runCli(['export', '--data', data])).code).toBe(2)
    expect((await runCli(['export', 'evt_x', '--data', data])).code).toBe(2)
  })
})

describe('replay', () => {
  it('sends the event as it was, to every target', async () => {
    const { data, eventId } = await withEvent()
    const receiver = await withReceiver()
    const to = ['--to', `${receiver.url}/a/`, '--to', `${receiver.url}/b?y=2`]
    const { code, stdout } = await runCli(['replay', eventId, ...to, '--data', data])
    expect(code).toBe(0)
    expect(stdout).toMatch(/ok +200 OK +POST http:\S+\/a\/\?x=1 +\d+ ms +its own signature\n +ok/)
    expect(receiver.requests.map(({ line }) => line).toSorted()).toEqual([
      'POST /a/?x=1 HTTP/1.1',
      'POST /b?y=2&x=1 HTTP/1.1',
    ])
    expect(receiver.requests[0]?.body.toString()).toBe(BODY)
  })

  it('sends an edited body, and a bad signature that must be refused', async () => {
    const { data, eventId } = await withEvent()
    const receiver = await withReceiver()
    const common = [eventId, '--to', receiver.url, '--json', '--data', data]
    const edited = await runCli(['replay', '--edit', '-', ...common], { stdin: '{"a":1}' })
    expect(jsonLines(edited.stdout)).toMatchObject([{ edited: true, sentBytes: 7 }])
    expect(receiver.requests[0]?.body.toString()).toBe('{"a":1}')

    const taken = await runCli(['replay', '--bad-signature', ...common])
    expect(taken.code).toBe(1)
    receiver.answer = 'HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n'
    const refused = await runCli(['replay', '--bad-signature', ...common])
    expect(refused.code).toBe(0)
    const sent = receiver.requests[2]?.headers.find(([name]) => name === 'X-Hub-Signature-256')?.[1]
    expect(sent).toHaveLength(SIGNATURE.length)
    expect(sent).not.toBe(SIGNATURE)
  })

  it('says what is missing', async () => {
    const { data, eventId } = await withEvent()
    const at = ['--to', 'http://127.0.0.1:9', '--data', data]
    const stale = await runCli(['replay', eventId, '--stale', ...at])
    expect(stale.code).toBe(1)
    expect(stale.stderr).toContain('GitHub does not sign a time')
    const both = await runCli(['replay', eventId, '--stale', '--sign', ...at])
    expect(both.code).toBe(2)
    expect((await runCli(['replay', eventId, '--data', data])).code).toBe(2)
    const nobody = await runCli(['replay', eventId, ...at])
    expect(nobody.code).toBe(1)
    expect(nobody.stdout).toContain('Nothing listens at')
  })
})
