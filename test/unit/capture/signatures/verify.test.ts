/** What is said when a signature does not hold. */
import { createHmac } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { detectProvider } from '#main/capture/signatures/detect'
import { verify } from '#main/capture/signatures/verify'
import { describe, expect, it } from 'vitest'
import { request, to } from './requests.ts'

const SECRET = 'shpss_1234567890'
const NOW = new Date('2026-03-04T05:06:07Z')

function shopify(
  body: string | Buffer,
  signedBody: string | Buffer = body,
  secret = SECRET,
  more = {},
) {
  const signature = createHmac('sha256', secret).update(signedBody).digest('base64')
  return request(
    { 'Content-Type': 'application/json', ...more, 'X-Shopify-Hmac-Sha256': signature },
    body,
  )
}

function stripe(body: string, at: Date, secret = SECRET) {
  const seconds = Math.floor(at.getTime() / 1000)
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return request({ 'Stripe-Signature': `t=${seconds},v1=${signature}` }, body)
}

describe('changed bytes', () => {
  const original = '{"b": "é/", "a": [1, {"d": 2, "c": 3}]}'
  const value: unknown = JSON.parse(original)

  it.each([
    ['re-serialised', original, JSON.stringify(value), /space after each comma/],
    ['indented', JSON.stringify(value), JSON.stringify(value, null, 2), /compact JSON/],
    [
      'sorted, though they were not',
      '{"a":[1,{"c":3,"d":2}],"b":"é/"}',
      JSON.stringify(value),
      /keys sorted/,
    ],
    ['escaped as PHP does', '{"b":"\\u00e9\\/"}', '{"b":"é/"}', /escaped slashes and/],
    ['given a line feed', original, `${original}\n`, /without the white space at its end/],
    ['rid of its line feed', `${original}\n`, original, /with a line feed at its end/],
    ['given CRLF', '{\n}', '{\r\n}', /LF line ends/],
  ])('knows a body that was %s', (_name, signed, arrived, sentence) => {
    const result = verify(shopify(arrived, signed), SECRET, NOW)
    expect(result).toMatchObject({ result: 'wrong-secret-or-bytes', cause: 'changed-bytes' })
    expect(result?.explanation).toMatch(/^The secret is right, but the bytes were changed/)
    expect(result?.explanation).toMatch(sentence)
  })

  it('knows a body that was compressed after signing', () => {
    const compressed = shopify(gzipSync(original), original, SECRET, { 'Content-Encoding': 'gzip' })
    expect(verify(compressed, SECRET, NOW)).toMatchObject({ cause: 'changed-bytes' })
  })

  it('survives a body that is nested deeper than the stack', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000)
    expect(verify(shopify(deep, 'x'), SECRET, NOW)).toMatchObject({ cause: 'unknown' })
  })

  it('survives a body that is neither JSON nor gzip', () => {
    const broken = shopify(Buffer.from([0xff, 0x00]), 'x', SECRET, { 'Content-Encoding': 'gzip' })
    expect(verify(broken, SECRET, NOW)).toMatchObject({ cause: 'unknown' })
  })
})

describe('the secret', () => {
  it.each([
    [` ${SECRET}\n`, /spaces around/],
    [`"${SECRET}"`, /quotes/],
    [`SHOPIFY_SECRET=${SECRET}`, /before its "="/],
    [Buffer.from(SECRET).toString('hex'), /hexadecimal/],
    [Buffer.from(`${SECRET}ab`).toString('base64'), /base64/],
  ])('is recognised when it was pasted as %j', (pasted, sentence) => {
    const used = sentence.source === 'base64' ? `${SECRET}ab` : SECRET
    const result = verify(shopify('{}', '{}', used), pasted, NOW)
    expect(result).toMatchObject({ cause: 'secret-form' })
    expect(result?.explanation).toMatch(sentence)
  })

  it('is asked for by the name that the sender gives it', () => {
    expect(verify(shopify('{}'), 'another', NOW)).toMatchObject({
      cause: 'unknown',
      explanation: expect.stringContaining('the client secret of the app'),
    })
    expect(verify(shopify('{}'), '', NOW)?.explanation).toMatch(/choose the setting/)
  })
})

describe('the time', () => {
  it('is judged both ways', () => {
    const old = verify(stripe('{}', new Date(NOW.getTime() - 600_000)), SECRET, NOW)
    expect(old).toMatchObject({
      result: 'stale',
      details: { ageSeconds: 600, toleranceSeconds: 300 },
    })
    expect(old?.explanation).toMatch(/10 min old.*accept 5 min.*re-signed/)
    const ahead = verify(stripe('{}', new Date(NOW.getTime() + 600_000)), SECRET, NOW)
    expect(ahead?.explanation).toMatch(/in the future.*clock/)
    expect(verify(stripe('{}', new Date(NOW.getTime() - 299_000)), SECRET, NOW)?.result).toBe(
      'valid',
    )
  })

  it('is not the reason when the signature is wrong anyway', () => {
    const old = stripe('{}', new Date(0), 'other')
    expect(verify(old, SECRET, NOW)?.result).toBe('wrong-secret-or-bytes')
  })

  it('must be there and be one', () => {
    const without = request({ 'Stripe-Signature': `v1=${'0'.repeat(64)}` }, '')
    expect(verify(without, SECRET, NOW)).toMatchObject({
      result: 'malformed',
      explanation: expect.stringContaining('"t=" of the header Stripe-Signature is missing'),
    })
    const words = request({ 'Stripe-Signature': `t=now,v1=${'0'.repeat(64)}` }, '')
    expect(verify(words, SECRET, NOW)?.explanation).toMatch(/"now" .* is no time/)
  })
})

describe('the signature', () => {
  it('is missing when a known sender did not sign', () => {
    const unsigned = request({ 'X-GitHub-Event': 'push' }, '{}')
    expect(detectProvider(unsigned)).toMatchObject({ provider: { id: 'github' }, signed: false })
    expect(verify(unsigned, SECRET, NOW)).toMatchObject({
      result: 'missing',
      explanation: expect.stringContaining('Set a secret at GitHub'),
    })
  })

  it.each(['', 'x', 'zz'.repeat(32), 'ab'.repeat(20)])('is malformed as %j', (text) => {
    const result = verify(request({ 'Linear-Signature': text }, '{}'), SECRET, NOW)
    expect(result?.result).toBe('malformed')
  })

  it('may be in capital hexadecimal digits', () => {
    const signature = createHmac('sha256', SECRET).update('{}').digest('hex').toUpperCase()
    expect(verify(request({ 'X-Dropbox-Signature': signature }, '{}'), SECRET, NOW)?.result).toBe(
      'valid',
    )
  })

  it('of nobody known is null', () => {
    expect(verify(request({ 'X-Something': '1' }, '{"signature":"x"}'), SECRET, NOW)).toBeNull()
    expect(verify(request({}, '{"signature":{"signature":"x"}}'), SECRET, NOW)).toBeNull()
  })
})

describe('the address', () => {
  const signed = createHmac('sha256', SECRET).update('https://own.example/in{}').digest('base64')

  it('is found behind a relay', () => {
    const relayed = request(
      { Host: 'own.example', 'x-square-hmacsha256-signature': signed },
      '{}',
      { path: '/in' },
    )
    expect(verify(relayed, SECRET, NOW)?.result).toBe('valid')
    const renamed = request(
      {
        Host: 'localhost:1',
        'X-Forwarded-Host': 'own.example',
        'x-square-hmacsha256-signature': signed,
      },
      '{}',
      { path: '/in' },
    )
    expect(verify(renamed, SECRET, NOW)?.result).toBe('valid')
  })

  it('may have been entered without its slash', () => {
    const url = 'https://own.example?b=t'
    const bare = createHmac('sha256', SECRET).update(`${url}{}`).digest('base64')
    const arrived = to('https://own.example/?b=t', { 'x-square-hmacsha256-signature': bare }, '{}')
    expect(verify(arrived, SECRET, NOW)?.result).toBe('valid')
  })

  it('is named when the sender signed another', () => {
    const withToken = to(
      'https://own.example/in?b=t',
      { 'x-square-hmacsha256-signature': signed },
      '{}',
    )
    expect(verify(withToken, SECRET, NOW)).toMatchObject({
      cause: 'other-url',
      explanation: expect.stringContaining('https://own.example/in.'),
    })
  })
})

describe('HubSpot', () => {
  it('signs the address with its escapes decoded', () => {
    const time = String(NOW.getTime())
    const signature = createHmac('sha256', SECRET)
      .update(`POSThttps://own.example/in?to=a@b%20c{}${time}`)
      .digest('base64')
    const headers = { 'X-HubSpot-Request-Timestamp': time, 'X-HubSpot-Signature-v3': signature }
    expect(
      verify(to('https://own.example/in?to=a%40b%20c', headers, '{}'), SECRET, NOW),
    ).toMatchObject({
      provider: 'hubspot-v3',
      result: 'valid',
    })
  })
})

describe('Twilio with a JSON body', () => {
  it('notices that the body is not the one that the URL names', () => {
    const url = 'https://own.example/in?bodySHA256=00'
    const signature = createHmac('sha1', SECRET).update(url).digest('base64')
    const result = verify(
      to(url, { 'Content-Type': 'application/json', 'X-Twilio-Signature': signature }, '{}'),
      SECRET,
      NOW,
    )
    expect(result).toMatchObject({ cause: 'changed-bytes', result: 'wrong-secret-or-bytes' })
  })
})

describe('a request that means harm', () => {
  it('is judged in a moment, whatever white space it holds', () => {
    const startedAt = performance.now()
    const result = verify(shopify(`{${' '.repeat(900_000)}}`, 'other'), SECRET, NOW)
    expect(result).toMatchObject({ result: 'wrong-secret-or-bytes' })
    expect(performance.now() - startedAt).toBeLessThan(2000)
  })

  it('is judged although its host is none', () => {
    const headers = {
      Host: 'not a host',
      'X-Twilio-Signature': Buffer.alloc(20).toString('base64'),
    }
    expect(verify(request(headers, ''), SECRET, NOW)).toMatchObject({
      provider: 'twilio',
      result: 'wrong-secret-or-bytes',
    })
  })
})
