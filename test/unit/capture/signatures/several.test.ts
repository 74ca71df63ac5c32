/** Signatures that may be right in more than one way, and what a right one proves. */
import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { verify } from '#main/capture/signatures/verify'
import { request, to } from './requests.ts'

const NOW = new Date('2026-01-01T00:00:00Z')
const SECRET = 'topsecret'

function base64(message: string, secret = SECRET, hash = 'sha256'): string {
  return createHmac(hash, secret).update(message).digest('base64')
}

describe('a key that is being rotated', () => {
  it('is found in the second signature of Box and in any of DocuSign', () => {
    const time = NOW.toISOString()
    const box = {
      'BOX-DELIVERY-TIMESTAMP': time,
      'BOX-SIGNATURE-PRIMARY': base64(`{}${time}`, 'old'),
      'BOX-SIGNATURE-SECONDARY': base64(`{}${time}`),
    }
    expect(verify(request(box, '{}'), SECRET, NOW)?.result).toBe('valid')
    const docusign = {
      'X-DocuSign-Signature-1': base64('{}', 'old'),
      'X-DocuSign-Signature-3': base64('{}'),
    }
    expect(verify(request(docusign, '{}'), SECRET, NOW)?.result).toBe('valid')
    expect(verify(request(docusign, '{}'), 'another', NOW)?.result).toBe('wrong-secret-or-bytes')
  })
})

describe('a header that is repeated', () => {
  const shopify = (...secrets: string[]) =>
    request({}, '{}', {
      rawHeaders: secrets.map((one): [string, string] => ['X-Shopify-Hmac-Sha256', one]),
    })

  it('is right when one of them is, and says which', () => {
    const arrived = shopify(base64('{}', 'old'), base64('{}'))
    const verified = verify(arrived, SECRET, NOW)
    expect(verified).toMatchObject({
      result: 'valid',
      explanation: expect.stringMatching(/Of the 2 headers X-Shopify-\S+, number 2 matches/),
    })
    expect(verified?.details.received).toHaveLength(2)
    expect(verify(shopify(base64('{}'), 'no'), SECRET, NOW)?.explanation).toMatch(
      /number 1 matches\.$/,
    )
  })

  it('is told by the one that says most when none is right', () => {
    const changed = base64('{"a":1}')
    const arrived = {
      ...shopify('no signature', base64('{}', 'old'), changed),
      body: Buffer.from('{ "a": 1 }'),
    }
    const verified = verify(arrived, SECRET, NOW)
    expect(verified).toMatchObject({ result: 'wrong-secret-or-bytes', cause: 'changed-bytes' })
    expect(verified?.explanation).toMatch(/^None of the 3 headers/)
  })

  it('is judged with the time beside it, wherever that stands', () => {
    const now = Math.floor(NOW.getTime() / 1000)
    const stripe = (time: number, secret: string): [string, string] => {
      const digest = createHmac('sha256', secret).update(`${time}.{}`).digest('hex')
      return ['Stripe-Signature', `t=${time},v1=${digest}`]
    }
    const paired = request({}, '{}', { rawHeaders: [stripe(1, 'old'), stripe(now, SECRET)] })
    expect(verify(paired, SECRET, NOW)?.result).toBe('valid')
    const aged = request({}, '{}', { rawHeaders: [stripe(1, SECRET), stripe(now, 'old')] })
    expect(verify(aged, SECRET, NOW)).toMatchObject({
      result: 'stale',
      explanation: expect.stringContaining('number 1 matches'),
    })
    const slack = [now - 9, now].flatMap((time): [string, string][] => [
      ['X-Slack-Request-Timestamp', String(time)],
      [
        'X-Slack-Signature',
        `v0=${createHmac('sha256', SECRET).update(`v0:${time}:{}`).digest('hex')}`,
      ],
    ])
    slack[1] = ['X-Slack-Signature', 'v0=00']
    expect(verify(request({}, '{}', { rawHeaders: slack }), SECRET, NOW)?.result).toBe('valid')
  })

  it('is recognised where only the second is of the kind', () => {
    const digest = createHmac('sha256', SECRET).update('{}').digest('hex')
    const rawHeaders: [string, string][] = ['none', `sha256=${digest}`].map((value) => [
      'X-Hub-Signature-256',
      value,
    ])
    const verified = verify(request({}, '{}', { rawHeaders }), SECRET, NOW)
    expect(verified).toMatchObject({ provider: 'hub-sha256', result: 'valid' })
  })
})

describe('the address', () => {
  it.each(['https://own.example:443/in?b=T', 'https://own.example/in?b=T'])(
    'may have a port at Twilio: %s',
    (signed) => {
      const headers = {
        'Content-Type': 'application/x-www-form-urlencoded',
        'X-Twilio-Signature': base64(`${signed}Ab`, SECRET, 'sha1'),
      }
      for (const host of ['own.example', 'own.example:443', 'own.example:8443']) {
        const arrived = request({ Host: host, ...headers }, 'A=b', { path: '/in', query: 'b=T' })
        expect(verify(arrived, SECRET, NOW)?.result).toBe('valid')
      }
    },
  )

  it.each(['https://a.b?c', 'https://a.b%3Fc'])(
    'may hold a question mark at HubSpot: %s',
    (url) => {
      const time = String(NOW.getTime())
      const headers = {
        'X-HubSpot-Request-Timestamp': time,
        'X-HubSpot-Signature-v3': base64(`POSThttps://own.example/in?b=T&to=${url}{}${time}`),
      }
      const called = 'https://own.example/in?b=T&to=https%3A%2F%2Fa.b%3Fc'
      expect(verify(to(called, headers, '{}'), SECRET, NOW)?.result).toBe('valid')
    },
  )
})

describe('what a right signature proves', () => {
  const explained = (arrived: ReturnType<typeof request>): string =>
    verify(arrived, SECRET, NOW)?.explanation ?? ''

  it('is said of the body only where that is signed', () => {
    const url = 'https://own.example/in?b=T'
    const json = { 'Content-Type': 'application/json' }
    const hash = createHash('sha256').update('{}').digest('hex')
    const hashed = `${url}&bodySHA256=${hash}`
    const twilio = (address: string) =>
      to(address, { ...json, 'X-Twilio-Signature': base64(address, SECRET, 'sha1') }, '{}')
    expect(explained(request({ 'X-Gitlab-Token': SECRET }, 'any'))).toContain('body is not signed')
    expect(explained(twilio(url))).toContain('body is not signed')
    expect(explained(twilio(hashed))).toContain('exactly these bytes')
    const shopify = { 'X-Shopify-Hmac-Sha256': base64('{}') }
    expect(explained(request(shopify, '{}'))).toContain('exactly these bytes')
  })

  it('is too old by seconds, where minutes would say nothing', () => {
    const at = (seconds: number): string => {
      const time = String(NOW.getTime() / 1000 - seconds)
      const signature = createHmac('sha256', SECRET).update(`v0:${time}:{}`).digest('hex')
      const headers = {
        'X-Slack-Request-Timestamp': time,
        'X-Slack-Signature': `v0=${signature}`,
      }
      return explained(request(headers, '{}'))
    }
    expect(at(301)).toMatch(/it is 301 s old, and Slack receivers accept 300 s/)
    expect(at(900)).toMatch(/it is 15 min old, and Slack receivers accept 5 min/)
  })
})
