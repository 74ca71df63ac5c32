/**
 * Requests signed here with plain node:crypto, each by its sender's documented recipe and none
 * by the engine. Every description must be in this list or among the published vectors.
 */
import { createHash, createHmac, generateKeyPairSync, sign as signWith } from 'node:crypto'
import { providers } from '#main/capture/signatures/all-providers'
import { canSign, sign, spoilSignature, staleTime } from '#main/capture/signatures/sign'
import { verify } from '#main/capture/signatures/verify'
import type { SignedRequest } from '#main/capture/signatures/signed-request'
import { describe, expect, it } from 'vitest'
import { request, to } from './requests.ts'

const SECRET = 'a-secret-of-32-characters-0123456'
const BODY = '{"type":"order.paid","id":12345678901234567890,"name":"Zoë / 木"}'
const NOW = new Date('2026-03-04T05:06:07.000Z')
const S = String(NOW.getTime() / 1000)
const MS = String(NOW.getTime())
const ISO = NOW.toISOString()
const JSON_TYPE = { 'Content-Type': 'application/json' }
const HOOK_URL = 'https://hooks.example.com/in?b=token'

type Hash = 'sha1' | 'sha256' | 'sha512'

function hmac(
  text: string,
  encoding: 'hex' | 'base64' = 'hex',
  hash: Hash = 'sha256',
  key: string | Buffer = SECRET,
): string {
  return createHmac(hash, key).update(text).digest(encoding)
}

const discordKeys = generateKeyPairSync('ed25519')
const telnyxKeys = generateKeyPairSync('ed25519')
const rawKey = (keys: typeof discordKeys): Buffer =>
  keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)

function withBody(headers: Readonly<Record<string, string>>, body = BODY): SignedRequest {
  return request({ ...JSON_TYPE, ...headers }, body)
}

interface Case {
  readonly secret?: string
  readonly request: SignedRequest
}

const linearBody = `{"action":"create","webhookTimestamp": ${MS}}`
const mailgunBody = `{"signature":{"token":"tok","timestamp":"${S}","signature":"${hmac(`${S}tok`)}"},"event-data":{"id":1}}`

const contentfulHeaders = {
  'X-Contentful-Topic': 'ContentManagement.Entry.publish',
  'X-Contentful-Timestamp': MS,
  'X-Contentful-Signed-Headers':
    'x-contentful-signed-headers,x-contentful-timestamp,x-contentful-topic',
}
const contentfulMessage = [
  'POST',
  '/in',
  `x-contentful-signed-headers:${contentfulHeaders['X-Contentful-Signed-Headers']};x-contentful-timestamp:${MS};x-contentful-topic:${contentfulHeaders['X-Contentful-Topic']}`,
  BODY,
].join('\n')

const formBody = 'event=sms&b=2&a=1&a=0&text=x+y%26z'
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' }

const cases: Readonly<Record<string, Case>> = {
  stripe: { request: withBody({ 'Stripe-Signature': `t=${S},v1=${hmac(`${S}.${BODY}`)},v0=00` }) },
  paddle: { request: withBody({ 'Paddle-Signature': `ts=${S};h1=${hmac(`${S}:${BODY}`)}` }) },
  square: {
    request: to(
      HOOK_URL,
      { ...JSON_TYPE, 'x-square-hmacsha256-signature': hmac(HOOK_URL + BODY, 'base64') },
      BODY,
    ),
  },
  razorpay: { request: withBody({ 'X-Razorpay-Signature': hmac(BODY) }) },
  paystack: { request: withBody({ 'x-paystack-signature': hmac(BODY, 'hex', 'sha512') }) },
  'coinbase-commerce': { request: withBody({ 'X-CC-Webhook-Signature': hmac(BODY) }) },
  'lemon-squeezy': {
    request: withBody({ 'X-Event-Name': 'order_created', 'X-Signature': hmac(BODY) }),
  },
  gocardless: {
    request: withBody({
      'User-Agent': 'gocardless-webhook-service/1.1',
      'Webhook-Signature': hmac(BODY),
    }),
  },
  revolut: {
    request: withBody({
      'Revolut-Request-Timestamp': MS,
      'Revolut-Signature': `v1=${hmac('other')},v1=${hmac(`v1.${MS}.${BODY}`)}`,
    }),
  },
  xero: { request: withBody({ 'x-xero-signature': hmac(BODY, 'base64') }) },
  mailgun: { request: withBody({}, mailgunBody) },
  github: {
    request: withBody({
      'X-GitHub-Event': 'push',
      'X-Hub-Signature': `sha1=${hmac(BODY, 'hex', 'sha1')}`,
      'X-Hub-Signature-256': `sha256=${hmac(BODY)}`,
    }),
  },
  'github-sha1': {
    request: withBody({
      'X-GitHub-Event': 'push',
      'X-Hub-Signature': `sha1=${hmac(BODY, 'hex', 'sha1')}`,
    }),
  },
  gitlab: { request: withBody({ 'X-Gitlab-Event': 'Push Hook', 'X-Gitlab-Token': SECRET }) },
  bitbucket: {
    request: withBody({ 'X-Event-Key': 'repo:push', 'X-Hub-Signature': `sha256=${hmac(BODY)}` }),
  },
  jira: {
    request: withBody({
      'X-Atlassian-Webhook-Identifier': 'abc',
      'X-Hub-Signature': `sha256=${hmac(BODY)}`,
    }),
  },
  snyk: {
    request: withBody({ 'X-Snyk-Event': 'ping/v0', 'X-Hub-Signature': `sha256=${hmac(BODY)}` }),
  },
  forgejo: {
    request: withBody({
      'X-Gitea-Event': 'push',
      'X-Gitea-Signature': hmac(BODY),
      'X-Forgejo-Signature': hmac(BODY),
      'X-GitHub-Event': 'push',
    }),
  },
  gitea: {
    request: withBody({
      'X-Gitea-Event': 'push',
      'X-Gitea-Signature': hmac(BODY),
      'X-Gogs-Signature': hmac(BODY),
    }),
  },
  gogs: { request: withBody({ 'X-Gogs-Event': 'push', 'X-Gogs-Signature': hmac(BODY) }) },
  circleci: { request: withBody({ 'circleci-signature': `v1=${hmac(BODY)}` }) },
  buildkite: {
    request: withBody({
      'X-Buildkite-Signature': `timestamp=${S},signature=${hmac(`${S}.${BODY}`)}`,
    }),
  },
  'buildkite-token': { request: withBody({ 'X-Buildkite-Token': SECRET }) },
  vercel: { request: withBody({ 'x-vercel-signature': hmac(BODY, 'hex', 'sha1') }) },
  heroku: { request: withBody({ 'Heroku-Webhook-Hmac-SHA256': hmac(BODY, 'base64') }) },
  'terraform-cloud': {
    request: withBody({ 'X-TFE-Notification-Signature': hmac(BODY, 'hex', 'sha512') }),
  },
  sentry: { request: withBody({ 'Sentry-Hook-Signature': hmac(BODY) }) },
  launchdarkly: { request: withBody({ 'X-LD-Signature': hmac(BODY) }) },
  pagerduty: {
    request: withBody({ 'X-PagerDuty-Signature': `v1=${hmac('old')},v1=${hmac(BODY)}` }),
  },
  linear: { request: withBody({ 'Linear-Signature': hmac(linearBody) }, linearBody) },
  npm: { request: withBody({ 'x-npm-signature': `sha256=${hmac(BODY)}` }) },
  sanity: {
    request: withBody({
      'sanity-webhook-signature': `t=${MS},v1=${createHmac('sha256', SECRET).update(`${MS}.${BODY}`).digest('base64url')}`,
    }),
  },
  contentful: {
    request: request(
      { ...JSON_TYPE, ...contentfulHeaders, 'X-Contentful-Signature': hmac(contentfulMessage) },
      BODY,
      { path: '/in' },
    ),
  },
  slack: {
    request: withBody({
      'X-Slack-Request-Timestamp': S,
      'X-Slack-Signature': `v0=${hmac(`v0:${S}:${BODY}`)}`,
    }),
  },
  twilio: {
    request: to(
      HOOK_URL,
      {
        ...FORM,
        'X-Twilio-Signature': hmac(`${HOOK_URL}a0a1b2eventsmstextx y&z`, 'base64', 'sha1'),
      },
      formBody,
    ),
  },
  mandrill: {
    request: to(
      HOOK_URL,
      { ...FORM, 'X-Mandrill-Signature': hmac(`${HOOK_URL}mandrill_events[]`, 'base64', 'sha1') },
      'mandrill_events=%5B%5D',
    ),
  },
  zoom: {
    request: withBody({
      'x-zm-request-timestamp': S,
      'x-zm-signature': `v0=${hmac(`v0:${S}:${BODY}`)}`,
    }),
  },
  meta: {
    request: withBody({
      'User-Agent': 'facebookexternalua',
      'X-Hub-Signature-256': `sha256=${hmac(BODY)}`,
    }),
  },
  intercom: {
    request: withBody({
      'User-Agent': 'intercom-subscription-service-1.0',
      'X-Hub-Signature': `sha1=${hmac(BODY, 'hex', 'sha1')}`,
    }),
  },
  discord: {
    secret: rawKey(discordKeys).toString('hex'),
    request: withBody({
      'X-Signature-Timestamp': S,
      'X-Signature-Ed25519': signWith(null, Buffer.from(S + BODY), discordKeys.privateKey).toString(
        'hex',
      ),
    }),
  },
  telnyx: {
    secret: rawKey(telnyxKeys).toString('base64'),
    request: withBody({
      'telnyx-timestamp': S,
      'telnyx-signature-ed25519': signWith(
        null,
        Buffer.from(`${S}|${BODY}`),
        telnyxKeys.privateKey,
      ).toString('base64'),
    }),
  },
  telegram: { request: withBody({ 'X-Telegram-Bot-Api-Secret-Token': SECRET }) },
  line: { request: withBody({ 'x-line-signature': hmac(BODY, 'base64') }) },
  viber: { request: withBody({ 'X-Viber-Content-Signature': hmac(BODY) }) },
  twitch: {
    request: withBody({
      'Twitch-Eventsub-Message-Id': 'm-1',
      'Twitch-Eventsub-Message-Timestamp': ISO,
      'Twitch-Eventsub-Message-Signature': `sha256=${hmac(`m-1${ISO}${BODY}`)}`,
    }),
  },
  twitter: {
    request: withBody({ 'X-Twitter-Webhooks-Signature': `sha256=${hmac(BODY, 'base64')}` }),
  },
  'customer-io': {
    request: withBody({ 'X-CIO-Timestamp': S, 'X-CIO-Signature': hmac(`v0:${S}:${BODY}`) }),
  },
  pusher: { request: withBody({ 'X-Pusher-Key': 'k', 'X-Pusher-Signature': hmac(BODY) }) },
  'help-scout': { request: withBody({ 'X-HelpScout-Signature': hmac(BODY, 'base64', 'sha1') }) },
  mux: { request: withBody({ 'Mux-Signature': `t=${S},v1=${hmac(`${S}.${BODY}`)}` }) },
  elevenlabs: {
    request: withBody({ 'ElevenLabs-Signature': `t=${S},v0=${hmac(`${S}.${BODY}`)}` }),
  },
  shopify: { request: withBody({ 'X-Shopify-Hmac-Sha256': hmac(BODY, 'base64') }) },
  woocommerce: { request: withBody({ 'X-WC-Webhook-Signature': hmac(BODY, 'base64') }) },
  'hubspot-v1': {
    request: withBody({
      'X-HubSpot-Signature-Version': 'v1',
      'X-HubSpot-Signature': createHash('sha256')
        .update(SECRET + BODY)
        .digest('hex'),
    }),
  },
  'hubspot-v2': {
    request: to(
      HOOK_URL,
      {
        ...JSON_TYPE,
        'X-HubSpot-Signature-Version': 'v2',
        'X-HubSpot-Signature': createHash('sha256')
          .update(`${SECRET}POST${HOOK_URL}${BODY}`)
          .digest('hex'),
      },
      BODY,
    ),
  },
  'hubspot-v3': {
    request: to(
      HOOK_URL,
      {
        ...JSON_TYPE,
        'X-HubSpot-Request-Timestamp': MS,
        'X-HubSpot-Signature-v3': hmac(`POST${HOOK_URL}${BODY}${MS}`, 'base64'),
        'X-HubSpot-Signature-Version': 'v2',
        'X-HubSpot-Signature': '00',
      },
      BODY,
    ),
  },
  zendesk: {
    request: withBody({
      'X-Zendesk-Webhook-Signature-Timestamp': ISO,
      'X-Zendesk-Webhook-Signature': hmac(ISO + BODY, 'base64'),
    }),
  },
  typeform: { request: withBody({ 'Typeform-Signature': `sha256=${hmac(BODY, 'base64')}` }) },
  calendly: {
    request: withBody({ 'Calendly-Webhook-Signature': `t=${S},v1=${hmac(`${S}.${BODY}`)}` }),
  },
  'cal-com': { request: withBody({ 'X-Cal-Signature-256': hmac(BODY) }) },
  docusign: { request: withBody({ 'X-DocuSign-Signature-1': hmac(BODY, 'base64') }) },
  dropbox: { request: withBody({ 'X-Dropbox-Signature': hmac(BODY) }) },
  asana: { request: withBody({ 'X-Hook-Signature': hmac(BODY) }) },
  box: {
    request: withBody({
      'BOX-DELIVERY-TIMESTAMP': ISO,
      'BOX-SIGNATURE-PRIMARY': hmac(BODY + ISO, 'base64'),
    }),
  },
  trello: {
    request: to(
      HOOK_URL,
      { ...JSON_TYPE, 'X-Trello-Webhook': hmac(BODY + HOOK_URL, 'base64', 'sha1') },
      BODY,
    ),
  },
  notion: { request: withBody({ 'X-Notion-Signature': `sha256=${hmac(BODY)}` }) },
  airtable: {
    secret: Buffer.from(SECRET).toString('base64'),
    request: withBody({ 'X-Airtable-Content-MAC': `hmac-sha256=${hmac(BODY)}` }),
  },
  webflow: {
    request: withBody({ 'x-webflow-timestamp': MS, 'x-webflow-signature': hmac(`${MS}:${BODY}`) }),
  },
  smartsheet: { request: withBody({ 'Smartsheet-Hmac-SHA256': hmac(BODY) }) },
  discourse: { request: withBody({ 'X-Discourse-Event-Signature': `sha256=${hmac(BODY)}` }) },
  workos: { request: withBody({ 'WorkOS-Signature': `t=${MS}, v1=${hmac(`${MS}.${BODY}`)}` }) },
  persona: {
    request: withBody({
      'Persona-Signature': `t=${S},v1=${hmac('old')} t=${S},v1=${hmac(`${S}.${BODY}`)}`,
    }),
  },
  segment: {
    request: withBody({ 'User-Agent': 'Segment.io/1.0', 'X-Signature': hmac(BODY, 'hex', 'sha1') }),
  },
  'standard-webhooks': {
    secret: `whsec_${Buffer.from(SECRET).toString('base64')}`,
    request: withBody({
      'webhook-id': 'm',
      'webhook-timestamp': S,
      'webhook-signature': `v1,${hmac('x', 'base64')} v1,${hmac(`m.${S}.${BODY}`, 'base64')}`,
    }),
  },
  svix: {
    secret: `whsec_${Buffer.from(SECRET).toString('base64')}`,
    request: withBody({
      'svix-id': 'm',
      'svix-timestamp': S,
      'svix-signature': `v1,${hmac(`m.${S}.${BODY}`, 'base64')}`,
    }),
  },
  'hub-sha256': { request: withBody({ 'X-Hub-Signature-256': `sha256=${hmac(BODY)}` }) },
  'hub-sha256-old-name': { request: withBody({ 'X-Hub-Signature': `sha256=${hmac(BODY)}` }) },
  'hub-sha1': { request: withBody({ 'X-Hub-Signature': `sha1=${hmac(BODY, 'hex', 'sha1')}` }) },
}

/** Covered by the sender's own vector alone: nobody else has the key. */
const PUBLISHED_ONLY = ['sendgrid']

const named = Object.entries(cases).map(([id, one]) => ({ id, ...one }))

function providerOf(id: string) {
  const provider = providers.find((one) => one.id === id)
  expect(provider, id).toBeDefined()
  return provider as NonNullable<typeof provider>
}

describe('descriptions', () => {
  it('are all tested, and their ids differ', () => {
    const ids = providers.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => cases[id] === undefined)).toEqual(PUBLISHED_ONLY)
  })
})

describe.each(named)('$id', ({ id, request: signed, secret = SECRET }) => {
  it('is detected and valid', () => {
    expect(verify(signed, secret, NOW)).toMatchObject({ provider: id, result: 'valid' })
  })

  it('is not valid with another secret', () => {
    const result = verify(signed, `${secret.slice(0, 5)}#${secret.slice(6)}`, NOW)
    expect(result).toMatchObject({ provider: id, result: 'wrong-secret-or-bytes' })
    expect(result?.explanation).toMatch(/\.$/)
  })

  it('goes stale, where the sender signs its time', () => {
    const { timestamp } = providerOf(id)
    const later = new Date(NOW.getTime() + 7 * 86_400_000)
    const judged = timestamp !== undefined && Number.isFinite(timestamp.tolerance)
    expect(verify(signed, secret, later)?.result).toBe(judged ? 'stale' : 'valid')
  })

  it('is signed anew, spoiled and made stale', () => {
    const provider = providerOf(id)
    if (!canSign(provider)) {
      expect(sign(provider, signed, secret, NOW)).toBeNull()
      return
    }
    const later = new Date(NOW.getTime() + 3_600_000)
    const again = sign(provider, signed, secret, later)
    expect(again).not.toBeNull()
    if (again === null) {
      return
    }
    expect(verify(again, secret, later, id)?.result).toBe('valid')
    // Nothing but the signature, its time and what they cover has changed.
    expect(again.rawHeaders.map(([name]) => name)).toEqual(signed.rawHeaders.map(([name]) => name))
    const spoiled = spoilSignature(provider, again)
    expect(spoiled && verify(spoiled, secret, later, id)?.result).toBe('wrong-secret-or-bytes')
    const past = staleTime(provider, later)
    if (past !== null && Number.isFinite(provider.timestamp?.tolerance)) {
      const stale = sign(provider, signed, secret, past)
      expect(stale && verify(stale, secret, later, id)?.result).toBe('stale')
    }
  })
})
