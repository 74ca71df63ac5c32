import { describe, expect, it } from 'vitest'
import { prettyJson } from '#main/capture/views/pretty-json'

const pretty = (text: string) => prettyJson(text, 1_000_000)

describe('prettyJson', () => {
  it.each([
    '{"a":[1,2,{"b":null}],"c":"x y","d":{},"e":[]}',
    '[[],[[]],{}]',
    '"text"',
    ' 12 ',
    '{"quote\\"d":"\\\\","a:b":",[{"}',
  ])('lays out %s as the engine would', (text) => {
    expect(pretty(text)?.pretty).toBe(JSON.stringify(JSON.parse(text), null, 2))
  })

  it('keeps every token as it was sent', () => {
    const text =
      '{"id":12345678901234567890,"price":1.10,"e":1E+2,"z":-0,"10":"b","9":"a","u":"\\u00e9\\/","id":1}'
    const result = pretty(text)
    expect(result?.pretty.replace(/\n\s*/g, '').replaceAll('": ', '":')).toBe(text)
    expect(result?.duplicateKeys).toEqual(['/id'])
    expect(result?.inexactNumbers).toEqual(['12345678901234567890'])
  })

  it('finds equal keys however they are escaped, and says where', () => {
    const text = '[{"a/b":{"k":1,"k":2,"\\u006b":3}},{"k":1}]'
    expect(pretty(text)?.duplicateKeys).toEqual(['/0/a~1b/k', '/0/a~1b/k'])
  })

  it.each(['1', '0.1', '1e5', '100', '1.50', '-0.0', '9007199254740991', '1e-7', '0.0000001'])(
    'takes %s for exact',
    (number) => expect(pretty(number)?.inexactNumbers).toEqual([]),
  )

  it.each(['9007199254740993', '1e400', '0.1234567890123456789'])(
    'takes %s for inexact',
    (number) => expect(pretty(`[${number}]`)?.inexactNumbers).toEqual([number]),
  )

  it.each(['', '{', '{"a":1,}', "{'a':1}", '01', '{"a":NaN}', '{"a":1} x'])(
    'is no JSON: %s',
    (text) => expect(pretty(text)).toBeUndefined(),
  )

  it('is bounded: deep nesting is not indented without end, long texts are cut off', () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
    expect(pretty(deep)?.pretty.length).toBeLessThan(1_000_000)
    const long = JSON.stringify(Array.from({ length: 1000 }, (_, index) => index))
    const cut = prettyJson(long, 100)
    expect(cut?.truncated).toBe(true)
    expect(cut?.pretty.length).toBeLessThan(200)
  })

  it('lays out two megabytes in a moment', () => {
    const text = JSON.stringify(
      Array.from({ length: 30_000 }, (_, id) => ({ id, name: `name ${id}`, tags: ['a', 'b'] })),
    )
    const startedAt = performance.now()
    expect(prettyJson(text, 10_000_000)?.truncated).toBe(false)
    expect(performance.now() - startedAt).toBeLessThan(2000)
  })

  it('is not held up by a number of a million digits', () => {
    const number = `1${'0'.repeat(1_000_000)}1`
    const startedAt = performance.now()
    expect(prettyJson(`[${number}]`, 10_000_000)?.inexactNumbers).toEqual([number.slice(0, 100)])
    expect(performance.now() - startedAt).toBeLessThan(2000)
  })
})
