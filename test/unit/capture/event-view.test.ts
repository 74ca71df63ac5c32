/** Bodies as senders send them, through the real listener, seen as the user sees them. */
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { post, SHOP, startCapture } from './capture-harness.ts'

const JSON_TEXT = '{"id":12345678901234567890,"a":1,"a":2,"text":"\\u00fcber"}'

test.each([
  ['gzip', gzipSync(JSON_TEXT)],
  ['br', brotliCompressSync(JSON_TEXT)],
  ['deflate', deflateSync(JSON_TEXT)],
  ['deflate', deflateRawSync(JSON_TEXT)],
])('a body in %s is kept as it came and read decoded', async (coding, bytes) => {
  const { port, events, newest } = await startCapture()
  await post(port, bytes, { headers: { 'content-encoding': coding } })
  const { id, bodyBase64, bodySha256 } = newest()
  expect(Buffer.from(bodyBase64, 'base64').equals(bytes)).toBe(true)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  expect(bodySha256).toBe(sha256)
  const view = await events.view(id)
  expect(view).toMatchObject({
    size: bytes.byteLength,
    bodySha256: sha256,
    encodings: [coding],
    decodedSize: Buffer.byteLength(JSON_TEXT),
    charset: 'utf-8',
    httpVersion: '1.1',
    remoteAddress: '127.0.0.1',
    viaTunnel: false,
    problems: [],
    content: {
      kind: 'json',
      text: JSON_TEXT,
      duplicateKeys: ['/a'],
      inexactNumbers: ['12345678901234567890'],
    },
  })
  expect(view.receiveMs).toBeGreaterThanOrEqual(0)
  const decoded = await events.hex(id, 'decoded', 0)
  expect(decoded).toMatchObject({ total: Buffer.byteLength(JSON_TEXT) })
  expect(decoded.rows[0]?.ascii).toBe(JSON_TEXT.slice(0, 16))
  expect((await events.hex(id, 'arrived', 0)).total).toBe(bytes.byteLength)
})

test('what claims to be compressed and is not is shown as it came, and said', async () => {
  const { port, events, newest } = await startCapture()
  await post(port, JSON_TEXT, { headers: { 'content-encoding': 'gzip' } })
  const view = await events.view(newest().id)
  expect(view.problems[0]).toMatch(/say gzip, but the body is not/)
  expect(view).toMatchObject({ encodings: [], content: { kind: 'json', text: JSON_TEXT } })
})

test('the parts of a form with files come out to the byte', async () => {
  const { port, events, newest } = await startCapture()
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 31) % 256)
  const form = new FormData()
  form.append('comment', 'hello')
  form.append('upload', new Blob([bytes], { type: 'image/png' }), '../photo.png')
  const response = await fetch(`http://127.0.0.1:${port}/?b=${SHOP.token}`, {
    method: 'POST',
    body: form,
  })
  expect(response.status).toBe(200)
  const { id } = newest()
  const { content } = await events.view(id)
  expect(content).toMatchObject({
    kind: 'multipart',
    parts: [
      { name: 'comment', text: 'hello', size: 5 },
      { name: 'upload', type: 'image/png', size: 100_000, text: null },
    ],
  })
  const file = await events.part(id, 1)
  expect(file).toMatchObject({ filename: 'photo.png', type: 'image/png' })
  expect(Buffer.from(file.bodyBase64, 'base64').equals(bytes)).toBe(true)
  await expect(events.part(id, 2)).rejects.toMatchObject({ code: 'not_found' })
  await post(port, '{}')
  await expect(events.part(newest().id, 0)).rejects.toMatchObject({ code: 'not_found' })
})

test('a search finds notes, request lines, headers and decoded bodies', async () => {
  const { port, events, newest } = await startCapture()
  await post(port, gzipSync(JSON_TEXT), { headers: { 'content-encoding': 'gzip' } })
  const zipped = newest().id
  await post(port, 'name=J%C3%BCrgen+M', {
    path: `/?b=${SHOP.token}&ref=Autumn`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'X-Shop': 'Berlin (Mitte)' },
  })
  const form = newest().id
  events.setNote(zipped, 'Berlin, too')
  const found = async (text: string) => events.search(SHOP.id, text)

  expect(await found('ÜBER')).toEqual([
    {
      eventId: zipped,
      places: [expect.objectContaining({ where: 'body', found: 'über', after: '"}' })],
    },
  ])
  expect(await found('jürgen m')).toMatchObject([{ eventId: form, places: [{ where: 'body' }] }])
  expect(await found('autumn')).toMatchObject([{ eventId: form, places: [{ where: 'request' }] }])
  expect((await found('berlin')).map(({ places }) => places[0]?.where)).toEqual(['header', 'note'])
  expect(await found('(mitte)')).toHaveLength(1)
  expect(await found('.*')).toEqual([])
  expect((await found('e'))[0]?.places).toHaveLength(5)
})
