/** What of an event goes to whom. */
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { isLoopback } from '#main/capture/replay/send'
import type { RawHeaders } from '#preload/model'
import { setUp } from './replay-harness.ts'

const TOKEN = 'AbCdEfGh0123+/='

describe('the token of the webhook', () => {
  const rawHeaders: RawHeaders = [
    ['X-Segment-Source-Function-Token', TOKEN],
    ['X-Forwarded-Uri', `/?b=${encodeURIComponent(TOKEN)}&x=1`],
    ['Referer', `http://hook/?b=${TOKEN}`],
  ]

  it('does not go to a stranger in any header, edited or not', async () => {
    const { receiver, replay } = await setUp({ request: { query: 'x=1', rawHeaders } })
    await replay()
    await replay({ edit: { rawHeaders: [...rawHeaders, ['X', '1']] } })
    const sent = receiver.requests.map(({ line, headers }) => JSON.stringify([line, headers]))
    expect(sent).toHaveLength(2)
    for (const text of sent) {
      expect(text).not.toMatch(/Function-Token|AbCdEfGh/)
      expect(text).toContain('/?b=REDACTED&x=1')
    }
  })

  it('does not go to a stranger in a parameter whose name is escaped', async () => {
    const { receiver, replay, service } = await setUp({ request: { query: `x=1&%62=${TOKEN}` } })
    await replay()
    expect(receiver.requests[0]?.line).toBe('POST /hook?own=1&x=1 HTTP/1.1')
    await replay({ targets: [{ kind: 'url', url: `${receiver.url}/?%62=${TOKEN}` }] })
    expect(JSON.stringify(service.history('s'))).not.toContain(TOKEN)
  })

  it('is the one of today for a source', async () => {
    const { receiver, replay } = await setUp({ request: { query: '', rawHeaders } })
    await replay({ targets: [{ kind: 'source', sourceId: 's' }] })
    expect(receiver.requests[0]?.headers).toContainEqual([
      'X-Segment-Source-Function-Token',
      'new token',
    ])
  })

  it('is not kept in the history where the user wrote it into an address', async () => {
    const { receiver, replay, service } = await setUp()
    const url = `${receiver.url}/?a=1&b=${TOKEN}`
    await replay({ targets: [{ kind: 'url', url }] })
    expect(receiver.requests[0]?.line).toContain(`b=${TOKEN}`)
    expect(JSON.stringify(service.history('s'))).not.toContain(TOKEN)
    expect(service.history('s')[0]?.target).toEqual({
      kind: 'url',
      url: `${receiver.url}/?a=1&b=••••`,
    })
  })
})

describe('a parameter b', () => {
  const inHeader: RawHeaders = [['X-Segment-Source-Function-Token', TOKEN]]

  it('is the sender’s own when the token is in the header', async () => {
    const { receiver, replay } = await setUp({
      request: { query: 'b=blue&x=1', rawHeaders: [...inHeader, ['Referer', 'http://a/?b=blue']] },
    })
    await replay()
    await replay({ targets: [{ kind: 'source', sourceId: 's' }] })
    expect(receiver.requests.map(({ line }) => line)).toEqual([
      'POST /hook?own=1&b=blue&x=1 HTTP/1.1',
      'POST /?b=blue&x=1 HTTP/1.1',
    ])
    expect(receiver.requests[0]?.headers).toContainEqual(['Referer', 'http://a/?b=blue'])
    expect(receiver.requests[1]?.headers).toContainEqual([inHeader[0]?.[0], 'new token'])
  })

  it('is the token when it says the same as the header, or the token of today', async () => {
    const { receiver, replay } = await setUp({
      request: {
        query: `b=${encodeURIComponent(TOKEN)}&x=1&b=new%20token&b=own`,
        rawHeaders: inHeader,
      },
    })
    await replay()
    expect(receiver.requests[0]?.line).toBe('POST /hook?own=1&x=1&b=own HTTP/1.1')
  })

  it('goes beside the token to a source, where the header was edited away', async () => {
    const { receiver, replay } = await setUp({
      request: { query: 'b=blue', rawHeaders: inHeader },
    })
    await replay({ targets: [{ kind: 'source', sourceId: 's' }], edit: { rawHeaders: [] } })
    expect(receiver.requests[0]?.line).toBe('POST /?b=new%20token&b=blue HTTP/1.1')
  })

  it('stays when it was typed, and the token of the event does not', async () => {
    const { receiver, replay } = await setUp()
    await replay({ edit: { query: 'b=the-token&b=typed' } })
    expect(receiver.requests[0]?.line).toBe('POST /hook?own=1&b=typed HTTP/1.1')
  })
})

describe('what goes out unedited', () => {
  it('has the query as it was written', async () => {
    const { receiver, replay } = await setUp({ request: { query: 'a=1&&b=the-token&c=2&x' } })
    await replay()
    expect(receiver.requests[0]?.line).toBe('POST /hook?own=1&a=1&&c=2&x HTTP/1.1')
  })

  it('has no length where a GET without a body stated none', async () => {
    const { receiver, replay } = await setUp({
      request: { method: 'GET', rawHeaders: [['Accept', '*/*']], body: Buffer.alloc(0) },
    })
    await replay()
    const names = receiver.requests[0]?.headers.map(([name]) => name.toLowerCase())
    expect(names).toEqual(['host', 'accept', 'connection'])
  })

  it('lacks the headers that were for the connection alone', async () => {
    const rawHeaders: RawHeaders = [
      ['Connection', 'close, X-Hop'],
      ['X-Hop', '1'],
      ['X-End', '2'],
    ]
    const { receiver, replay } = await setUp({ request: { rawHeaders } })
    await replay()
    const names = receiver.requests[0]?.headers.map(([name]) => name)
    expect(names).not.toContain('X-Hop')
    expect(names).toContain('X-End')
  })
})

describe('what is edited', () => {
  it('may be the host', async () => {
    const { receiver, replay } = await setUp({ request: { rawHeaders: [['Host', 'old']] } })
    await replay({ edit: { rawHeaders: [['Host', 'vhost.example']] } })
    await replay({ edit: { rawHeaders: [['Host', 'old']] } })
    expect(receiver.requests.map(({ headers }) => headers[0])).toEqual([
      ['Host', 'vhost.example'],
      ['Host', receiver.url.slice('http://'.length)],
    ])
  })

  const coded: RawHeaders = [
    ['Content-Encoding', 'gzip'],
    ['Content-Type', 'application/json'],
  ]

  it('is compressed as the headers state', async () => {
    const body = gzipSync('{"z":1}')
    const { receiver, replay } = await setUp({ request: { rawHeaders: coded, body } })
    await replay({ edit: { body: { kind: 'text', text: '{"z":2}' } } })
    const base64 = Buffer.from('{"z":3}').toString('base64')
    await replay({ edit: { body: { kind: 'base64', base64 } } })
    const bodies = receiver.requests.map((one) => gunzipSync(one.body).toString())
    expect(bodies).toEqual(['{"z":2}', '{"z":3}'])
  })

  it('is not compressed twice, nor after its header was taken away', async () => {
    const { receiver, replay } = await setUp({ request: { rawHeaders: coded } })
    const body = gzipSync('{"z":2}')
    await replay({ edit: { body: { kind: 'base64', base64: body.toString('base64') } } })
    await replay({ edit: { rawHeaders: [], body: { kind: 'text', text: 'plain' } } })
    expect(receiver.requests[0]?.body.equals(body)).toBe(true)
    expect(receiver.requests[1]?.body.toString()).toBe('plain')
  })

  it('is refused under an encoding that cannot be made', async () => {
    const { receiver, replay } = await setUp({
      request: { rawHeaders: [['Content-Encoding', 'constructor']] },
    })
    await expect(replay({ edit: { body: { kind: 'text', text: 'x' } } })).rejects.toMatchObject({
      code: 'invalid_input',
      hint: expect.stringContaining('remove'),
    })
    expect(receiver.requests).toEqual([])
  })
})

describe('an answer after which no HTTP follows', () => {
  it('ends the replay, and the other targets keep their results', async () => {
    const { receiver, replay, service } = await setUp()
    const other = await setUp()
    receiver.answer = 'HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n'
    const results = await replay({
      targets: [receiver, other.receiver].map(({ url }) => ({ kind: 'url', url })),
    })
    expect(results.map(({ response }) => response?.status)).toEqual([101, 200])
    expect(service.history('s')).toHaveLength(2)
  })
})

it('takes no name that merely begins like a loopback address for one', () => {
  const judge = (host: string): boolean => isLoopback(new URL(`https://${host}/`))
  expect(['localhost', '127.0.0.1', '127.1', '[::1]'].every(judge)).toBe(true)
  expect(['127.evil.example', 'localhost.evil', '128.0.0.1'].some(judge)).toBe(false)
})
