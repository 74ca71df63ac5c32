/** import(export(x)) is x, byte for byte, for requests of every kind. */
import { execFileSync } from 'node:child_process'
import { exportCurl } from '#main/capture/exchange/export-curl'
import type { Exchanged } from '#main/capture/exchange/exchanged'
import { exportHar, importHar } from '#main/capture/exchange/har'
import { importFile } from '#main/capture/exchange/import-file'
import { exportRawHttp, importRawHttp } from '#main/capture/exchange/raw-http'
import { exportSourceFile, importSourceFile } from '#main/capture/exchange/source-file'
import { describe, expect, it } from 'vitest'
import { randomRequests } from './random-requests.ts'

const requests = randomRequests(500, 20260304)

function noPayload(): never {
  throw new Error('was taken for a payload')
}

function bytesOf({ body }: Exchanged): string {
  return Buffer.from(body).toString('base64')
}

/** Curl writes the frame itself, wherever in the list it likes. */
function withoutFrame({ rawHeaders }: Exchanged): [string, string][] {
  const own = ['host', 'content-length', 'transfer-encoding']
  return rawHeaders.filter(([name]) => !own.includes(name.toLowerCase()))
}

/** What the message itself says: neither when nor from where it came. */
function onTheWire({ method, path, query, httpVersion, rawHeaders, body }: Exchanged): Exchanged {
  return { method, path, query, httpVersion, rawHeaders, body }
}

describe('round trips', () => {
  it('raw HTTP', () => {
    for (const request of requests) {
      const said = onTheWire(request)
      const bytes = exportRawHttp(request)
      expect(importRawHttp(bytes)).toEqual(said)
      const { kind, requests: found } = importFile(bytes, noPayload)
      expect(kind).toBe('http')
      expect(found).toEqual([said])
    }
  })

  it('HAR', () => {
    const text = exportHar(requests, { base: 'http://localhost', version: '1' })
    expect(importHar(JSON.parse(text))).toEqual(requests)
    expect(importFile(Buffer.from(text), noPayload)).toMatchObject({ kind: 'har' })
  })

  it('curl', () => {
    for (const request of requests) {
      const text = exportCurl(request, 'https://h.example:81/')
      const { kind, requests: found } = importFile(Buffer.from(text), noPayload)
      expect(kind).toBe('curl')
      const [back] = found
      expect(found).toHaveLength(1)
      expect(back).toMatchObject({
        method: request.method,
        path: request.path,
        query: request.query,
      })
      expect(bytesOf(back as Exchanged), text).toBe(bytesOf(request))
      expect(withoutFrame(back as Exchanged), text).toEqual(withoutFrame(request))
    }
  })

  it('the file of a source', () => {
    const source = {
      name: 'S',
      slug: 's',
      profile: '2019',
      handler: 'modern',
      networkPolicy: 'allow',
      signingSetting: null,
      code: 'x',
      samplePayload: '{}',
      settings: [],
      target: null,
      answer: null,
    } as const
    const file = exportSourceFile({
      source: { ...source, methods: ['POST'], settings: [] },
      events: requests,
    })
    const { events } = importSourceFile(JSON.parse(file))
    expect(events).toEqual(requests)
  })
})

describe('a curl command in a real shell', () => {
  it('gives curl the very bytes', () => {
    const some = requests.slice(0, 60)
    // The shell does the quoting; a function in curl's place shows what curl would be given.
    const script = [
      `curl() { printf '%s\\0' "$#" "$@"; case " $* " in *' @- '*) base64 -w0;; esac; printf '\\0'; }`,
      ...some.map((request) => exportCurl(request, 'https://h.example:81')),
    ].join('\n')
    const fields = execFileSync('bash', ['-c', script], { encoding: 'latin1' }).split('\0')
    for (const request of some) {
      const words = fields.splice(0, 1 + Number(fields[0])).slice(1)
      const stdin = fields.splice(0, 1)[0] ?? ''
      const at = words.findIndex((word) => word === '--data-binary' || word === '--data-raw')
      const data = at === -1 ? '' : (words[at + 1] ?? '')
      const body = data === '@-' ? Buffer.from(stdin, 'base64') : Buffer.from(data, 'latin1')
      expect(body.toString('base64')).toBe(bytesOf(request))
      const headers = words.filter((_word, index) => words[index - 1] === '-H')
      expect(headers.filter((line) => !line.endsWith(':'))).toEqual(
        expect.arrayContaining(
          withoutFrame(request)
            .filter(([, value]) => value !== '' && !value.endsWith(':'))
            .map(([name, value]) => `${name}: ${value}`),
        ),
      )
    }
  })
})
