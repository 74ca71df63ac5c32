import { checkOutput } from '#main/runtime/output-check'
import type { RunOutput } from '#preload/model'
import { describe, expect, it } from 'vitest'

type Item = Record<string, unknown>
const track = { type: 'track', event: 'E', userId: 'u' }
const room = { collection: 'rooms', id: '1' }

function check(events: Item[], objects: Item[] = []): string[] {
  const output: RunOutput = { events, objects }
  return checkOutput(output).map(({ path, message }) => `${path} ${message}`)
}

describe('checkOutput', () => {
  it('accepts what the vendor accepts', () => {
    expect(check([track, { type: 'identify', anonymousId: 'a', traits: {} }], [room])).toEqual([])
    expect(check([], [])).toEqual([])
  })

  it.each<[Item, string]>([
    [{ ...track, userId: 1 }, '/events/0/userId Incorrect type. Expected "string".'],
    [{ ...track, event: 5 }, '/events/0/event Incorrect type. Expected "string".'],
    [{ ...track, properties: [] }, '/events/0/properties Incorrect type. Expected "object".'],
    [{ ...track, context: 'x' }, '/events/0/context Incorrect type. Expected "object".'],
    [{ type: 'track', userId: 'u' }, '/events/0 Missing property "event".'],
    [{ type: 'track', event: 'E' }, '/events/0 Missing property "userId" or "anonymousId".'],
    [
      { type: 'other', userId: 'u' },
      '/events/0/type Value is not accepted. Valid values: "track", "identify", "page", "screen", "group", "alias".',
    ],
  ])('an event: %j', (event, warning) => {
    expect(check([event])).toEqual([warning])
  })

  it.each<[Item, string]>([
    [
      { ...room, collection: 'Rooms' },
      '/objects/0/collection A collection may only have lower-case letters and "_".',
    ],
    [
      { ...room, collection: 'a'.repeat(101) },
      '/objects/0/collection A collection has at most 100 characters.',
    ],
    [{ ...room, collection: 1 }, '/objects/0/collection Incorrect type. Expected "string".'],
    [{ ...room, id: 1 }, '/objects/0/id Incorrect type. Expected "string".'],
    [{ ...room, id: 'x'.repeat(101) }, '/objects/0/id An id has at most 100 characters.'],
    [{ collection: 'rooms' }, '/objects/0 Missing property "id".'],
    [
      { ...room, properties: { 'a/b': { c: 1 } } },
      '/objects/0/properties/a~1b Nested values are not accepted in the properties of an object.',
    ],
    [
      { ...room, properties: { a: [1] } },
      '/objects/0/properties/a Nested values are not accepted in the properties of an object.',
    ],
  ])('an object: %j', (object, warning) => {
    expect(check([], [object])).toEqual([warning])
  })

  it('an event over 32 KB', () => {
    const [warning] = check([{ ...track, properties: { a: 'x'.repeat(33_000) } }])
    expect(warning).toMatch(/^\/events\/0 The event has 33\d{3} bytes\. At most 32768 \(32 KB\)/)
  })

  it('finds a secret wherever it is', () => {
    const output = { events: [{ ...track, properties: { a: [{ b: 'my secret!' }] } }], objects: [] }
    expect(checkOutput(output, ['secret'])).toEqual([
      {
        path: '/events/0/properties/a/0/b',
        message: 'Contains the value of an encrypted setting.',
      },
    ])
  })

  it('finds a secret in the name of a property, in other spellings and as a number', () => {
    const properties = { 'a/my secret~': { b: 1 }, c: btoa('user:my secret~'), d: 12_345_678 }
    const output = { events: [{ ...track, properties }], objects: [] }
    const warnings = checkOutput(output, ['my secret~', '12345678'])
    const found = 'Contains the value of an encrypted setting.'
    expect(warnings).toEqual([
      {
        path: '/events/0/properties/a~1••••••',
        message: 'The name of a property contains the value of an encrypted setting.',
      },
      { path: '/events/0/properties/c', message: found },
      { path: '/events/0/properties/d', message: found },
    ])
    expect(checkOutput(output, ['another secret'])).toEqual([])
  })

  it('is bounded, and says so, but misses no secret', () => {
    const events = Array.from({ length: 5000 }, (_, index) => ({ ...track, userId: index }))
    const last = { ...track, properties: { a: 'my secret!', b: [1, { 'c/d': 'my secret!' }] } }
    const warnings = checkOutput({ events: [...events, last], objects: [] }, ['secret'])
    expect(warnings.slice(999)).toEqual([
      { path: '/events/999/userId', message: 'Incorrect type. Expected "string".' },
      { path: '', message: '4000 more warnings are not shown.' },
      {
        path: '/events/5000/properties/a',
        message: 'Contains the value of an encrypted setting.',
      },
      {
        path: '/events/5000/properties/b/1/c~1d',
        message: 'Contains the value of an encrypted setting.',
      },
    ])
  })

  it('names no secret where it finds another fault with its property', () => {
    const object = { ...room, properties: { 'my/secret': { a: 1 } } }
    const warnings = checkOutput({ events: [], objects: [object] }, ['my/secret'])
    expect(warnings.map(({ path }) => path)).toEqual([
      '/objects/0/properties/••••••',
      '/objects/0/properties/••••••',
    ])
  })
})
