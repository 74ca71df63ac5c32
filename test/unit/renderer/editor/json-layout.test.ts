import { describe, expect, it } from 'vitest'
import { layoutJson, spanOf } from '../../../../renderer/editor/json-layout.ts'

const value = {
  events: [
    { type: 'track', userId: 77, properties: { 'a/b': [1, []], 'c~d': null, empty: {} } },
    { type: 'identify', traits: { name: 'Zoë "Z"\n' } },
  ],
  objects: [],
}

function textAt(pointer: string): string {
  const layout = layoutJson(value)
  const span = spanOf(layout, pointer)
  const lines = layout.text.split('\n')
  if (span === undefined || span.startLine !== span.endLine) {
    return `lines ${span?.startLine}-${span?.endLine}`
  }
  return lines[span.startLine - 1]?.slice(span.startColumn - 1, span.endColumn - 1) ?? ''
}

describe('layoutJson', () => {
  it('writes what JSON.stringify writes', () => {
    for (const sample of [value, [], {}, null, 'x', 3, [[]], { a: { b: [{}] } }]) {
      expect(layoutJson(sample).text).toBe(JSON.stringify(sample, null, 2))
    }
  })

  it('finds values by pointer', () => {
    expect(textAt('/events/0/userId')).toBe('77')
    expect(textAt('/events/0/properties/a~1b/1')).toBe('[]')
    expect(textAt('/events/0/properties/c~0d')).toBe('null')
    expect(textAt('/events/1/traits/name')).toBe(String.raw`"Zoë \"Z\"\n"`)
    expect(textAt('/events/0')).toBe('lines 3-14')
  })

  it('falls back to the nearest parent', () => {
    expect(textAt('/objects/3/id')).toBe('[]')
    expect(spanOf(layoutJson(value), 'not a pointer')).toBeUndefined()
  })
})
