/** The whole ring with the real database and the real runtime, up to the exported cases. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { loadCases } from '#main/runtime/cases/load'
import { runCases, type Verdict } from '#main/runtime/cases/run-cases'
import type { EventData } from '#preload/contract'
import type { Source } from '#preload/model'
import { previewOf } from '#preload/model/packed-output'
import { describe, expect, it } from 'vitest'
import { startReceiver } from '../support/receiver.ts'
import { startCoreClient, textSetting, type CoreClient } from '../support/core-client.ts'
import { tempDir } from '../support/temp-dir.ts'
import { createHarness, runtimeDir } from './harness.ts'

const { runtime } = createHarness()

const CODE = `async function onRequest(request, settings) {
  const body = request.json()
  if (body.kind === 'bad') throw new InvalidEventPayload('bad kind')
  if (body.kind === 'slow') while (true) {}
  Segment.track({ event: body.kind, userId: 'u1', timestamp: new Date(), properties: { r: Math.random(), key: settings.key } })
}`

async function bench(...bodies: readonly string[]): Promise<CoreClient & { source: Source }> {
  const client = startCoreClient(tempDir(), runtimeDir)
  const created = await client.api['sources.create']({ name: 'Orders' })
  const { id: sourceId } = created
  const source = await client.api['sources.saveCode']({ sourceId, code: CODE, baseVersion: 1 })
  await client.api['sources.update']({
    sourceId,
    samplePayload: '{"payload":{"body":{"kind":"sample"}},"settings":{"key":"own"}}',
  })
  await client.api['settings.save']({ sourceId, settings: [textSetting('key', 'k', false)] })
  for (const body of bodies) {
    const curl = `curl http://h.example/in -H 'Content-Type: application/json' -d '${body}'`
    const files = [{ name: 'one.sh', base64: Buffer.from(curl).toString('base64') }]
    await client.api['import.files']({ sourceId, files })
  }
  return { ...client, source }
}

async function save({ api, source }: { api: CoreClient['api']; source: Source }, code: string) {
  const { version } = await api['sources.get']({ sourceId: source.id })
  await api['sources.saveCode']({ sourceId: source.id, code, baseVersion: version })
}

const verdicts = ({ rows }: EventData<'ring.finished'>['report']): string[] =>
  rows.map(({ label, verdict }) => `${label} ${verdict}`)

describe('the whole ring', () => {
  it('tells same, changed, fixed, regressed and new, and takes an accept back', async () => {
    const client = await bench('{"kind":"a"}', '{"kind":"bad"}')
    const { api, source } = client
    const sourceId = source.id
    const first = await api['ring.run']({ sourceId })
    expect(verdicts(first)).toEqual([
      'Captured Event 2 new',
      'Captured Event 1 new',
      'Sample payload new',
    ])
    expect(first.rows[0]?.now.error).toEqual({
      class: 'Message Rejected',
      name: 'InvalidEventPayload',
      message: 'bad kind',
    })
    expect(client.seen('ring.progress').map(({ done, total }) => [done, total])).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ])
    const accepted = await api['ring.accept']({ sourceId })
    expect(new Set(accepted.rows.map(({ verdict }) => verdict))).toEqual(new Set(['same']))
    // The clock and Math.random are in the output: only a frozen clock lets it be the same.
    expect(new Set((await api['ring.run']({ sourceId })).rows.map((row) => row.verdict))).toEqual(
      new Set(['same']),
    )

    await save(
      client,
      CODE.replace(`'bad') throw`, `'sample') throw`).replace('event: body.kind', `event: 'X'`),
    )
    const second = await api['ring.run']({ sourceId })
    expect(verdicts(second)).toEqual([
      'Captured Event 2 fixed',
      'Captured Event 1 changed',
      'Sample payload regressed',
    ])
    expect(second.rows[1]?.differences).toEqual([
      { path: '/events/0/event', kind: 'changed', before: 'a', after: 'X' },
    ])

    const key = second.rows[1]?.key ?? ''
    expect(verdicts(await api['ring.accept']({ sourceId, keys: [key] }))).toEqual([
      'Captured Event 2 fixed',
      'Captured Event 1 same',
      'Sample payload regressed',
    ])
    expect(verdicts(await api['ring.undoAccept']({ sourceId }))).toEqual(verdicts(second))
    expect(await api['ring.last']({ sourceId })).toMatchObject({ sourceVersion: 3 })
  })

  it('can be cancelled, and a further run takes the place of one under way', async () => {
    const { api, source, seen } = await bench(...Array(6).fill('{"kind":"slow"}'))
    const sourceId = source.id
    const replaced = api['ring.run']({ sourceId })
    const second = api['ring.run']({ sourceId })
    expect((await replaced).isCancelled).toBe(true)
    await expect.poll(() => seen('ring.progress').length, { timeout: 10_000 }).toBeGreaterThan(0)
    await api['ring.cancel']({ sourceId })
    const report = await second
    expect(report.isCancelled).toBe(true)
    expect(report.total).toBe(7)
    expect(report.rows.length).toBeLessThan(7)
    expect(seen('ring.finished')).toHaveLength(1)
  })

  it('ends clearly when its source is deleted meanwhile, and leaves nothing of it', async () => {
    const { api, source, seen } = await bench(...Array(6).fill('{"kind":"slow"}'))
    const sourceId = source.id
    const run = api['ring.run']({ sourceId })
    const refused = expect(run).rejects.toMatchObject({ code: 'not_found' })
    await expect.poll(() => seen('ring.progress').length, { timeout: 10_000 }).toBeGreaterThan(0)
    await api['sources.delete']({ sourceId })
    await refused
    expect(seen('ring.finished')).toEqual([])
    await api['sources.restore']({ sourceId })
    expect(await api['ring.last']({ sourceId })).toBeNull()
    await expect(api['ring.accept']({ sourceId })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('exports a folder of cases that hold, and withholds secrets', async () => {
    const { api, source } = await bench('{"kind": "a",   "n": 1}', '{"kind":"bad"}', '{"kind":"b"}')
    const sourceId = source.id
    await save(
      { api, source },
      CODE.replace('r: Math', 'length: request.text().length, r: Math').replace(
        'key: settings',
        `hidden: body.kind === 'b' ? settings.apiKey : 0, key: settings`,
      ),
    )
    await api['settings.save']({
      sourceId,
      settings: [textSetting('key', 'k', false), textSetting('apiKey', 'the secret')],
    })
    const shown = [await api['ring.run']({ sourceId }), await api['ring.accept']({ sourceId })]
    expect(JSON.stringify(shown)).not.toContain('the secret')
    expect(JSON.stringify(shown)).toContain('••••••')
    const { files, notes } = await api['ring.export']({ sourceId })
    expect(JSON.stringify(files)).not.toContain('the secret')
    expect(notes).toEqual([
      expect.stringContaining('environment variable API_KEY') as string,
      expect.stringContaining('Captured Event 3 expects nothing') as string,
    ])

    const dir = tempDir()
    mkdirSync(path.join(dir, 'cases'))
    for (const file of files) {
      writeFileSync(path.join(dir, file.path), file.text)
    }
    const judged: Verdict[] = []
    const cases = await loadCases(dir, { env: { API_KEY: 'the secret' } })
    await runCases(cases, runtime, { onVerdict: (verdict) => judged.push(verdict) })
    expect(judged.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'captured-event-1 passed',
      'captured-event-2 passed',
      'captured-event-3 new',
      'sample-payload passed',
    ])
  })

  it('replays recorded calls, makes others under the policy of the source, and exports both', async () => {
    const receiver = await startReceiver()
    const { api, source } = await bench()
    const sourceId = source.id
    await save(
      { api, source },
      `async function onRequest() {
        const answer = await fetch('${receiver.url}/who')
        Segment.track({ event: String(answer.status), userId: 'u1' })
      }`,
    )
    const events = async (): Promise<unknown[]> =>
      (await api['ring.run']({ sourceId })).rows.map(({ now: { output } }) =>
        output === null ? undefined : previewOf(output).events[0]?.['event'],
      )
    expect(await events()).toEqual(['200'])
    await api['sources.update']({ sourceId, networkPolicy: 'none' })
    expect(await events()).toEqual([undefined])

    await api['sources.update']({ sourceId, networkPolicy: 'allow' })
    const input = { kind: 'payload', text: '{}' } as const
    await api['runs.start']({ sourceId, input, options: { network: 'record' } })
    const calls = receiver.requests.length
    await receiver.close()
    expect(await events()).toEqual(['200'])
    expect(receiver.requests).toHaveLength(calls)
    const { files } = await api['ring.export']({ sourceId })
    expect(files.map(({ path: name }) => name)).toEqual([
      'function.js',
      'hookbench.json',
      'cassette.json',
      'cases/sample-payload.json',
    ])
  })

  it('stops at a required setting without a value, and knows nothing of sources that are gone', async () => {
    const { api, source } = await bench('{"kind":"a"}')
    const required = { ...textSetting('token', 'x'), required: true }
    await api['settings.save']({
      sourceId: source.id,
      settings: [{ ...required, value: { kind: 'set', value: null } }],
    })
    const { rows } = await api['ring.run']({ sourceId: source.id })
    expect(rows.map(({ now }) => now.error?.class)).toEqual([
      'Invalid Settings',
      'Invalid Settings',
    ])
    await expect(api['ring.accept']({ sourceId: 'gone' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
