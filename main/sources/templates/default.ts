import { template } from './template.ts'

const code = `// Runs for every webhook that this source receives.
// request: json(), text(), headers.get(name), url.searchParams.get(name)
// settings: what you enter in the Settings tab, such as settings.apiKey

async function onRequest(request, settings) {
  const body = request.json()

  if (body.type !== 'user.signup') {
    // Shown as "Unsupported Event Type", and nothing is sent.
    throw new EventNotSupported(body.type + ' is not handled here')
  }

  // Who it is about.
  Segment.identify({
    userId: body.userId,
    traits: {
      email: body.email,
      plan: body.plan
    }
  })

  // What they did.
  Segment.track({
    event: 'User Signed Up',
    userId: body.userId,
    timestamp: body.createdAt,
    properties: {
      plan: body.plan,
      referrer: request.url.searchParams.get('ref'),
      client: request.headers.get('User-Agent')
    }
  })

  // An object that lives on its own, with flat properties.
  Segment.set({
    collection: 'signups',
    id: body.id,
    properties: {
      user_id: body.userId,
      plan: body.plan
    }
  })
}
`

export const defaultTemplate = template({
  id: 'default',
  name: 'Default',
  description: 'The main calls in one function: identify, track and set.',
  keywords: 'start empty hello basic example',
  code,
  query: 'ref=newsletter',
  headers: [
    ['Content-Type', 'application/json'],
    ['User-Agent', 'MyApp-Webhooks/1.0'],
  ],
  body: {
    id: 'sig_1001',
    type: 'user.signup',
    createdAt: '2019-09-11T14:03:27.000Z',
    userId: 'user-42',
    email: 'ada@example.com',
    plan: 'pro',
  },
  output: {
    events: [
      { type: 'identify', traits: { email: 'ada@example.com', plan: 'pro' }, userId: 'user-42' },
      {
        type: 'track',
        event: 'User Signed Up',
        properties: { plan: 'pro', referrer: 'newsletter', client: 'MyApp-Webhooks/1.0' },
        userId: 'user-42',
        timestamp: '2019-09-11T14:03:27.000Z',
      },
    ],
    objects: [
      { collection: 'signups', id: 'sig_1001', properties: { user_id: 'user-42', plan: 'pro' } },
    ],
  },
})
