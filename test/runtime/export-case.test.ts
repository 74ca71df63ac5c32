/** A captured event with what the function made of it, exported as a test case. */
import { startCoreClient, textSetting, type CoreClient } from '../support/core-client.ts'
import { tempDir } from '../support/temp-dir.ts'
import { expect, it } from 'vitest'
import { runtimeDir } from './harness.ts'

const KEY = 's3cret-key-of-the-api'

async function ranOnEvent(
  code: string,
): Promise<CoreClient & { eventId: string; sourceId: string }> {
  const client = startCoreClient(tempDir(), runtimeDir, 'server')
  const { api } = client
  const { id: sourceId } = await api['sources.create']({ name: 'Orders' })
  await api['sources.saveCode']({ sourceId, code, baseVersion: 1 })
  await api['settings.save']({ sourceId, settings: [textSetting('key', KEY)] })
  const curl = `curl http://h.example/in -H 'Content-Type: application/json' -H 'Authorization: Bearer t0ken-of-sender' -d '{"kind":"a"}'`
  const files = [{ name: 'one.sh', base64: Buffer.from(curl).toString('base64') }]
  await api['import.files']({ sourceId, files })
  const eventId = (await api['events.list']({ sourceId }))[0]?.id ?? ''
  const { result } = await api['runs.start']({ sourceId, input: { kind: 'event', eventId } })
  expect(result.error).toBeNull()
  return { ...client, eventId, sourceId }
}

interface Case {
  readonly payload: unknown
  readonly expect?: { readonly output: { readonly events: unknown[] } }
}

function caseOf({ base64 }: { base64: string }): Case {
  return JSON.parse(Buffer.from(base64, 'base64').toString()) as Case
}

it('takes no time of this thread, however much the function emits', async () => {
  const { api, eventId } = await ranOnEvent(`function onRequest() {
    const d = Array.from({ length: 140 }, (_, at) => at)
    for (let i = 0; i < 7000; i++) {
      Segment.track({ event: 'E', userId: String(i), properties: { a: true, b: null, d } })
    }
  }`)
  const before = process.threadCpuUsage()
  const exported = await api['export.event']({ eventId, format: 'fixture' })
  const { user, system } = process.threadCpuUsage(before)
  expect((user + system) / 1000).toBeLessThan(100)
  expect(caseOf(exported).expect?.output.events).toHaveLength(7000)
})

it('expects nothing where that would hold a secret, unless it is asked for', async () => {
  const { api, eventId } = await ranOnEvent(`function onRequest(request, { key }) {
    Segment.track({ event: 'E', userId: 'u', properties: { key } })
  }`)
  const exported = await api['export.event']({ eventId, format: 'fixture' })
  expect(caseOf(exported)).toMatchObject({ payload: { body: { kind: 'a' } } })
  expect(caseOf(exported).expect).toBeUndefined()
  expect(exported.withheld).toContain('what is expected')
  const whole = await api['export.event']({ eventId, format: 'fixture', secrets: true })
  expect(caseOf(whole).expect?.output.events).toMatchObject([{ properties: { key: KEY } }])
  expect(whole.withheld).toEqual([])
})

it('expects nothing that held a secret of then, which is another one by now', async () => {
  const { api, eventId, sourceId } = await ranOnEvent(`function onRequest(request, { key }) {
    Segment.track({ event: 'E', userId: 'u', properties: { key } })
  }`)
  await api['settings.save']({ sourceId, settings: [textSetting('key', 'the next one')] })
  const exported = await api['export.event']({ eventId, format: 'fixture' })
  expect(caseOf(exported).expect).toBeUndefined()
  expect(exported.withheld).toContain('what is expected')
})

it('expects nothing that holds what is left out of the payload', async () => {
  const { api, eventId } = await ranOnEvent(`function onRequest(request) {
    const [, token] = request.headers.get('authorization').split(' ')
    Segment.track({ event: 'E', userId: 'u', properties: { token } })
  }`)
  const exported = await api['export.event']({ eventId, format: 'fixture' })
  expect(Buffer.from(exported.base64, 'base64').toString()).not.toContain('t0ken-of-sender')
  expect(exported.withheld).toEqual(['header Authorization', 'what is expected'])
})
