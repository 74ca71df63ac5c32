import { describe, expect, it } from 'vitest'
import { findInJson, lineAndColumn } from '../../../../renderer/editor/json-place.ts'

const TEXT = `{
  "payload": {
    "body": { "a": "x\\"}", "list": [ {"b": 1}, { "c" : [2] } ], "odd \\n name": {"": null} },
    "headers": {"Content-Type": ["a"]}
  }
}`

const at = (path: (string | null)[], ignoresCase = false): string | null => {
  const offset = findInJson(TEXT, path, ignoresCase)
  return offset === null ? null : TEXT.slice(offset, offset + 5)
}

describe('a place in a JSON text', () => {
  it('is that of the name, or of the element', () => {
    expect(at(['payload', 'body', 'a'])).toBe('"a": ')
    expect(at(['payload', 'body', 'list', null, 'c'])).toBe('"c" :')
    expect(at(['payload', 'body', 'list', null, 'c', null])).toBe('2] } ')
    expect(at(['payload', 'body', 'odd \n name', ''])).toBe('"": n')
    expect(at(['payload', 'headers', 'content-type'], true)).toBe('"Cont')
  })

  it('is nowhere for what is not there', () => {
    expect(at(['payload', 'body', 'list', null, 'd'])).toBeNull()
    expect(at(['payload', 'headers', 'content-type'])).toBeNull()
    expect(findInJson('{"a": [', ['b'])).toBeNull()
    expect(findInJson('{"a', ['a', 'b'])).toBeNull()
    expect(findInJson('', ['a'])).toBeNull()
  })

  it('is told in lines and columns', () => {
    expect(lineAndColumn('a\r\nbc', 4)).toEqual({ line: 2, column: 2 })
  })
})
