/** Signatures that the senders themselves (or their libraries' tests) publish. */
import { verify } from '#main/capture/signatures/verify'
import type { SignedRequest } from '#main/capture/signatures/signed-request'
import { describe, expect, it } from 'vitest'
import { request, to } from './requests.ts'

interface Vector {
  readonly from: string
  readonly provider: string
  readonly secret: string
  readonly request: SignedRequest
  /** Unix seconds; the age is counted to this moment. */
  readonly at?: number
}

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }
const HUBSPOT_SECRET = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy'

const vectors: Vector[] = [
  {
    from: 'GitHub docs, "Validating webhook deliveries"',
    provider: 'github',
    secret: "It's a Secret to Everybody",
    request: request(
      {
        'X-GitHub-Event': 'push',
        'X-Hub-Signature-256':
          'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
      },
      'Hello, World!',
    ),
  },
  {
    from: 'Slack docs, "Verifying requests from Slack"',
    provider: 'slack',
    secret: '8f742231b10e8888abcd99yyyzzz85a5',
    at: 1531420618,
    request: request(
      {
        ...FORM,
        'X-Slack-Request-Timestamp': '1531420618',
        'X-Slack-Signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
      },
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
    ),
  },
  {
    from: 'Twilio docs, "Webhooks security"',
    provider: 'twilio',
    secret: '12345',
    request: to(
      'https://mycompany.com/myapp.php?foo=1&bar=2',
      { ...FORM, 'X-Twilio-Signature': 'RSOYDt4T1cUTdK1PDd93/VVr8B8=' },
      'Digits=1234&To=%2B18005551212&From=%2B14158675309&Caller=%2B14158675309&CallSid=CA1234567890ABCDE',
    ),
  },
  {
    from: 'SignalWire docs, which follow the recipe of Twilio for JSON bodies',
    provider: 'twilio',
    secret: 'PSKtest1234567890abcdef',
    request: to(
      'https://example.ngrok.io/webhook?bodySHA256=69f3cbfc18e386ef8236cb7008cd5a54b7fed637a8cb3373b5a1591d7f0fd5f4',
      {
        'Content-Type': 'application/json',
        'X-Twilio-Signature': 'dfO9ek8mxyFtn2nMz24plPmPfIY=',
      },
      '{"event":"call.state"}',
    ),
  },
  {
    from: 'HubSpot docs, "Validating the v1 request signature"',
    provider: 'hubspot-v1',
    secret: HUBSPOT_SECRET,
    request: request(
      {
        'X-HubSpot-Signature-Version': 'v1',
        'X-HubSpot-Signature': '232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de',
      },
      '[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]',
    ),
  },
  {
    from: 'HubSpot docs, "Validating the v2 request signature", GET',
    provider: 'hubspot-v2',
    secret: HUBSPOT_SECRET,
    request: to(
      'https://www.example.com/webhook_uri',
      {
        'X-HubSpot-Signature-Version': 'v2',
        'X-HubSpot-Signature': 'eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e',
      },
      '',
      'GET',
    ),
  },
  {
    from: 'HubSpot docs, "Validating the v2 request signature", POST',
    provider: 'hubspot-v2',
    secret: HUBSPOT_SECRET,
    request: to(
      'https://www.example.com/webhook_uri',
      {
        'X-HubSpot-Signature-Version': 'v2',
        'X-HubSpot-Signature': '9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900',
      },
      '{"example_field":"example_value"}',
    ),
  },
  {
    from: 'Standard Webhooks, tests of its libraries',
    provider: 'standard-webhooks',
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    at: 1614265330,
    request: request(
      {
        'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        'webhook-timestamp': '1614265330',
        'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      },
      '{"test": 2432232314}',
    ),
  },
  {
    from: 'Paddle, tests of its Node library',
    provider: 'paddle',
    secret: 'VALID_SECRET',
    at: 1698796805,
    request: request(
      {
        'Paddle-Signature':
          'ts=1698796800;h1=28981e941fae76e53db32f3d2a83cb69db41476595e84e1970a1b5d98f62b261;h1=28981e941fae76e53db32f3d2a83cb69db41476595e84e1970a1b5d98f62b261;h2=RANDOM_HASH',
      },
      '{"data": "value"}',
    ),
  },
  {
    from: 'SendGrid, tests of its Node library',
    provider: 'sendgrid',
    secret:
      'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEDr2LjtURuePQzplybdC+u4CwrqDqBaWjcMMsTbhdbcwHBcepxo7yAQGhHPTnlvFYPAZFceEu/1FwCM/QmGUhA==',
    request: request(
      {
        'X-Twilio-Email-Event-Webhook-Signature':
          'MEUCIQCtIHJeH93Y+qpYeWrySphQgpNGNr/U+UyUlBkU6n7RAwIgJTz2C+8a8xonZGi6BpSzoQsbVRamr2nlxFDWYNH2j/0=',
        'X-Twilio-Email-Event-Webhook-Timestamp': '1588788367',
      },
      '{"category":"example_payload","event":"test_event","message_id":"message_id"}',
    ),
  },
  ...[
    ['hello world', 'secret', '734cc62f32841568f45715aeb9f4d7891324e6d948e4c6c60c0621cdac48623a'],
    [
      'lalala',
      'another-secret',
      'daa220016c8f29a8b214fbfc3671aeec2145cfb1e6790184ffb38b6d0425fa00',
    ],
    [
      'an-important-request-payload',
      'hunter123',
      '9be2242094a9a8c00c64306f382a7f9d691de910b4a266f67bd314ef18ac49fa',
    ],
  ].map(([body = '', secret = '', signature = '']): Vector => ({
    from: `CircleCI docs, "Validate webhooks", ${secret}`,
    provider: 'circleci',
    secret,
    request: request({ 'circleci-signature': `v1=${signature},v2=other,v3=other` }, body),
  })),
]

describe('published vectors', () => {
  it.each(vectors)('$provider: $from', ({ provider, secret, request: signed, at = 1800000000 }) => {
    const now = new Date(at * 1000)
    expect(verify(signed, secret, now)).toMatchObject({ provider, result: 'valid', cause: null })
    const tampered = { ...signed, body: Buffer.concat([signed.body, Buffer.from('x')]) }
    expect(verify(tampered, secret, now)).toMatchObject({
      provider,
      result: 'wrong-secret-or-bytes',
    })
    expect(verify(signed, `#${secret.slice(1)}`, now)?.result).toBe('wrong-secret-or-bytes')
  })
})
