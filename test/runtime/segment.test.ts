import { describe, expect, it } from 'vitest'
import { createHarness } from './harness.ts'

const { run } = createHarness()

async function emit(statement: string): Promise<unknown> {
  const { output, error } = await run(`function onRequest() { ${statement} }`)
  return error === null ? output : `${error.name}: ${error.message}`
}

const one = (event: object) => ({ events: [event], objects: [] })
const needsUser = 'ValidationError: One of userId,anonymousId is required but not defined'

describe('Segment', () => {
  it.each<[string, unknown]>([
    [
      "Segment.track({event: 'E', userId: 'u', properties: {a: 1}})",
      one({ type: 'track', event: 'E', properties: { a: 1 }, userId: 'u' }),
    ],
    ["Segment.track({event: 'E', userId: 123})", one({ type: 'track', event: 'E', userId: 123 })],
    [
      "Segment.identify({anonymousId: 'a', traits: {x: null}, extra: 1, context: {}})",
      one({ type: 'identify', traits: { x: null }, anonymousId: 'a', context: {} }),
    ],
    [
      "Segment.page({name: 'P', userId: 'u', properties: {}})",
      one({ type: 'page', name: 'P', properties: {}, userId: 'u' }),
    ],
    ["Segment.screen({name: 'S', userId: 'u'})", one({ type: 'screen', name: 'S', userId: 'u' })],
    [
      "Segment.group({groupId: 'g', userId: 'u', traits: {n: 1}})",
      one({ type: 'group', groupId: 'g', traits: { n: 1 }, userId: 'u' }),
    ],
    [
      "Segment.alias({previousId: 'p', userId: 'u'})",
      one({ type: 'alias', previousId: 'p', userId: 'u' }),
    ],
    [
      "Segment.set({collection: 'rooms', id: '1', properties: {a: 1}, x: 1})",
      { events: [], objects: [{ collection: 'rooms', id: '1', properties: { a: 1 } }] },
    ],
    [
      "Segment.track({event: 'E', userId: '', anonymousId: 'a', messageId: 'm', timestamp: 't', sentAt: 's', integrations: {All: false}})",
      one({
        type: 'track',
        event: 'E',
        anonymousId: 'a',
        integrations: { All: false },
        messageId: 'm',
        sentAt: 's',
        timestamp: 't',
      }),
    ],
    ["Segment.track({userId: 'u'})", 'ValidationError: event is required but not defined'],
    [
      "Segment.track({event: '', userId: 'u'})",
      'ValidationError: event is required but not defined',
    ],
    ["Segment.track({event: 'E'})", needsUser],
    ['Segment.identify({traits: {}})', needsUser],
    ["Segment.group({userId: 'u'})", 'ValidationError: groupId is required but not defined'],
    ["Segment.alias({userId: 'u'})", 'ValidationError: previousId is required but not defined'],
    ["Segment.set({id: '1'})", 'ValidationError: collection is required but not defined'],
    ["Segment.set({collection: 'c'})", 'ValidationError: id is required but not defined'],
    // What is required must be there, and is dropped all the same where it is falsy.
    ["Segment.track({event: null, userId: 'u'})", one({ type: 'track', userId: 'u' })],
    ["Segment.group({groupId: 0, userId: 'u'})", one({ type: 'group', userId: 'u' })],
    ["Segment.alias({previousId: null, userId: 'u'})", one({ type: 'alias', userId: 'u' })],
    [
      "Segment.set({collection: 'c', id: 0, properties: null})",
      { events: [], objects: [{ collection: 'c' }] },
    ],
    ['Segment.track()', "TypeError: Cannot read properties of undefined (reading 'event')"],
    ['', { events: [], objects: [] }],
  ])('%s', async (statement, expected) => {
    expect(await emit(statement)).toEqual(expected)
  })

  it('keeps keys in the documented order', async () => {
    const { output } = await run(
      `function onRequest() {
        Segment.track({timestamp: 't', userId: 'u', properties: {}, event: 'E', context: {a: 1}})
      }`,
    )
    expect(Object.keys(output?.events[0] ?? {})).toEqual([
      'type',
      'event',
      'properties',
      'userId',
      'context',
      'timestamp',
    ])
  })

  it('keeps properties by reference and copies context', async () => {
    const { output } = await run(`function onRequest() {
      const properties = {}, context = {}
      const stored = Segment.track({event: 'E', userId: 'u', properties, context})
      properties.later = 1
      context.later = 1
      stored.added = 2
    }`)
    expect(output?.events).toEqual([
      { type: 'track', event: 'E', properties: { later: 1 }, userId: 'u', context: {}, added: 2 },
    ])
  })

  it('copies context at every depth, but no instances of classes', async () => {
    const { output } = await run(`function onRequest() {
      const context = { device: { ids: [{ id: 1 }] }, at: new Date(0), none: undefined }
      context.again = context.device
      Segment.identify({ userId: 'u', context, integrations: { All: true } })
      context.device.ids[0].id = 2
      context.device.ids.push(3)
    }`)
    const device = { ids: [{ id: 1 }] }
    expect(output?.events[0]).toEqual({
      type: 'identify',
      userId: 'u',
      context: { device, at: '1970-01-01T00:00:00.000Z', again: device },
      integrations: { All: true },
    })
  })

  it('needs its own this', async () => {
    const { error } = await run(
      "function onRequest() { const { track } = Segment; track({event: 'E', userId: 'u'}) }",
    )
    expect(error?.name).toBe('TypeError')
  })
})
