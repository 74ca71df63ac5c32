import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { planPush } from '#main/delivery/plan-push'
import { createPushService } from '#main/delivery/push-service'
import { createKeyFileCipher } from '#main/secrets/key-file-cipher'
import { openDatabase } from '#main/store/database'
import { createPushesRepo, createRunsRepo } from '#main/store/runs-repo'
import { createSourcesRepo } from '#main/store/sources-repo'
import type { RunOutput, RunResult } from '#preload/model'
import { onTestFinished, describe, expect, it } from 'vitest'
import { startReceiver } from '../../support/receiver.ts'
import { sourceRow } from '../../support/source-row.ts'
import { tempDir } from '../../support/temp-dir.ts'

const output: RunOutput = {
  events: [{ type: 'track', event: 'E', userId: 'u', properties: { a: 1 } }],
  objects: [{ collection: 'rooms', id: '1', properties: { b: 2 } }],
}

/** Longer than the mask. */
const SECRET = `s3cre${'x'.repeat(95)}`

async function setUp(result: Partial<RunResult> = {}) {
  const dir = tempDir()
  const database = openDatabase(dir)
  const receiver = await startReceiver()
  onTestFinished(async () => {
    await receiver.close()
    database.close()
  })
  const sources = createSourcesRepo(database)
  const runs = createRunsRepo(database)
  sources.insert(sourceRow())
  runs.add({
    id: 'run_1',
    sourceId: 's',
    sourceVersion: 1,
    eventId: null,
    label: 'Sample payload',
    options: { asDeployed: false, deterministic: null, network: 'live' },
    startedAt: new Date().toISOString(),
    result: {
      status: 'ok',
      output,
      error: null,
      logs: [],
      warnings: [],
      secretPaths: [],
      calls: [],
      notices: [],
      durationMs: 1,
      timing: null,
      memory: null,
      ...result,
    },
  })
  const cipher = createKeyFileCipher(dir)
  const service = createPushService({
    sources,
    runs,
    pushes: createPushesRepo(database),
    cipher,
    plan: async (request) => planPush(request),
    maskFor: () => (text) => text.replaceAll(SECRET, '••••••').replaceAll('s3cret', '••••••'),
    bus: { publish() {} },
  })
  const segment = {
    kind: 'segment' as const,
    trackingUrl: receiver.url,
    objectsUrl: receiver.url,
    hasWriteKey: false,
  }
  return { receiver, service, sources, segment, database }
}

describe('push', () => {
  it('sends events and objects with the write key and keeps the result', async () => {
    const { receiver, service, segment } = await setUp()
    service.setTarget('s', segment, 'wk_secret')
    const push = await service.push('s', undefined)
    expect(push.ok).toBe(true)
    expect(push.requests.map(({ status, ok }) => ({ status, ok }))).toEqual([
      { status: 200, ok: true },
      { status: 200, ok: true },
    ])
    expect(receiver.requests.map(({ path }) => path)).toEqual(['/v1/batch', '/v1/set'])
    expect(receiver.requests[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from('wk_secret:').toString('base64')}`,
    )
    expect(JSON.parse(receiver.requests[1]?.body ?? '')).toEqual({
      collection: 'rooms',
      objects: [{ id: '1', properties: { b: 2 } }],
    })
    expect(service.last('s')).toEqual(push)
    expect(JSON.stringify(push)).not.toContain('wk_secret')
  })

  it('seals the write key at rest and keeps it when the target is edited without one', async () => {
    const { service, segment, sources } = await setUp()
    service.setTarget('s', segment, 'wk_secret')
    service.setTarget('s', { ...segment, hasWriteKey: false }, undefined)
    expect(sources.find('s')?.target).toMatchObject({ hasWriteKey: true })
    const sealed = sources.writeKey('s')
    expect(Buffer.from(sealed ?? []).includes('wk_secret')).toBe(false)
    service.setTarget('s', segment, null)
    expect(sources.writeKey('s')).toBeNull()
    await expect(service.push('s', undefined)).rejects.toMatchObject({ code: 'no_target' })
  })

  it('posts the whole output to a JSON target', async () => {
    const { receiver, service } = await setUp()
    service.setTarget('s', { kind: 'json', url: `${receiver.url}/hook` }, undefined)
    await service.push('s', undefined)
    expect(receiver.requests).toMatchObject([{ method: 'POST', path: '/hook' }])
    expect(JSON.parse(receiver.requests[0]?.body ?? '')).toEqual(output)
  })

  it('shows and keeps what was sent with its secrets masked', async () => {
    const events = [{ type: 'track', event: 'E', userId: 'u', properties: { key: 's3cret' } }]
    const { receiver, service } = await setUp({ output: { events, objects: [] } })
    service.setTarget('s', { kind: 'json', url: `${receiver.url}/hook` }, undefined)
    const push = await service.push('s', undefined)
    expect(receiver.requests[0]?.body).toContain('s3cret')
    expect(push.requests[0]?.requestBody).toContain('"key": "••••••"')
    expect(JSON.stringify(service.last('s'))).not.toContain('s3cret')
  })

  it('shows as the run is shown what held a secret that is none of today', async () => {
    const made = (key: string): RunOutput => ({
      events: [{ type: 'track', event: 'E', userId: 'u', properties: { key } }],
      objects: [
        { collection: key, id: '1', properties: { b: 2 } },
        { collection: 'rooms', id: '2' },
      ],
    })
    const { receiver, service, segment } = await setUp({
      output: made('of-then'),
      shown: made('••••••'),
    })
    service.setTarget('s', segment, 'wk_secret')
    const push = await service.push('s', undefined)
    const bodies = receiver.requests.map(({ body }) => JSON.parse(body) as object)
    expect(bodies).toMatchObject([
      { batch: [{ properties: { key: 'of-then' } }] },
      { collection: 'of-then', objects: [{ id: '1', properties: { b: 2 } }] },
      { collection: 'rooms', objects: [{ id: '2', properties: {} }] },
    ])
    const seen = push.requests.map(({ requestBody }) => JSON.parse(requestBody) as object)
    expect(JSON.parse(JSON.stringify(bodies).replaceAll('of-then', '••••••'))).toEqual(seen)

    service.setTarget('s', { kind: 'json', url: receiver.url }, undefined)
    const whole = await service.push('s', undefined)
    expect(JSON.parse(whole.requests[0]?.requestBody ?? '')).toEqual(made('••••••'))
    expect(receiver.requests.at(-1)?.body).toContain('of-then')
  })

  it('masks at reading what was kept before secrets were known', async () => {
    const { service, database } = await setUp()
    const request = {
      method: 'POST',
      url: 'http://h.example/',
      requestBody: '{"key": "s3cret"}',
      status: 302,
      responseBody: 'no: s3cret',
      ok: false,
      durationMs: 1,
      error: 'The target redirects to http://h.example/s3cret.',
    }
    const push = { id: 'psh_1', sourceId: 's', runId: 'run_1', ok: false, requests: [request] }
    createPushesRepo(database).add({ ...push, startedAt: new Date().toISOString() })
    const last = service.last('s')
    expect(JSON.stringify(last)).not.toContain('s3cret')
    expect(last?.requests[0]?.requestBody).toBe('{"key": "••••••"}')
  })

  it.each([
    [401, {}, /wants credentials \(401\)/],
    [429, { 'retry-after': '7' }, /after 7 s/],
    [503, {}, /failed \(503\)/],
    [302, { location: 'http://elsewhere.example/' }, /redirects to http:\/\/elsewhere/],
  ])('describes a %i answer', async (status, headers, sentence) => {
    const { receiver, service } = await setUp()
    receiver.answer = { status, headers, body: 'why' }
    service.setTarget('s', { kind: 'json', url: receiver.url }, undefined)
    const push = await service.push('s', undefined)
    expect(push.ok).toBe(false)
    expect(push.requests[0]).toMatchObject({ status, responseBody: 'why' })
    expect(push.requests[0]?.error).toMatch(sentence)
  })

  it('describes a target that does not listen', async () => {
    const { receiver, service } = await setUp()
    await receiver.close()
    service.setTarget('s', { kind: 'json', url: receiver.url }, undefined)
    const push = await service.push('s', undefined)
    expect(push.requests[0]).toMatchObject({ status: null, ok: false })
    expect(push.requests[0]?.error).toMatch(/^Nothing listens at/)
  })

  it('takes user and password of a URL for the header, and shows them nowhere', async () => {
    const { receiver, service } = await setUp()
    const url = receiver.url.replace('//', '//me:p%40ss@')
    service.setTarget('s', { kind: 'json', url }, undefined)
    const push = await service.push('s', undefined)
    expect(receiver.requests[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from('me:p@ss').toString('base64')}`,
    )
    await receiver.close()
    const failed = await service.push('s', undefined)
    expect([push.ok, failed.ok]).toEqual([true, false])
    expect(JSON.stringify([push, failed])).not.toMatch(/p%40ss|p@ss/)
  })

  it('ends with an answer when the source is deleted meanwhile', async () => {
    const { receiver, service, sources } = await setUp()
    service.setTarget('s', { kind: 'json', url: receiver.url }, undefined)
    const pushing = service.push('s', undefined)
    sources.delete('s')
    expect(await pushing).toMatchObject({ ok: true })
    expect(service.last('s')).toBeNull()
  })

  it('tells an answer that breaks off from a target that cannot be reached', async () => {
    const { service } = await setUp()
    const broken = createServer((_request, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('abc', () => response.destroy())
    })
    await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void broken.close())
    const { port } = broken.address() as AddressInfo
    service.setTarget('s', { kind: 'json', url: `http://127.0.0.1:${port}` }, undefined)
    const push = await service.push('s', undefined)
    expect(push.requests[0]?.error).toMatch(/closed the connection before its answer was complete/)
  })

  it('sends no more to a host that gave no answer', async () => {
    const { receiver, service, segment } = await setUp()
    await receiver.close()
    service.setTarget('s', segment, 'wk_secret')
    const push = await service.push('s', undefined)
    expect(push.requests.map(({ error }) => error)).toEqual([
      expect.stringMatching(/^Nothing listens at/),
      expect.stringMatching(/^Not sent: .* did not answer the request before/),
    ])
    expect(push.requests[1]?.requestBody).toContain('rooms')
  })

  it('refuses without a target, without output, and with an empty output', async () => {
    const { service } = await setUp({ output: null, status: 'error' })
    await expect(service.push('s', undefined)).rejects.toMatchObject({ code: 'no_target' })
    service.setTarget('s', { kind: 'json', url: 'http://127.0.0.1:9' }, undefined)
    await expect(service.push('s', undefined)).rejects.toMatchObject({
      code: 'invalid_input',
      hint: expect.stringContaining('run it again'),
    })
    const empty = await setUp({ output: { events: [], objects: [] } })
    empty.service.setTarget('s', { kind: 'json', url: 'http://127.0.0.1:9' }, undefined)
    await expect(empty.service.push('s', undefined)).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })
})

describe('a large output', () => {
  const events = Array.from({ length: 20_000 }, (_, index) => ({
    type: 'track',
    event: index === 150 ? 's3cret' : 'E',
    userId: `u${index}`,
  }))
  const large: RunOutput = { events, objects: [] }
  const json = JSON.stringify(large)
  const packed = { json, events: 20_000, objects: 0, preview: '{"events":[],"objects":[]}' }

  it('is sent whole, and its requests are kept as far as anybody reads', async () => {
    const { receiver, service, segment } = await setUp({ output: packed })
    service.setTarget('s', { kind: 'json', url: receiver.url }, null)
    const { ok, requests } = await service.push('s', undefined)
    expect(ok).toBe(true)
    expect(JSON.parse(receiver.requests[0]?.body ?? '')).toEqual(large)
    const shown = requests[0]?.requestBody ?? ''
    expect(shown.length).toBeLessThan(66_000)
    expect(shown).toContain('••••••')
    expect(shown).not.toContain('s3cret')
    expect(shown.endsWith('(the rest of the request is not shown)')).toBe(true)

    service.setTarget('s', segment, 'wk')
    const batches = (await service.push('s', undefined)).requests
    expect(batches.length).toBeGreaterThan(1)
    expect(batches.every(({ status }) => status === 200)).toBe(true)
  })
  it('shows no start of a secret where many of them made the text shorter', async () => {
    const { receiver, service } = await setUp({
      output: { events: secrets(2000), objects: [] },
    })
    service.setTarget('s', { kind: 'json', url: receiver.url }, null)
    const { requests } = await service.push('s', undefined)
    const shown = requests[0]?.requestBody ?? ''
    expect(shown).toContain('••••••')
    expect(shown).not.toContain('s3cre')
  })
})

/** Whose text is cut within one. */
function secrets(count: number): RunOutput['events'] {
  return [{ type: 'track', event: 'E', properties: { all: `${SECRET} `.repeat(count) } }]
}
