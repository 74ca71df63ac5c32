/** Senders that sign more than once: no signature is left behind. */
import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { RawHeaders } from '#preload/model'
import { SECRET, setUp } from './replay-harness.ts'

const OLD = '{"a":1}'
const NEW = '{"a":2}'
const EDIT = { body: { kind: 'text', text: NEW } } as const

function hmac(hash: string, body: string, secret = SECRET): string {
  return createHmac(hash, secret).update(body).digest('hex')
}

const github: RawHeaders = [
  ['X-GitHub-Event', 'push'],
  ['X-Hub-Signature', `sha1=${hmac('sha1', OLD)}`],
  ['X-Hub-Signature-256', `sha256=${hmac('sha256', OLD)}`],
]

async function replayed(
  rawHeaders: RawHeaders,
  order: Parameters<Awaited<ReturnType<typeof setUp>>['replay']>[0],
  secret: string | null = SECRET,
) {
  const { receiver, replay } = await setUp({
    secret,
    request: { rawHeaders, body: Buffer.from(OLD) },
  })
  await replay(order)
  const sent = new Map(receiver.requests[0]?.headers)
  return (name: string): string => sent.get(name) ?? ''
}

describe('GitHub', () => {
  it('gets both signatures of the edited body', async () => {
    const sent = await replayed(github, { edit: EDIT })
    expect(sent('X-Hub-Signature-256')).toBe(`sha256=${hmac('sha256', NEW)}`)
    expect(sent('X-Hub-Signature')).toBe(`sha1=${hmac('sha1', NEW)}`)
  })

  it.each([SECRET, null])('gets none that is right on purpose (secret: %s)', async (secret) => {
    const sent = await replayed(github, { signing: 'bad' }, secret)
    expect(sent('X-Hub-Signature-256')).toMatch(/^sha256=[0-9a-f]{64}$/)
    expect(sent('X-Hub-Signature-256')).not.toContain(hmac('sha256', OLD))
    expect(sent('X-Hub-Signature')).toMatch(/^sha1=[0-9a-f]{40}$/)
    expect(sent('X-Hub-Signature')).not.toContain(hmac('sha1', OLD))
  })
})

it('HubSpot gets the older signature too', async () => {
  const v1 = (body: string): string =>
    createHash('sha256').update(SECRET).update(body).digest('hex')
  const headers: RawHeaders = [
    ['X-HubSpot-Request-Timestamp', String(Date.now())],
    ['X-HubSpot-Signature-Version', 'v1'],
    ['X-HubSpot-Signature', v1(OLD)],
    ['X-HubSpot-Signature-v3', 'AAAA'],
  ]
  expect((await replayed(headers, { edit: EDIT }))('X-HubSpot-Signature')).toBe(v1(NEW))
  expect((await replayed(headers, { signing: 'bad' }))('X-HubSpot-Signature')).not.toBe(v1(OLD))
})

it('a signature of somebody else is left alone', async () => {
  const other = `sha256=${hmac('sha256', OLD, 'another secret')}`
  const own = createHmac('sha256', SECRET)
  const sent = await replayed(
    [
      ['X-Shopify-Hmac-Sha256', own.update(OLD).digest('base64')],
      ['X-Hub-Signature-256', other],
    ],
    { edit: EDIT },
  )
  expect(sent('X-Hub-Signature-256')).toBe(other)
})

describe('DocuSign with two keys', () => {
  const base64 = (body: string, secret = SECRET): string =>
    createHmac('sha256', secret).update(body).digest('base64')
  const headers: RawHeaders = [
    ['X-DocuSign-Signature-1', base64(OLD, 'old')],
    ['X-DocuSign-Signature-2', base64(OLD)],
  ]

  it('is signed where its own signature stood', async () => {
    const sent = await replayed(headers, { edit: EDIT })
    expect(sent('X-DocuSign-Signature-2')).toBe(base64(NEW))
  })

  it('gets both spoiled', async () => {
    const sent = await replayed(headers, { signing: 'bad' })
    expect(sent('X-DocuSign-Signature-1')).not.toBe(base64(OLD, 'old'))
    expect(sent('X-DocuSign-Signature-2')).not.toBe(base64(OLD))
  })
})
