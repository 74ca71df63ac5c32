import { template } from './template.ts'

const code = `// Drift webhooks: https://devdocs.drift.com/docs/webhook-events-1
// Each carries the verification token of the app, which shows that it comes from Drift.

async function onRequest(request, settings) {
  const { type, data, orgId, token } = request.json()

  if (settings.verificationToken && token !== settings.verificationToken) {
    throw new InvalidEventPayload('The verification token is not the one of this app')
  }

  switch (type) {
    case 'contact_identified':
      Segment.identify({
        userId: String(data.id),
        traits: Object.assign({ drift_org: orgId }, _.pick(data.attributes, [
          'email', 'name', 'phone', 'company', 'title'
        ]))
      })
      break

    case 'new_conversation':
    case 'new_message':
    case 'conversation_status_updated':
      Segment.track({
        event: names[type],
        anonymousId: String(data.contactId || data.conversationId || data.id),
        timestamp: new Date(data.createdAt || data.updatedAt || Date.now()).toISOString(),
        properties: {
          conversation_id: data.conversationId || data.id,
          message_id: type === 'new_message' ? data.id : undefined,
          text: data.body,
          from: data.author ? data.author.type : undefined,
          is_bot: data.author ? data.author.bot : undefined,
          status: data.status
        }
      })
      break

    default:
      throw new EventNotSupported('Drift ' + type + ' is not handled here')
  }
}

const names = {
  new_conversation: 'Conversation Started',
  new_message: 'Message Sent',
  conversation_status_updated: 'Conversation Status Changed'
}
`

export const drift = template({
  id: 'drift',
  name: 'Drift',
  description: 'Conversations, messages and contacts, with the verification token checked.',
  keywords: 'chat conversations messages salesloft',
  code,
  settings: [
    {
      name: 'verificationToken',
      label: 'Verification Token',
      type: 'STRING',
      description: 'Of your app, in App Settings. Left empty, it is not checked.',
      required: false,
      encrypted: true,
      value: 'sample-replace-with-yours',
    },
  ],
  headers: [
    ['Content-Type', 'application/json; charset=utf-8'],
    ['User-Agent', 'Drift-Webhooks'],
    ['Accept-Encoding', 'gzip'],
  ],
  body: {
    orgId: 48512,
    type: 'new_message',
    token: 'sample-replace-with-yours',
    data: {
      id: 20811422311,
      conversationId: 1180412,
      contactId: 771204418,
      type: 'chat',
      body: 'Does the oak desk come in <b>180 cm</b>?',
      author: { id: 771204418, type: 'contact', bot: false },
      buttons: [],
      context: {
        ip: '203.0.113.24',
        userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:69.0) Gecko/20100101 Firefox/69.0',
        location: { city: 'Lyon', region: 'ARA', country: 'FR', postalCode: '69001' },
      },
      createdAt: 1568210607482,
      attributes: {},
    },
  },
  output: {
    events: [
      {
        type: 'track',
        event: 'Message Sent',
        properties: {
          conversation_id: 1180412,
          message_id: 20811422311,
          text: 'Does the oak desk come in <b>180 cm</b>?',
          from: 'contact',
          is_bot: false,
        },
        anonymousId: '771204418',
        timestamp: '2019-09-11T14:03:27.482Z',
      },
    ],
    objects: [],
  },
})
