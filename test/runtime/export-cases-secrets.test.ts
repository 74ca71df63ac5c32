/** What of a source's cases leaves, and what becomes of it where they are run. */
import { loadCases } from '#main/runtime/cases/load'
import { runCases } from '#main/runtime/cases/run-cases'
import { writeCases } from '#main/runtime/ring/write-cases'
import { openDatabase } from '#main/store/database'
import type { ExportedCases } from '#preload/model/ring'
import { describe, expect, it } from 'vitest'
import { startCoreClient, textSetting, type CoreClient } from '../support/core-client.ts'
import { tempDir } from '../support/temp-dir.ts'
import { createHarness, runtimeDir } from './harness.ts'

const { runtime } = createHarness()

const BEARER = 't0ken-of-the-sender'
const COOKIE = 'c00kie-of-the-sender'
const KEY = 's3cret-key-of-the-api'

/** Each kind makes something else of the credentials that it comes with. */
const CODE = `function onRequest(request, settings) {
  const { kind } = request.json()
  const token = request.headers.get('authorization')
  if (kind === 'checks' && token !== 'Bearer ' + settings.token) throw new ValidationError('wrong token')
  if (kind === 'fails') throw new ValidationError('not ' + request.headers.get('cookie'))
  const properties = { has: request.headers.has('authorization'), signature: request.headers.get('x-signature') }
  if (kind === 'repeats') properties.token = token
  if (kind === 'tells') properties.key = settings.key
  Segment.track({ event: kind, userId: 'u', properties })
}`

const KINDS = ['plain', 'checks', 'fails', 'repeats', 'tells']

async function accepted(dataDir = tempDir()): Promise<CoreClient & { sourceId: string }> {
  const client = startCoreClient(dataDir, runtimeDir)
  const { api } = client
  const { id: sourceId } = await api['sources.create']({ name: 'Orders' })
  await api['sources.saveCode']({ sourceId, code: CODE, baseVersion: 1 })
  const settings = [textSetting('key', KEY), textSetting('token', BEARER)]
  await api['settings.save']({ sourceId, settings })
  for (const kind of KINDS) {
    const curl = `curl 'http://h.example/in?b=any&access_token=${COOKIE}' -H 'Content-Type: application/json' -H 'Authorization: Bearer ${BEARER}' -H 'Cookie: sid=${COOKIE}' -H 'X-Signature: sha256=abc' -d '{"kind":"${kind}"}'`
    const files = [{ name: 'one.sh', base64: Buffer.from(curl).toString('base64') }]
    await api['import.files']({ sourceId, files })
  }
  await api['sources.update']({
    sourceId,
    samplePayload: `{"payload":{"body":{"kind":"tells"}},"settings":{"key":"another-key-of-the-api"}}`,
  })
  await api['ring.run']({ sourceId })
  await api['ring.accept']({ sourceId })
  return { ...client, sourceId }
}

async function verdictsOf(cases: ExportedCases, env: Record<string, string>): Promise<string[]> {
  const dir = tempDir()
  await writeCases(dir, cases)
  const verdicts: string[] = []
  await runCases(await loadCases(dir, { env }), runtime, {
    onVerdict: ({ name, status }) => verdicts.push(`${name} ${status}`),
  })
  return verdicts
}

describe('cases of a source', () => {
  it('leave without secrets, and pass where the function needs none of them', async () => {
    const { api, sourceId } = await accepted()
    const cases = await api['ring.export']({ sourceId })
    const text = JSON.stringify(cases.files)
    for (const secret of [BEARER, COOKIE, KEY, 'another-key-of-the-api']) {
      expect(text).not.toContain(secret)
    }
    expect(text).toContain('Bearer REDACTED')
    expect(text).toContain('sha256=abc')
    expect(cases.withheld).toEqual([
      'header Authorization',
      'header Cookie',
      'query parameter access_token',
      'setting key',
      'setting token',
      'what is expected',
    ])
    expect(cases.notes).toContain(
      'Where the cases are run, the function reads REDACTED in header Authorization, header Cookie and query parameter access_token.',
    )
    // One that checks what was left out fails; what would hold a secret expects nothing.
    expect(await verdictsOf(cases, { KEY, TOKEN: BEARER })).toEqual([
      'captured-event-1 passed',
      'captured-event-2 failed',
      'captured-event-3 new',
      'captured-event-4 new',
      'captured-event-5 new',
      'sample-payload new',
    ])
  })

  it('leave whole when that is asked for', async () => {
    const { api, sourceId } = await accepted()
    const cases = await api['ring.export']({ sourceId, secrets: true })
    expect(cases.withheld).toEqual([])
    expect(cases.notes).toEqual([])
    const verdicts = await verdictsOf(cases, {})
    expect(verdicts.filter((verdict) => verdict.endsWith(' passed'))).toHaveLength(6)
    const { base64 } = await api['ring.exportArchive']({ sourceId })
    const whole = await api['ring.exportArchive']({ sourceId, secrets: true })
    expect(whole.base64.length).toBeGreaterThan(base64.length)
  })

  it('expect nothing that held a secret of then, or may have', async () => {
    const dataDir = tempDir()
    const { api, sourceId } = await accepted(dataDir)
    const settings = [textSetting('key', 'the next one'), textSetting('token', 'the other one')]
    await api['settings.save']({ sourceId, settings })
    const expecting = async (): Promise<string[]> =>
      (await api['ring.export']({ sourceId })).files
        .filter(({ text }) => text.includes('"expect"'))
        .map(({ path }) => path)
        .toSorted()
    expect(await expecting()).toEqual([
      'cases/captured-event-1.json',
      'cases/captured-event-2.json',
    ])

    const database = openDatabase(dataDir)
    database.exec('UPDATE baselines SET held_secret = NULL')
    database.close()
    expect(await expecting()).toEqual([])
    await api['ring.run']({ sourceId })
    await api['ring.accept']({ sourceId })
    expect(await expecting()).toContain('cases/captured-event-1.json')
  })
})
