import { createHmac } from 'node:crypto'
import { verify } from '#main/capture/signatures/verify'
import { describe, expect, it } from 'vitest'
import type { RawRequest } from '../../../support/raw-receiver.ts'
import { startCapturing } from '../../../support/core-client.ts'
import { BODY, SECRET, setUp, stripeHeader } from './replay-harness.ts'

function headersOf(request: RawRequest | undefined) {
  return (request?.headers ?? []).filter(([name]) => name !== 'Connection')
}

/** The receiver's own check, with the secret that it shares with the sender. */
function check(request: RawRequest | undefined, now = new Date()) {
  const [, path = '', query = ''] = / (\/[^ ?]*)\??([^ ]*) /.exec(request?.line ?? '') ?? []
  return verify(
    {
      method: 'POST',
      path,
      query,
      rawHeaders: (request?.headers ?? []).map(([name, value]) => [name, value]),
      body: request?.body ?? Buffer.alloc(0),
    },
    SECRET,
    now,
  )
}

describe('a replay as it was', () => {
  it('sends the same bytes and the same headers, in order and spelling', async () => {
    const { receiver, replay } = await setUp()
    const [result] = await replay()
    const [request] = receiver.requests
    expect(request?.line).toBe('POST /hook?own=1&x=%20y&x=2 HTTP/1.1')
    expect(request?.body.equals(BODY)).toBe(true)
    expect(headersOf(request)).toEqual([
      ['host', receiver.url.slice('http://'.length)],
      ['X-CASE-Kept', '1'],
      ['x-case-kept', 'zwei \xe4'],
      ['Content-Type', 'application/json'],
      ['Content-Length', String(BODY.byteLength)],
      ['Stripe-Signature', stripeHeader(BODY)],
      ['Authorization', 'Bearer abc'],
    ])
    expect(result).toMatchObject({
      edited: false,
      signing: 'kept',
      provider: 'stripe',
      eventNumber: 1,
      error: null,
      response: {
        status: 200,
        statusText: 'OK',
        bodyBase64: Buffer.from('ok').toString('base64'),
        size: 2,
      },
    })
    expect(result?.response?.rawHeaders.slice(1)).toEqual([
      ['X-Own', 'A'],
      ['x-own', 'b'],
    ])
    const { connectMs, firstByteMs, totalMs } = result?.timing ?? { totalMs: -1 }
    expect(connectMs).toBeLessThanOrEqual(firstByteMs ?? -1)
    expect(firstByteMs).toBeLessThanOrEqual(totalMs)
  })

  it('keeps what the relay added when asked', async () => {
    const { receiver, replay } = await setUp()
    await replay({ keepRelayHeaders: true })
    expect(receiver.requests[0]?.headers).toContainEqual(['X-Forwarded-For', '192.0.2.1'])
  })

  it('goes to the source with the token of today, and to a stranger without any', async () => {
    const { receiver, replay, service } = await setUp()
    const [, toSource] = await replay({
      targets: [
        { kind: 'url', url: receiver.url },
        { kind: 'source', sourceId: 's' },
      ],
    })
    const lines = receiver.requests.map(({ line }) => line).toSorted()
    expect(lines).toEqual([
      'POST /?b=new%20token&x=%20y&x=2 HTTP/1.1',
      'POST /?x=%20y&x=2 HTTP/1.1',
    ])
    expect(toSource?.url).toContain('b=••••')
    const kept = JSON.stringify(service.history('s'))
    expect(kept).not.toContain('new%20token')
    expect(kept).not.toContain('Bearer abc')
  })

  it('is refused for a source whose listener does not run', async () => {
    const { replay, address } = await setUp()
    address.localUrl = null
    await expect(replay({ targets: [{ kind: 'source', sourceId: 's' }] })).rejects.toMatchObject({
      code: 'invalid_input',
      hint: expect.stringContaining('Open the capture window'),
    })
    const targets = [{ kind: 'url', url: 'http://me:pass@127.0.0.1:9' }] as const
    await expect(replay({ targets })).rejects.toThrow(/user name or password/)
    await expect(replay({ eventId: 'gone' })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('an edited replay', () => {
  it('is signed anew with the present time', async () => {
    const { receiver, replay } = await setUp()
    const [result] = await replay({ edit: { body: { kind: 'text', text: '{"id":1}' } } })
    const [request] = receiver.requests
    expect(request?.body.toString()).toBe('{"id":1}')
    expect(request?.headers).toContainEqual(['Content-Length', '8'])
    expect(check(request)?.result).toBe('valid')
    expect(result).toMatchObject({
      edited: true,
      signing: 'fresh',
      provider: 'stripe',
      sentBytes: 8,
    })
  })

  it('is signed with the key that signed what arrived, where a secret may mean two', async () => {
    const signed = (id: string, time: string, body: string | Buffer): string =>
      `v1,${createHmac('sha256', 'topsecret').update(`${id}.${time}.`).update(body).digest('base64')}`
    const time = String(Math.floor(Date.now() / 1000))
    const { receiver, replay } = await setUp({
      secret: 'topsecret',
      request: {
        rawHeaders: [
          ['Content-Type', 'application/json'],
          ['webhook-id', 'msg_1'],
          ['webhook-timestamp', time],
          ['webhook-signature', signed('msg_1', time, BODY)],
        ],
      },
    })
    await replay({ edit: { body: { kind: 'text', text: '{"x":1}' } } })
    const sent = new Map(receiver.requests[0]?.headers)
    expect(sent.get('webhook-signature')).toBe(
      signed('msg_1', sent.get('webhook-timestamp') ?? '', '{"x":1}'),
    )
  })

  it('keeps its old signature without a secret', async () => {
    const { receiver, replay } = await setUp({ secret: null })
    const [result] = await replay({ edit: { body: { kind: 'base64', base64: 'AAEC' } } })
    expect(receiver.requests[0]?.body.equals(Buffer.from([0, 1, 2]))).toBe(true)
    expect(result).toMatchObject({ signing: 'kept' })
  })

  it('takes method, query and headers', async () => {
    const { receiver, replay } = await setUp()
    const [result] = await replay({
      edit: { method: 'PUT', query: 'q', rawHeaders: [['X-Only', 'this']] },
    })
    expect(receiver.requests[0]?.line).toBe('PUT /hook?own=1&q HTTP/1.1')
    expect(headersOf(receiver.requests[0]).map(([name]) => name)).toEqual([
      'Host',
      'X-Only',
      'Content-Length',
    ])
    expect(result).toMatchObject({ signing: 'unsigned', provider: null })
  })
})

describe('signing on request', () => {
  it('signs what was not edited', async () => {
    const { receiver, replay } = await setUp()
    await replay({ signing: 'fresh' })
    expect(receiver.requests[0]?.body.equals(BODY)).toBe(true)
    expect(check(receiver.requests[0])?.result).toBe('valid')
  })

  it('makes a bad signature, with a secret and without', async () => {
    const known = await setUp()
    await known.replay({ signing: 'bad' })
    expect(check(known.receiver.requests[0])).toMatchObject({
      result: 'wrong-secret-or-bytes',
      details: { ageSeconds: expect.closeTo(0, -1) },
    })
    const unknown = await setUp({ secret: null })
    const [result] = await unknown.replay({ signing: 'bad' })
    expect(check(unknown.receiver.requests[0])?.result).toBe('wrong-secret-or-bytes')
    expect(result?.signing).toBe('bad')
  })

  it('makes a stale one, whose signature is right', async () => {
    const { receiver, replay } = await setUp()
    await replay({ signing: 'stale' })
    expect(check(receiver.requests[0])?.result).toBe('stale')
  })

  it('says why it cannot', async () => {
    const stale = await setUp({ secret: null })
    await expect(stale.replay({ signing: 'stale' })).rejects.toMatchObject({
      message: expect.stringContaining('needs the secret'),
    })
    const timeless = await setUp({
      request: { rawHeaders: [['X-Shopify-Hmac-Sha256', 'x']] },
    })
    await expect(timeless.replay({ signing: 'stale' })).rejects.toThrow(/does not sign a time/)
    const nobody = await setUp({ request: { rawHeaders: [] } })
    await expect(nobody.replay({ signing: 'fresh' })).rejects.toThrow(/No known sender/)
    await expect(nobody.replay({ signing: 'fresh', provider: 'nobody' })).rejects.toThrow(
      /known as/,
    )
    expect(nobody.receiver.requests).toEqual([])
  })
})

describe('what does not answer', () => {
  it('is described', async () => {
    const { receiver, replay } = await setUp()
    receiver.answer = null
    const [closed] = await replay()
    expect(closed).toMatchObject({
      response: null,
      error: expect.stringContaining('closed the connection'),
    })
    await receiver.close()
    const [refused] = await replay()
    expect(refused?.error).toMatch(/^Nothing listens at/)
  })

  it('keeps the start of a long answer and counts the rest', async () => {
    const { receiver, replay } = await setUp()
    receiver.answer = `HTTP/1.1 500 No\r\nContent-Length: 200000\r\n\r\n${'x'.repeat(200_000)}`
    const [result] = await replay()
    expect(result?.response).toMatchObject({ status: 500, size: 200_000 })
    expect(Buffer.from(result?.response?.bodyBase64 ?? '', 'base64')).toHaveLength(32 * 1024)
  })
})

describe('the history', () => {
  it('keeps the newest, tells them, and is cleared', async () => {
    const { replay, service, eventId, finished } = await setUp()
    const [first] = await replay()
    const [second] = await replay({ signing: 'bad' })
    expect(service.history('s')).toEqual([second, first])
    expect(service.history('s', eventId)).toHaveLength(2)
    expect(service.history('s', 'other')).toEqual([])
    expect(finished.map(({ replay: one }) => one)).toEqual([first, second])
    service.clearHistory('s')
    expect(service.history('s')).toEqual([])
  })
})

describe('through the real listener', () => {
  it('comes in as an event of its own, the same to the byte', async () => {
    const { api, source, url } = await startCapturing()
    const sourceId = source.id
    const headers = { 'Content-Type': 'text/plain', 'X-Order': '1' }
    await fetch(`${url}&x=1`, { method: 'POST', headers, body: BODY })
    const [original] = await api['events.list']({ sourceId })
    const eventId = original?.id ?? ''
    const targets = [{ kind: 'source', sourceId } as const]
    const [result] = await api['replay.send']({ eventId, targets })
    expect(result?.response?.status).toBe(200)
    const [newest] = await api['events.list']({ sourceId })
    const before = await api['events.get']({ eventId })
    const after = await api['events.get']({ eventId: newest?.id ?? '' })
    expect(after.number).toBe(before.number + 1)
    expect(after.bodySha256).toBe(before.bodySha256)
    expect(after.query).toBe(before.query)
    const plain = (list: [string, string][]) => list.filter(([name]) => !/^connection$/i.test(name))
    expect(plain(after.rawHeaders)).toEqual(plain(before.rawHeaders))
  })
})
