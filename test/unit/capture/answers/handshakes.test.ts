import { createHmac } from 'node:crypto'
import { recipes } from '#main/capture/answers/handshake-recipes'
import {
  answerChallenge,
  detectChallenge,
  type HandshakeRequest,
} from '#main/capture/answers/handshakes'
import type { HandshakeKind } from '#preload/model/answers'
import { describe, expect, it } from 'vitest'

const SECRET = 'the secret'

function post(body: unknown, rawHeaders: [string, string][] = [], query = 'b=t'): HandshakeRequest {
  return { method: 'POST', query, rawHeaders, body: Buffer.from(JSON.stringify(body)) }
}

function bare(
  method: string,
  query: string,
  rawHeaders: [string, string][] = [],
): HandshakeRequest {
  return { method, query, rawHeaders, body: Buffer.alloc(0) }
}

interface Case {
  readonly request: HandshakeRequest
  readonly body?: unknown
  readonly headers?: [string, string]
}

const cases: Readonly<Record<HandshakeKind, Case>> = {
  slack: {
    request: post({ token: 'x', challenge: '3eZb', type: 'url_verification' }),
    body: '3eZb',
  },
  zoom: {
    request: post({
      event: 'endpoint.url_validation',
      payload: { plainToken: 'qgg8' },
      event_ts: 1,
    }),
    body: {
      plainToken: 'qgg8',
      encryptedToken: createHmac('sha256', SECRET).update('qgg8').digest('hex'),
    },
  },
  microsoft: {
    request: bare('POST', 'b=t&validationToken=Validation%3a+Testing'),
    body: 'Validation: Testing',
  },
  'event-grid': {
    request: post(
      [{ data: { validationCode: '512d' } }],
      [['aeg-event-type', 'SubscriptionValidation']],
    ),
    body: { validationResponse: '512d' },
  },
  cloudevents: {
    request: bare('OPTIONS', 'b=t', [['WebHook-Request-Origin', 'eventgrid.azure.net']]),
    body: '',
    headers: ['WebHook-Allowed-Origin', 'eventgrid.azure.net'],
  },
  websub: {
    request: bare('GET', 'hub.mode=unsubscribe&hub.topic=x&hub.challenge=1&b=t'),
    body: '1',
  },
  meta: {
    request: bare('GET', 'b=t&hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=v'),
    body: '1158201444',
  },
  twitter: {
    request: bare('GET', 'crc_token=abc&nonce=1&b=t'),
    body: {
      response_token: `sha256=${createHmac('sha256', SECRET).update('abc').digest('base64')}`,
    },
  },
  linkedin: {
    request: bare('GET', 'challengeCode=890e&applicationId=1'),
    body: {
      challengeCode: '890e',
      challengeResponse: createHmac('sha256', SECRET).update('890e').digest('hex'),
    },
  },
  dropbox: {
    request: bare('GET', 'challenge=abc123&b=t'),
    body: 'abc123',
    headers: ['X-Content-Type-Options', 'nosniff'],
  },
  okta: {
    request: bare('GET', '', [['X-Okta-Verification-Challenge', 'v']]),
    body: { verification: 'v' },
  },
  asana: {
    request: post({}, [['X-Hook-Secret', 'b537']]),
    body: '',
    headers: ['X-Hook-Secret', 'b537'],
  },
  twitch: {
    request: post({ challenge: 'pog', subscription: {} }, [
      ['Twitch-Eventsub-Message-Type', 'webhook_callback_verification'],
    ]),
    body: 'pog',
  },
  discord: { request: post({ type: 1 }, [['X-Signature-Ed25519', '00']]), body: { type: 1 } },
  monday: { request: post({ challenge: '3eZb' }), body: { challenge: '3eZb' } },
  head: { request: bare('HEAD', 'b=t'), body: '' },
}

describe('address checks', () => {
  it.each(recipes.map(({ kind }) => kind))('%s is recognised and answered', (kind) => {
    const { request, body, headers } = cases[kind]
    const challenge = detectChallenge(request)
    expect(challenge).toMatchObject({ kind, description: expect.stringMatching(/\.$/) })
    const answer = answerChallenge(kind, request, SECRET)
    expect(answer?.status).toBe(200)
    expect(typeof body === 'string' ? answer?.body : JSON.parse(answer?.body ?? '')).toEqual(body)
    if (headers !== undefined) {
      expect(answer?.headers).toContainEqual(headers)
    }
    const without = answerChallenge(kind, request, null)
    expect(without === null).toBe(challenge?.needsSecret)
  })

  it.each([
    post({ type: 'order', challenge: 'x' }),
    post({ type: 'url_verification' }),
    post('text'),
    { ...post({}), body: Buffer.from('{"challenge": broken') },
    { ...post({ type: 'url_verification', challenge: 'x'.repeat(5000) }) },
    bare('GET', 'b=t'),
    bare('POST', 'challenge=x'),
  ])('nothing else is (%#)', (request) => {
    expect(detectChallenge(request)).toBeNull()
    expect(answerChallenge('slack', request, SECRET)).toBeNull()
  })

  it('is not answered as another kind', () => {
    expect(answerChallenge('meta', cases.slack.request, SECRET)).toBeNull()
  })
})
