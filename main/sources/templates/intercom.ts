import { signingSecret, template } from './template.ts'

const code = `// Intercom webhooks: https://developers.intercom.com/docs/webhooks

async function onRequest(request, settings) {
  checkSignature(request, settings)
  const notification = request.json()
  const item = notification.data.item

  switch (notification.topic) {
    case 'ping':
      console.log('The webhook is set up')
      break

    case 'user.created':
    case 'user.email.updated':
      Segment.identify({
        userId: item.user_id || item.id,
        timestamp: new Date(notification.created_at * 1000).toISOString(),
        traits: Object.assign({
          email: item.email,
          name: item.name,
          unsubscribed: item.unsubscribed_from_emails
        }, item.custom_attributes)
      })
      break

    case 'conversation.user.created':
    case 'conversation.user.replied':
    case 'conversation.admin.closed':
      trackConversation(notification, item)
      break

    default:
      throw new EventNotSupported('Intercom ' + notification.topic + ' is not handled here')
  }
}

const names = {
  'conversation.user.created': 'Conversation Started',
  'conversation.user.replied': 'Conversation Replied',
  'conversation.admin.closed': 'Conversation Closed'
}

function trackConversation(notification, conversation) {
  Segment.track({
    event: names[notification.topic],
    userId: conversation.user.user_id || conversation.user.id,
    messageId: notification.id,
    timestamp: new Date(notification.created_at * 1000).toISOString(),
    properties: {
      conversation_id: conversation.id,
      subject: conversation.conversation_message.subject,
      assignee: _.get(conversation, 'assignee.name'),
      tags: conversation.tags.tags.map(tag => tag.name),
      parts: conversation.conversation_parts.total_count,
      url: conversation.links.conversation_web
    }
  })
}

function checkSignature(request, settings) {
  if (!settings.clientSecret) {
    return
  }
  const expected = 'sha1=' + crypto
    .createHmac('sha1', settings.clientSecret)
    .update(request.text())
    .digest('hex')
  if (request.headers.get('X-Hub-Signature') !== expected) {
    throw new InvalidEventPayload('The signature is not one of Intercom with this secret')
  }
}
`

export const intercom = template({
  id: 'intercom',
  name: 'Intercom',
  description: 'Users and conversations, with the signature checked.',
  keywords: 'chat support conversations users messenger',
  code,
  signedBy: 'intercom',
  settings: [
    signingSecret(
      'Client Secret',
      'Of your app, in the Developer Hub › Basic information',
      'sample-replace-with-yours',
      'clientSecret',
    ),
  ],
  headers: [
    ['Content-Type', 'application/json'],
    ['Accept', 'application/json'],
    ['User-Agent', 'intercom-webhooks/1.0'],
    ['Intercom-Webhooks-Version', '1.0'],
    ['X-Hub-Signature', 'sha1='],
  ],
  body: {
    type: 'notification_event',
    app_id: 'tx2p130c',
    data: {
      type: 'notification_event_data',
      item: {
        type: 'conversation',
        id: '24039817364',
        created_at: 1568210540,
        updated_at: 1568210607,
        user: {
          type: 'user',
          id: '5d78fd1f1c2a3b4c5d6e7f80',
          user_id: 'user-42',
          name: 'Ada Martin',
          email: 'ada@example.com',
        },
        assignee: { type: 'admin', id: '3119402', name: 'Grace Moreau' },
        conversation_message: {
          type: 'conversation_message',
          id: '384712250',
          subject: '',
          body: '<p>Where is my desk?</p>',
          author: { type: 'user', id: '5d78fd1f1c2a3b4c5d6e7f80' },
          attachments: [],
        },
        conversation_parts: {
          type: 'conversation_part.list',
          conversation_parts: [
            {
              type: 'conversation_part',
              id: '4380221908',
              part_type: 'comment',
              body: '<p>It is order 1042.</p>',
              created_at: 1568210607,
              author: { type: 'user', id: '5d78fd1f1c2a3b4c5d6e7f80', name: 'Ada Martin' },
            },
          ],
          total_count: 1,
        },
        open: true,
        state: 'open',
        read: true,
        tags: { type: 'tag.list', tags: [{ type: 'tag', id: '17513', name: 'delivery' }] },
        links: {
          conversation_web: 'https://app.intercom.com/a/apps/tx2p130c/conversations/24039817364',
        },
      },
    },
    links: {},
    id: 'notif_ccd8a4d0-f965-11e3-a367-c779cae3e1b3',
    topic: 'conversation.user.replied',
    delivery_status: 'pending',
    delivery_attempts: 1,
    delivered_at: 0,
    first_sent_at: 1568210608,
    created_at: 1568210607,
    self: null,
  },
  output: {
    events: [
      {
        type: 'track',
        event: 'Conversation Replied',
        properties: {
          conversation_id: '24039817364',
          subject: '',
          assignee: 'Grace Moreau',
          tags: ['delivery'],
          parts: 1,
          url: 'https://app.intercom.com/a/apps/tx2p130c/conversations/24039817364',
        },
        userId: 'user-42',
        messageId: 'notif_ccd8a4d0-f965-11e3-a367-c779cae3e1b3',
        timestamp: '2019-09-11T14:03:27.000Z',
      },
    ],
    objects: [],
  },
})
