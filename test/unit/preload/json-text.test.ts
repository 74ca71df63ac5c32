import { memberOfJson, printJson } from '#preload/model/json-text'
import { describe, expect, it } from 'vitest'

describe('printJson', () => {
  it.each([
    '{}',
    '[]',
    'null',
    '"a\\nb"',
    '[[],{},[{}],[1,[2]]]',
    '{"a":{"b":[1,"x,]}{[:\\"\\\\",true,null]},"c":{}}',
    '["\\u00e9\\/\\\\", "", -1.5e3]',
    ' { "a" : [ 1 , 2 ] ,\r\n\t"b" : { } } ',
  ])('prints %s as the engine does where nothing is lost', (text) => {
    const plain = text.replace('-1.5e3', '-1500')
    const value: unknown = JSON.parse(plain)
    expect(printJson(plain)).toBe(JSON.stringify(value))
    expect(printJson(plain, '  ')).toBe(JSON.stringify(value, null, 2))
  })

  it('keeps big numbers, digits, equal keys and the order of keys', () => {
    const text = '{ "2": 1.10, "1": 12345678901234567890, "a": 1e3, "a": -0 }'
    expect(printJson(text)).toBe('{"2":1.10,"1":12345678901234567890,"a":1e3,"a":-0}')
    expect(printJson('{"a":1.0}', '  ')).toBe('{\n  "a": 1.0\n}')
  })

  it('does not indent what is nested without end', () => {
    const text = '['.repeat(1_000_000) + ']'.repeat(1_000_000)
    expect(printJson(text, '  ').length).toBeLessThan(text.length + 10_000)
  })

  it('takes bodies of the largest size', () => {
    const text = `{"long":"${'\\\\x'.repeat(400_000)}","list":[${'1.0,'.repeat(200_000)}2]}`
    expect(printJson(text)).toBe(text)
  })
})

describe('memberOfJson', () => {
  it.each([
    ['{"a":1}', '1'],
    ['{"b":{"a":2},"a": { "x" : [1, 2] } , "c":"a"}', '{ "x" : [1, 2] }'],
    ['{"a":1,"\\u0061":12345678901234567890}', '12345678901234567890'],
    ['{"b":"a","c":["a",{"a":1}]}', undefined],
    ['{}', undefined],
  ])('of %s', (text, expected) => {
    expect(memberOfJson(text, 'a')).toBe(expected)
  })
})
