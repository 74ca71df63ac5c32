/** Coverage and fields of a source, with the real database and the real runtime. */
import type { FieldsReport } from '#preload/model/coverage'
import { describe, expect, it } from 'vitest'
import { startCoreClient, textSetting, type CoreClient } from '../support/core-client.ts'
import { tempDir } from '../support/temp-dir.ts'
import { runtimeDir } from './harness.ts'

const CODE = `async function onRequest(request, settings) {
  const body = request.json()
  if (body.kind === 'refund') {
    Segment.track({ event: 'Refunded', userId: body.user.id })
    return
  }
  if (request.headers.get('X-Test')) return
  const coupon = body.cupon
  Segment.track({ event: settings.prefix + body.kind, userId: body.user.id, properties: body.cart })
}`

interface Bench extends CoreClient {
  readonly sourceId: string
}

async function bench(...bodies: readonly object[]): Promise<Bench> {
  const client = startCoreClient(tempDir(), runtimeDir)
  const { id: sourceId } = await client.api['sources.create']({ name: 'Orders' })
  await client.api['sources.saveCode']({ sourceId, code: CODE, baseVersion: 1 })
  await client.api['sources.update']({
    sourceId,
    samplePayload: '{"payload":{"body":{"user":{}}}}',
  })
  await client.api['settings.save']({ sourceId, settings: [textSetting('prefix', 'P ', false)] })
  for (const body of bodies) {
    const curl = `curl 'http://h.example/in?q=1' -H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`
    const files = [{ name: 'one.sh', base64: Buffer.from(curl).toString('base64') }]
    await client.api['import.files']({ sourceId, files })
  }
  return { ...client, sourceId }
}

const order = (more: object): object => ({ kind: 'order', user: { id: 'u' }, ...more })

const line = ({ rows }: FieldsReport, name: string): string => {
  const row = rows.find((one) => one.name === name)
  const cells = row?.cells.map((types) => types?.join('|') ?? '-').join(' ')
  return `${cells} / ${row?.use.join('+')} / ${row?.drift.map(({ kind, event }) => `${kind} ${event}`).join()}`
}

describe('coverage of a source', () => {
  it('is seen with all events on request only, and told once', async () => {
    const client = await bench(order({}), order({ cart: { total: 1 } }))
    const { api, sourceId } = client
    await api['ring.run']({ sourceId })
    expect(await api['coverage.get']({ sourceId })).toBeNull()
    const plain = await api['ring.run']({ sourceId })
    const observed = await api['ring.run']({ sourceId, observe: true })
    expect(observed.rows.map(({ now }) => now)).toEqual(plain.rows.map(({ now }) => now))
    expect(client.seen('coverage.changed')).toEqual([{ sourceId }])
    const report = await api['coverage.get']({ sourceId })
    expect(report?.inputs.map(({ label, outcome }) => [label, outcome])).toEqual([
      ['Captured Event 1', 'observed'],
      ['Captured Event 2', 'observed'],
      ['Sample payload', 'observed'],
    ])
    expect(report?.marks.find((mark) => mark.line === 9)?.by).toEqual([0, 1, 2])
    expect(report?.places.filter((place) => place.isOutermost)).toMatchObject([
      { kind: 'branch', startLine: 3, endLine: 6, by: [] },
      { kind: 'branch', startLine: 7, by: [] },
    ])
    expect(report?.lines).toEqual({ total: 7, reached: 5 })
  })

  it('grows with single runs of the same code, and starts anew with other code', async () => {
    const { api, sourceId, seen } = await bench(order({}), { kind: 'refund', user: { id: 'u' } })
    await api['ring.run']({ sourceId, observe: true })
    const input = { kind: 'payload', text: '{"kind":"other","user":{"id":"x"}}' } as const
    await api['runs.start']({ sourceId, input, observe: true })
    await expect.poll(() => seen('coverage.changed')).toHaveLength(2)
    const report = await api['coverage.get']({ sourceId })
    expect(report?.inputs.map(({ label }) => label)).toEqual([
      'Captured Event 1',
      'Captured Event 2',
      'Edited payload',
      'Sample payload',
    ])
    await api['sources.saveCode']({ sourceId, code: 'function onRequest() {}', baseVersion: 2 })
    await api['runs.start']({ sourceId, input, observe: true })
    await expect.poll(() => seen('coverage.changed')).toHaveLength(3)
    const fresh = await api['coverage.get']({ sourceId })
    expect(fresh?.sourceVersion).toBe(3)
    expect(fresh?.inputs.map(({ label }) => label)).toEqual(['Edited payload'])
  })
})

describe('fields of a source', () => {
  it('are those of the events in the order of time, with types, drift and reads', async () => {
    const { api, sourceId } = await bench(
      order({ total: 1, note: 'x', cart: { items: [{ sku: 1, tag: 'a' }] } }),
      order({ total: '1', note: null, cart: { items: [{ sku: 2 }], gift: true } }),
      order({ total: '2', cart: { items: [] } }),
    )
    const before = await api['fields.get']({ sourceId })
    expect(before.reads).toBeNull()
    expect(before.events.map(({ number }) => number)).toEqual([1, 2, 3])
    await api['ring.run']({ sourceId, observe: true })
    const report = await api['fields.get']({ sourceId })
    expect(report.reads).toEqual({ sourceVersion: 2, inputs: 4, hasText: false })
    expect(line(report, 'kind')).toBe('string string string / read / ')
    expect(line(report, 'total')).toBe('number string string /  / changes 1')
    expect(line(report, 'note')).toBe('string null  /  / vanishes 2')
    expect(line(report, 'cart')).toBe('object object object / read+listed / ')
    expect(line(report, 'cart.items[]')).toBe('object object - / sent+listed / ')
    expect(line(report, 'cart.items[].sku')).toBe('number number - / sent / ')
    expect(line(report, 'cart.items[].tag')).toBe('string  - / sent / vanishes 1')
    expect(line(report, 'cart.gift')).toBe(' boolean  / sent / appears 1,vanishes 2')
    expect(line(report, 'cupon')).toBe('   / read / ')
    expect(line(report, 'X-Test')).toBe('   / read / ')
    expect(line(report, 'Content-Type')).toBe('string string string /  / ')
    expect(line(report, 'prefix')).toBe('string string string / read / ')
    expect(line(report, 'q')).toBe('string string string /  / ')
  })

  it('of other kinds of event are no drift', async () => {
    const { api, sourceId } = await bench(
      { type: 'paid', user: {}, amount: 1 },
      { type: 'left', user: {}, reason: 'x' },
      { type: 'paid', user: {}, amount: 2 },
    )
    const report = await api['fields.get']({ sourceId })
    expect(report.kindField).toBe('type')
    expect(line(report, 'amount')).toBe('number  number /  / ')
    expect(report.rows.flatMap(({ drift }) => drift)).toEqual([])
  })

  it('are none without events, and one for all names of a map', async () => {
    const empty = await bench()
    expect((await empty.api['fields.get']({ sourceId: empty.sourceId })).events).toEqual([])
    const names = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`id${index}`, 1]))
    const { api, sourceId } = await bench({ user: {}, stock: names })
    expect(line(await api['fields.get']({ sourceId }), 'stock.*')).toBe('number /  / ')
  })
})
