import { describe, expect, it } from 'vitest'
import { hexPage } from '#main/capture/views/hex-page'
import { headerOrigins } from '#main/capture/views/header-origins'
import { viewContent } from '#main/capture/views/view-content'

const view = (body: string | Uint8Array, type = '') => viewContent(Buffer.from(body), type)

describe('viewContent', () => {
  it('shows JSON by its type or by its looks, and says when it is none', () => {
    const big = '{"id":12345678901234567890}'
    for (const type of [
      'application/json; charset=utf-8',
      'application/ld+json',
      'text/plain',
      '',
    ]) {
      expect(view(big, type).content).toMatchObject({
        kind: 'json',
        pretty: '{\n  "id": 12345678901234567890\n}',
        text: big,
        inexactNumbers: ['12345678901234567890'],
      })
    }
    expect(view('{"a":', 'application/json')).toMatchObject({
      content: { kind: 'text', language: 'json', text: '{"a":' },
      problems: [expect.stringContaining('the body is none')],
    })
  })

  it('shows the first fields of a form that has too many, without parsing the rest', () => {
    const type = 'application/x-www-form-urlencoded'
    const startedAt = performance.now()
    const { content } = view('a&'.repeat(1_900_000), type)
    expect(content).toMatchObject({ kind: 'form', truncated: true, fields: { length: 10_000 } })
    expect(performance.now() - startedAt).toBeLessThan(2000)
    expect(view('a=1&b=2', type).content).toMatchObject({ truncated: false, fields: { length: 2 } })
  })

  it.each([
    ['text/plain; charset=iso-8859-1', [0xe9], 'é', 'windows-1252'],
    ['text/plain; charset="Shift_JIS"', [0x83, 0x65], 'テ', 'shift_jis'],
    ['text/plain', [0xff, 0xfe, 0x41, 0x00], 'A', 'utf-16le'],
    ['text/plain', [0xef, 0xbb, 0xbf, 0x41], 'A', 'utf-8'],
    ['application/json; charset=utf-16be', [0x00, 0x37], '7', 'utf-16be'],
  ])('reads %s in its charset', (type, bytes, text, charset) => {
    const shown = view(new Uint8Array(bytes), type)
    expect(shown.content).toMatchObject({ text })
    expect(shown).toMatchObject({ charset, problems: [] })
  })

  it('says when a charset is unknown or does not fit', () => {
    expect(view('a', 'text/plain; charset=klingon').problems[0]).toMatch(/"klingon" is not known/)
    const latin = view(new Uint8Array([0x61, 0xe9]), 'text/plain')
    expect(latin.problems[0]).toMatch(/not utf-8/)
    expect(latin.content).toMatchObject({ text: 'a\u{fffd}' })
  })

  it('shows XML and HTML as what they are, in the charset that XML declares', () => {
    expect(view('<a/>', 'application/soap+xml').content).toMatchObject({ language: 'xml' })
    expect(view('<p>', 'text/html').content).toMatchObject({ language: 'html' })
    const declared = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>\xe9</a>', 'latin1')
    expect(view(declared, 'text/xml')).toMatchObject({
      charset: 'windows-1252',
      content: { language: 'xml', text: expect.stringContaining('é') },
    })
  })

  const FORM = 'application/x-www-form-urlencoded'

  it.each([
    ['name=Ren%E9&a=%80+b', `${FORM}; charset=ISO-8859-1`, 'windows-1252', 'René'],
    ['charset=windows-1252&name=Ren%E9', FORM, 'windows-1252', 'René'],
    [Buffer.from('charset=windows-1252&name=Ren\xe9', 'latin1'), FORM, 'windows-1252', 'René'],
    ['name=%93%FA%96%7B&_charset_=Shift_JIS', FORM, 'shift_jis', '日本'],
    ['charset=windows-1252&name=Ren%C3%A9', FORM, 'utf-8', 'René'],
  ])('reads the escapes of %s (%s) as %s', (body, type, charset, name) => {
    const shown = view(body, type)
    expect(shown).toMatchObject({ charset, problems: [] })
    expect(shown.content).toMatchObject({
      fields: expect.arrayContaining([{ name: 'name', value: name }]),
    })
  })

  it.each([
    ['name=Ren%E9', FORM],
    ['charset=nonsense&name=Ren%E9', FORM],
    ['name=Ren%E9', `${FORM}; charset=utf-8`],
  ])('says that the escapes of %s (%s) are no UTF-8', (body, type) => {
    expect(view(body, type).problems).toEqual([
      'Some characters are not utf-8; they are shown as \u{fffd}.',
    ])
  })

  it('shows the fields of a form, decoded and in their order', () => {
    expect(view('a=1&b=%C3%A9+x&a=2&empty=', 'application/x-www-form-urlencoded').content).toEqual({
      kind: 'form',
      fields: [
        { name: 'a', value: '1' },
        { name: 'b', value: 'é x' },
        { name: 'a', value: '2' },
        { name: 'empty', value: '' },
      ],
      text: 'a=1&b=%C3%A9+x&a=2&empty=',
      truncated: false,
    })
  })

  it('lists the parts of a multipart body, with the text of those that are text', () => {
    const body = Buffer.concat([
      Buffer.from('--B\r\nContent-Disposition: form-data; name="t"\r\n\r\nhello\r\n'),
      Buffer.from('--B\r\nContent-Disposition: form-data; name="f"; filename="x.bin"\r\n\r\n'),
      Buffer.from([0, 1, 2]),
      Buffer.from('\r\n--B--\r\n'),
    ])
    expect(view(body, 'multipart/form-data; boundary="B"').content).toEqual({
      kind: 'multipart',
      parts: [
        {
          index: 0,
          name: 't',
          filename: null,
          type: null,
          size: 5,
          text: 'hello',
          truncated: false,
        },
        {
          index: 1,
          name: 'f',
          filename: 'x.bin',
          type: null,
          size: 3,
          text: null,
          truncated: false,
        },
      ],
    })
    const broken = view('plain', 'multipart/form-data; boundary=B')
    expect(broken.content.kind).toBe('text')
    expect(broken.problems[0]).toMatch(/boundary/)
  })

  it('shows the rest in hex, and nothing for nothing', () => {
    expect(view('').content).toEqual({ kind: 'empty' })
    expect(view(new Uint8Array([0, 1, 255]), 'application/octet-stream').content).toMatchObject({
      kind: 'binary',
      hex: { total: 3, next: null, rows: [{ offset: 0, hex: '00 01 ff', ascii: '...' }] },
    })
  })
})

describe('hexPage', () => {
  it('pages through the bytes', () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, index) => index % 256)
    const first = hexPage(bytes, 0)
    expect(first).toMatchObject({ offset: 0, total: 5000, next: 4096 })
    expect(first.rows).toHaveLength(256)
    expect(first.rows[4]).toEqual({
      offset: 64,
      hex: '40 41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f'.toLowerCase(),
      ascii: '@ABCDEFGHIJKLMNO',
    })
    const last = hexPage(bytes, 4096)
    expect(last.next).toBeNull()
    expect(last.rows.at(-1)?.hex.split(' ')).toHaveLength(8)
    expect(hexPage(bytes, 4999).offset).toBe(4992)
    expect(hexPage(bytes, 1e9)).toMatchObject({ rows: expect.any(Array), next: null })
  })
})

describe('headerOrigins', () => {
  it('marks what the tunnel added, and what looks like it on a direct request', () => {
    const rawHeaders: [string, string][] = [
      ['content-type', 'application/json'],
      ['x-forwarded-for', '203.0.113.9'],
    ]
    expect(headerOrigins({ rawHeaders, viaTunnel: true })).toEqual({
      headers: [
        { name: 'content-type', value: 'application/json', origin: 'sender' },
        { name: 'x-forwarded-for', value: '203.0.113.9', origin: 'relay' },
      ],
      namesLowered: true,
    })
    const direct = headerOrigins({ rawHeaders, viaTunnel: false })
    expect(direct.headers[1]?.origin).toBe('forwarder')
    expect(direct.namesLowered).toBe(false)
  })
})
