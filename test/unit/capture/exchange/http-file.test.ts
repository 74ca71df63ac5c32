/** Files of HTTP clients with variables, and texts in the encodings of Windows. */
import { describe, expect, it } from 'vitest'
import { importFile } from '#main/capture/exchange/import-file'
import type { Exchanged } from '#main/capture/exchange/exchanged'
import { parsePayload } from '#main/runtime/payload'

function read(file: string | Uint8Array): readonly Exchanged[] {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file
  return importFile(bytes, (text) => parsePayload(text).request).requests
}

function textOf(request: Exchanged | undefined): string {
  return Buffer.from(request?.body ?? []).toString()
}

describe('variables of an .http file', () => {
  const file = `@host = https://{{ name }}.example
@name=shop
# a token
@token = Zoë's own

### one
POST {{host}}/orders?q={{%token}}
X-Token: {{token}}
Content-Type: application/json

{"to": "{{ name }}", "by": "{{token}}"}

###
@name = second
POST {{ host }}/b HTTP/1.1

{{name}}
`

  it('are put in everywhere, also those that hold others and are defined anew', () => {
    for (const text of [file, file.replaceAll('\n', '\r\n')]) {
      const [first, second, ...rest] = read(text)
      expect(rest).toEqual([])
      expect(first).toMatchObject({
        path: '/orders',
        query: "q=Zo%C3%AB's%20own",
        rawHeaders: [
          ['Host', 'shop.example'],
          ['X-Token', Buffer.from("Zoë's own").toString('latin1')],
          ['Content-Type', 'application/json'],
        ],
      })
      expect(textOf(first)).toBe(`{"to": "shop", "by": "Zoë's own"}`)
      expect(second?.rawHeaders).toEqual([['Host', 'second.example']])
      expect(textOf(second)).toBe('second')
      expect(first).not.toHaveProperty('notes')
    }
  })

  it('may follow the request that uses them', () => {
    expect(read('POST http://{{host}}/1\n\n###\n@host = late\nPOST /2\n')[0]?.rawHeaders).toEqual([
      ['Host', 'late'],
    ])
  })

  it('stay in the body with a note, and are refused in the address, when nothing defines them', () => {
    const [request] = read(
      '@a = 1\nPOST http://h/\nX: {{other}}\n\n{{a}} {{login.response.body.id}}',
    )
    expect(textOf(request)).toBe('1 {{login.response.body.id}}')
    expect(request?.notes).toEqual([
      'The file does not say what {{other}}, {{login.response.body.id}} is: it stays as written.',
    ])
    expect(() => read('POST {{host}}/a\n\n{}')).toThrow(/does not say what {{host}} is/)
    // Each holds the other.
    expect(() => read('@a = {{b}}\n@b = {{a}}\nGET {{a}}/')).toThrow(/does not say/)
  })

  it('are made anew where they are those of the clients', () => {
    const [request] = read(
      'POST http://h/\n\n{{$guid}} {{$timestamp}} {{$randomInt 5 6}} {{$isoTimestamp}}',
    )
    expect(textOf(request)).toMatch(/^[0-9a-f-]{36} \d{10} 5 20\d\d-\S+Z$/)
    expect(textOf(read('POST http://h/\n\n{{$randomInt 6 5}}')[0])).toBe('{{$randomInt 6 5}}')
  })

  it('are none in a message that came over the wire', () => {
    const message = 'POST /{{a}} HTTP/1.1\r\nX: {{b}}\r\n\r\n{{$guid}} {{name}}'
    expect(read(message)[0]).toMatchObject({ path: '/{{a}}', rawHeaders: [['X', '{{b}}']] })
    expect(textOf(read(message)[0])).toBe('{{$guid}} {{name}}')
  })

  it('do not make a request of a sentence in a body', () => {
    const body = 'a\n### More\n\nGET http://h/ for details\n'
    expect(read(`POST /1 HTTP/1.1\n\n${body}`).map(textOf)).toEqual([body])
  })
})

describe('a file with a mark of its encoding', () => {
  const curl = `curl https://h.example/ö -d '{"name":"Zoë"}'\r\n`
  const http = 'POST /in HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n{"ö":"€"}'
  const marked: Record<string, (text: string) => Buffer> = {
    'UTF-8': (text) => Buffer.from(`\uFEFF${text}`),
    'UTF-16, as the > of PowerShell writes it': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
    'UTF-16 with the big end first': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  }

  it.each(Object.entries(marked))('in %s', (_name, write) => {
    expect(textOf(read(write(curl))[0])).toBe('{"name":"Zoë"}')
    expect(textOf(read(write(http))[0])).toBe('{"ö":"€"}')
    expect(read(write('{"id": 1}'))[0]?.rawHeaders).toEqual([['Content-Type', 'application/json']])
    const har = JSON.stringify({
      log: { entries: [{ request: { method: 'GET', url: 'https://h/x', headers: [] } }] },
    })
    expect(read(write(har))[0]?.path).toBe('/x')
  })
})
