import { createMigrateService } from '#main/runtime/migrate/migrate-service'
import { parsePayload } from '#main/runtime/payload'
import { createWork } from '#main/runtime/thread/work'
import { inThisThread } from '#main/runtime/thread/workshops'
import type { SourceRecord } from '#main/store/sources-repo'
import { describe, expect, it } from 'vitest'
import { sourceRow } from '../support/source-row.ts'
import { createHarness } from './harness.ts'

const { runtime } = createHarness()

const code = `exports.processEvents = async (event) => ({
  events: [{ type: 'track', event: 'A', userId: event.payload.body.user, properties: { key: event.settings.key, tags: undefined } }]
})`

function serviceFor(payloads: readonly string[], source: Partial<SourceRecord> = {}) {
  const record: SourceRecord = {
    ...sourceRow({
      id: 'src_1',
      handler: 'legacy',
      code,
      samplePayload: '{"payload":{"body":{"user":"sample"}}}',
    }),
    eventCount: payloads.length,
    ...source,
  }
  return createMigrateService({
    work: inThisThread(createWork(runtime)),
    cassettes: { offline: () => ({ policy: 'none' }) },
    findSource: (id) => (id === record.id ? record : undefined),
    settingsFor: () => ({ values: { key: 'k' }, secrets: ['hidden'], missing: [] }),
    eventsOf: () =>
      payloads.map((_, index) => ({ id: `evt_${index}`, number: index + 1, title: '' })),
    requestOf: (id) => parsePayload(payloads[Number(id.slice(4))] ?? '{}').request,
  })
}

describe('migrating a source', () => {
  it('proves the saved code on the captured events and on the sample payload', async () => {
    const { code: modern, notes, proof } = await serviceFor(['{"user":"u1"}']).migrate('src_1')
    expect(modern).toContain('async function onRequest(request, settings)')
    expect(notes).toEqual([])
    expect(proof.map(({ label, eventId, same }) => [label, eventId, same])).toEqual([
      ['Captured Event 1', 'evt_0', true],
      ['Sample payload', null, true],
    ])
    expect(proof[0]?.afterOutput?.events).toEqual([
      { type: 'track', event: 'A', userId: 'u1', properties: { key: 'k' } },
    ])
  })

  it('shows where outputs differ', async () => {
    const text = code.replace('userId:', "channel: 'web', userId:")
    const { notes, proof } = await serviceFor([]).migrate('src_1', text)
    expect(notes).toEqual([{ line: 2, message: expect.stringContaining('"channel"') as string }])
    expect(proof).toMatchObject([
      {
        same: false,
        differences: [{ path: '/events/0/channel', kind: 'missing', before: 'web', after: null }],
      },
    ])
  })

  it('keeps text bodies working where they have been seen', async () => {
    const text = code.replace('event.payload.body.user', 'String(event.payload.body)')
    const service = serviceFor([
      '{"payload":{"body":"plain","headers":{"Content-Type":"text/plain"}}}',
    ])
    const { code: modern, proof } = await service.migrate('src_1', text)
    expect(modern).toContain('legacyBody(request)')
    expect(proof.every(({ same }) => same)).toBe(true)
  })

  it('needs no readable sample payload', async () => {
    const { proof } = await serviceFor([], { samplePayload: '{' }).migrate('src_1')
    expect(proof).toEqual([])
  })

  it('refuses code that is not legacy, and sources that are gone', async () => {
    const service = serviceFor([])
    await expect(service.migrate('src_1', 'function onRequest() {}')).rejects.toThrow('modern')
    await expect(service.migrate('src_2')).rejects.toMatchObject({ code: 'not_found' })
  })
})
