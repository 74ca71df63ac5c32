import { randomBytes } from 'node:crypto'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { titleOf } from '#main/capture/title'
import type { RawHeaders } from '#preload/model'

const JSON_TYPE: RawHeaders = [['Content-Type', 'application/json']]
const FORM: RawHeaders = [['content-type', 'application/x-www-form-urlencoded']]

test.each<[string, RawHeaders, string]>([
  ['order.created', JSON_TYPE, '{"id":1,"type":"order.created"}'],
  ['message', JSON_TYPE, '{"type":"event_callback","event":{"type":"message"}}'],
  ['open', JSON_TYPE, '[{"email":"x","event":"open"},{"event":"click"}]'],
  ['form_response', JSON_TYPE, '{"event_id":"x","event_type":"form_response"}'],
  ['issues opened', [...JSON_TYPE, ['X-GitHub-Event', 'issues']], '{"action":"opened"}'],
  ['orders/create', [...JSON_TYPE, ['X-Shopify-Topic', 'orders/create']], '{}'],
  ['delivered', FORM, 'MessageSid=1&MessageStatus=delivered'],
  ['two lines', JSON_TYPE, '{"type":"two\\n\\u0000lines"}'],
  ['gnp.\ufffdexe', JSON_TYPE, '{"type":"gnp.\u202eexe"}'],
  [`${'x'.repeat(119)}…`, JSON_TYPE, `{"type":"${'x'.repeat(300)}"}`],
  ['application/json', JSON_TYPE, '{"type":7}'],
  ['application/json', JSON_TYPE, '{"data":{"type":"inner"},"list":[{"type":"inner"}]}'],
  ['outer', JSON_TYPE, '{"data":{"type":"in\\"}ner"},"text":"\\\\","type" : "outer"}'],
  ['caf\u00e9 "x"', JSON_TYPE, '{"type":"caf\\u00e9 \\"x\\""}'],
  ['first', JSON_TYPE, ' [ {"event": {"id":1, "type":"first"} }, {"type":"second"} ]'],
  ['better', JSON_TYPE, '{"type":"first","data":{},"event":"better"}'],
  ['first', JSON_TYPE, '{"type":"first","note":"no \\"event\\" here"}'],
  ['first', JSON_TYPE, '{"type":"first","data":{"event":"inner"}}'],
  ['issues', [...JSON_TYPE, ['X-GitHub-Event', 'issues']], '{"type":"x","a":{"action":"inner"}}'],
  ['cut', JSON_TYPE, `{"type":"cut","filler":"${'x'.repeat(100_000)}"}`],
  ['application/json', JSON_TYPE, '{"filler":"unterminated'],
  ['application/json', JSON_TYPE, '["type","event"]'],
  ['application/json', JSON_TYPE, '{"event":["type","x"]}'],
  ['application/json', JSON_TYPE, '{broken'],
  ['application/json', JSON_TYPE, '[]'],
  ['application/json', JSON_TYPE, 'null'],
  ['kept', [], '\uFEFF {"topic":"kept"}'],
  ['No content type', [], 'text'],
  ['multipart/form-data', [['Content-Type', 'multipart/form-data; boundary=x']], '--x'],
  ['Empty body', JSON_TYPE, ''],
])('%s', (title, headers, body) => {
  expect(titleOf(headers, Buffer.from(body))).toBe(title)
})

test('a compressed body is named by what it holds, and a bomb is not opened', () => {
  const gzip: RawHeaders = [...JSON_TYPE, ['Content-Encoding', 'gzip']]
  expect(titleOf(gzip, gzipSync('{"type":"order.created"}'))).toBe('order.created')
  // Its first 16 KiB are enough.
  const long = `{"type":"long","filler":"${randomBytes(40_000).toString('hex')}"}`
  expect(titleOf(gzip, gzipSync(long))).toBe('long')
  const bomb = `{"type":"bomb","filler":"${'x'.repeat(1_000_000)}"}`
  expect(titleOf(gzip, gzipSync(bomb))).toBe('application/json')
  expect(titleOf(gzip, Buffer.from('{"type":"plain"}'))).toBe('application/json')
  const brotli: RawHeaders = [...JSON_TYPE, ['Content-Encoding', 'br']]
  expect(titleOf(brotli, brotliCompressSync('{"type":"x"}'))).toBe('application/json')
})
