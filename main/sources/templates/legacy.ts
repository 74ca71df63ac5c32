import { template } from './template.ts'

const code = `// The interface of functions written before September 2019: the whole request comes in one
// object, and what is sent is what the function returns.

exports.processEvents = async (event) => {
  const { body, headers, queryParameters } = event.payload

  if (body.type !== 'user.signup') {
    throw new EventNotSupported(body.type + ' is not handled here')
  }

  return {
    events: [
      {
        type: 'identify',
        userId: body.userId,
        traits: { email: body.email, plan: body.plan }
      },
      {
        type: 'track',
        event: 'User Signed Up',
        userId: body.userId,
        properties: {
          plan: body.plan,
          referrer: queryParameters.ref,
          client: headers['User-Agent'][0]
        }
      }
    ],
    objects: [
      {
        collection: 'signups',
        id: body.id,
        properties: { user_id: body.userId, plan: body.plan }
      }
    ]
  }
}
`

export const legacy = template({
  id: 'legacy',
  name: 'Legacy',
  description: 'exports.processEvents, which returns its events and objects.',
  keywords: 'processEvents old before 2019',
  handler: 'legacy',
  code,
  query: 'ref=newsletter',
  headers: [
    ['Content-Type', 'application/json'],
    ['User-Agent', 'MyApp-Webhooks/1.0'],
  ],
  body: {
    id: 'sig_1001',
    type: 'user.signup',
    userId: 'user-42',
    email: 'ada@example.com',
    plan: 'pro',
  },
  output: {
    events: [
      { type: 'identify', userId: 'user-42', traits: { email: 'ada@example.com', plan: 'pro' } },
      {
        type: 'track',
        event: 'User Signed Up',
        userId: 'user-42',
        properties: { plan: 'pro', referrer: 'newsletter', client: 'MyApp-Webhooks/1.0' },
      },
    ],
    objects: [
      { collection: 'signups', id: 'sig_1001', properties: { user_id: 'user-42', plan: 'pro' } },
    ],
  },
})
