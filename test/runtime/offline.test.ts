/** Recording and replaying through the core: with its database, its settings and its migrations. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCoreClient, textSetting, type CoreClient } from '../support/core-client.ts'
import { tempDir } from '../support/temp-dir.ts'
import { runtimeDir } from './harness.ts'
import { startWebServer, type WebServer } from './support/web-server.ts'

let server: WebServer

beforeAll(async () => {
  server = await startWebServer()
})
afterAll(() => server.close())

const sample = { kind: 'payload' as const, text: '{"payload":{"body":{}}}' }

async function bench(code: string, handler: 'modern' | 'legacy' = 'modern') {
  const client: CoreClient = startCoreClient(tempDir(), runtimeDir)
  const { id: sourceId } = await client.api['sources.create']({
    name: 'Calls',
    handler,
    // A second is short on a busy machine.
    profile: 'current',
  })
  await client.api['sources.saveCode']({
    sourceId,
    code: code.replaceAll('BASE', server.base),
    baseVersion: 1,
  })
  const save = (text: string) =>
    client.api['settings.save']({ sourceId, settings: [textSetting('apiKey', text, true)] })
  return { api: client.api, sourceId, save }
}

const counting = `async function onRequest(request, settings) {
  const answer = await fetch('BASE/count', { headers: { 'X-Key': settings.apiKey } })
  Segment.track({ event: 'E', userId: await answer.text(), properties: { key: settings.apiKey } })
}`

describe('runs of a source', () => {
  it('record their calls and replay them without a network', async () => {
    const { api, sourceId, save } = await bench(counting)
    await save('s3cret-key')
    expect(await api['cassettes.get']({ sourceId })).toBe(null)
    await expect(
      api['runs.start']({ sourceId, input: sample, options: { network: 'replay' } }),
    ).rejects.toMatchObject({ code: 'conflict' })

    const first = await api['runs.start']({
      sourceId,
      input: sample,
      options: { network: 'record' },
    })
    expect(first.options.network).toBe('record')
    expect(first.result.calls).toMatchObject([{ url: `${server.base}/count`, from: 'network' }])
    expect(await api['cassettes.get']({ sourceId })).toMatchObject({
      calls: [{ method: 'GET', url: `${server.base}/count`, status: 200, error: null }],
    })
    expect((await api['cassettes.export']({ sourceId })).text).not.toContain('s3cret-key')

    const before = server.seen.length
    const again = await api['runs.start']({
      sourceId,
      input: sample,
      options: { network: 'replay' },
    })
    expect(server.seen).toHaveLength(before)
    expect(again.result.output).toEqual(first.result.output)
    expect(again.result.calls).toMatchObject([{ status: 200, from: 'cassette' }])
    expect(again.result.secretPaths).toEqual(['/events/0/properties/key'])
    // The window gets no secret; a push sends the output as it is.
    expect(JSON.stringify(again)).not.toContain('s3cret-key')
    expect(again.result.output).toMatchObject({ events: [{ properties: { key: '••••••' } }] })
    expect(JSON.stringify(await api['history.run']({ runId: again.id }))).not.toContain(
      's3cret-key',
    )
    // As it comes out of the database.
    expect(await api['runs.last']({ sourceId })).toEqual(again)

    await api['cassettes.delete']({ sourceId })
    expect(await api['cassettes.get']({ sourceId })).toBe(null)
  })

  it('record answers of any status', async () => {
    const { api, sourceId } = await bench(counting.replace('/count', '/denied'))
    const run = async (network: 'record' | 'replay') =>
      (await api['runs.start']({ sourceId, input: sample, options: { network } })).result
    expect((await run('record')).calls).toMatchObject([{ status: 999 }])
    expect(await api['cassettes.get']({ sourceId })).toMatchObject({ calls: [{ status: 999 }] })
    expect((await run('replay')).calls).toMatchObject([{ status: 999, from: 'cassette' }])
    const { text } = await api['cassettes.export']({ sourceId })
    expect(await api['cassettes.import']({ sourceId, text })).toMatchObject({
      calls: [{ status: 999 }],
    })
  })

  it('go no further than the policy of their source', async () => {
    const { api, sourceId } = await bench(counting)
    expect((await api['sources.get']({ sourceId })).networkPolicy).toBe('allow')
    await api['sources.update']({ sourceId, networkPolicy: 'none' })
    const before = server.seen.length
    const { result } = await api['runs.start']({ sourceId, input: sample })
    expect(result.error?.message).toContain('the network policy of this source is "none"')
    const ring = await api['ring.run']({ sourceId })
    expect(ring.rows[0]?.now.error?.message).toContain('"none"')
    expect(server.seen).toHaveLength(before)
  })

  it('do not reach the listener that captures for them', async () => {
    const { api, sourceId } = await bench('')
    await api['preferences.set']({ tunnelProvider: 'none', capturePort: 0 })
    await api['capture.open']({ sourceId, seconds: 60 })
    const { localUrl } = await api['capture.status']({})
    const { token, version } = await api['sources.get']({ sourceId })
    const code = `onRequest = async () => { await fetch('${localUrl}/?b=${token}', { method: 'POST', body: '{}' }) }`
    await api['sources.saveCode']({ sourceId, code, baseVersion: version })
    const { result } = await api['runs.start']({ sourceId, input: sample })
    expect(result.error?.message).toContain("is Hookbench's own and closed to functions")
    expect(await api['events.list']({ sourceId })).toEqual([])
    await api['capture.close']({ sourceId })
  })
})

describe('the proof of a migration', () => {
  const legacy = `exports.processEvents = async (event) => {
    const answer = await fetch('BASE/count', { method: 'POST', body: 'x' })
    return { events: [{ type: 'track', event: 'E', userId: await answer.text() }] }
  }`

  it('calls nobody', async () => {
    const { api, sourceId } = await bench(legacy, 'legacy')
    const before = server.seen.length
    const { proof } = await api['runs.migrate']({ sourceId })
    expect(server.seen).toHaveLength(before)
    expect(proof).toMatchObject([{ same: true, beforeError: { name: 'FetchError' } }])
  })

  it('is answered from the recorded calls', async () => {
    const { api, sourceId } = await bench(legacy, 'legacy')
    await api['runs.start']({ sourceId, input: sample, options: { network: 'record' } })
    const before = server.seen.length
    const { proof } = await api['runs.migrate']({ sourceId })
    expect(server.seen).toHaveLength(before)
    expect(proof).toMatchObject([{ same: true, beforeError: null, afterError: null }])
    expect(proof[0]?.afterOutput?.events).toHaveLength(1)
  })
})
