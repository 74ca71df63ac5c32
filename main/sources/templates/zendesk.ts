import { signingSecret, template } from './template.ts'

const code = `// Zendesk webhooks: https://developer.zendesk.com/documentation/webhooks
// Subscribe the webhook to ticket and user events; their types start with "zen:event-type:".

async function onRequest(request, settings) {
  checkSignature(request, settings)
  const event = request.json()
  const type = event.type.replace('zen:event-type:', '')

  if (type.startsWith('ticket.')) {
    return trackTicket(event, type)
  }
  if (type.startsWith('user.')) {
    return identifyUser(event)
  }
  throw new EventNotSupported('Zendesk ' + type + ' is not handled here')
}

const names = {
  'ticket.created': 'Ticket Created',
  'ticket.status_changed': 'Ticket Status Changed',
  'ticket.comment_added': 'Ticket Commented'
}

function trackTicket(event, type) {
  const ticket = event.detail
  Segment.track({
    event: names[type] || 'Ticket Updated',
    userId: ticket.requester_id,
    messageId: event.id,
    timestamp: event.time,
    properties: {
      ticket_id: ticket.id,
      subject: ticket.subject,
      status: ticket.status,
      previous_status: event.event.previous,
      priority: ticket.priority,
      channel: _.get(ticket, 'via.channel'),
      tags: ticket.tags
    }
  })

  Segment.set({
    collection: 'tickets',
    id: ticket.id,
    properties: {
      subject: ticket.subject,
      status: ticket.status,
      priority: ticket.priority,
      requester_id: ticket.requester_id,
      assignee_id: ticket.assignee_id,
      updated_at: ticket.updated_at
    }
  })
}

function identifyUser(event) {
  Segment.identify({
    userId: event.detail.id,
    timestamp: event.time,
    traits: {
      email: event.detail.email,
      role: event.detail.role,
      organization: event.detail.organization_id,
      externalId: event.detail.external_id
    }
  })
}

function checkSignature(request, settings) {
  if (!settings.signingSecret) {
    return
  }
  const time = request.headers.get('X-Zendesk-Webhook-Signature-Timestamp')
  const expected = crypto
    .createHmac('sha256', settings.signingSecret)
    .update(time + request.text())
    .digest('base64')
  if (request.headers.get('X-Zendesk-Webhook-Signature') !== expected) {
    throw new InvalidEventPayload('The signature is not one of Zendesk with this secret')
  }
}
`

export const zendesk = template({
  id: 'zendesk',
  name: 'Zendesk',
  description: 'Tickets and users of the help desk, with the signature checked.',
  keywords: 'support tickets help desk customers',
  profile: 'current',
  code,
  signedBy: 'zendesk',
  settings: [
    signingSecret(
      'Signing Secret',
      'Of this webhook, on its page in Apps and integrations › Webhooks',
      'sample-replace-with-yours',
    ),
  ],
  headers: [
    ['Content-Type', 'application/json; charset=utf-8'],
    ['User-Agent', 'Zendesk Webhook'],
    ['X-Zendesk-Account-Id', '123456'],
    ['X-Zendesk-Webhook-Id', '01GJPGFW0ZBC4GYFZYVZQ2MY7H'],
    ['X-Zendesk-Webhook-Invocation-Id', '01GJPGHZ4PPBV4NXN6Q5DVZ70V'],
    ['X-Zendesk-Webhook-Signature-Timestamp', '2022-11-25T14:03:27Z'],
    ['X-Zendesk-Webhook-Signature', ''],
  ],
  body: {
    account_id: 123456,
    detail: {
      actor_id: '8447388090494',
      assignee_id: '8447388090494',
      brand_id: '8447346621310',
      created_at: '2022-11-24T09:30:01Z',
      custom_status: '8447320466430',
      description: 'My desk came without its screws.',
      external_id: null,
      form_id: '8646151517822',
      group_id: '8447320466430',
      id: '5158',
      is_public: true,
      organization_id: '8447346622462',
      priority: 'HIGH',
      requester_id: '8447346622462',
      status: 'SOLVED',
      subject: 'Screws are missing',
      submitter_id: '8447346622462',
      tags: ['delivery', 'desk-oak'],
      type: 'PROBLEM',
      updated_at: '2022-11-25T14:03:26Z',
      via: { channel: 'web_service' },
    },
    event: { current: 'SOLVED', previous: 'OPEN' },
    id: '2b24ef10-19d4-4740-93cf-8f98ec4776c0',
    subject: 'zen:ticket:5158',
    time: '2022-11-25T14:03:26Z',
    type: 'zen:event-type:ticket.status_changed',
    zendesk_event_version: '2022-11-06',
  },
  output: {
    events: [
      {
        type: 'track',
        event: 'Ticket Status Changed',
        properties: {
          ticket_id: '5158',
          subject: 'Screws are missing',
          status: 'SOLVED',
          previous_status: 'OPEN',
          priority: 'HIGH',
          channel: 'web_service',
          tags: ['delivery', 'desk-oak'],
        },
        userId: '8447346622462',
        messageId: '2b24ef10-19d4-4740-93cf-8f98ec4776c0',
        timestamp: '2022-11-25T14:03:26Z',
      },
    ],
    objects: [
      {
        collection: 'tickets',
        id: '5158',
        properties: {
          subject: 'Screws are missing',
          status: 'SOLVED',
          priority: 'HIGH',
          requester_id: '8447346622462',
          assignee_id: '8447388090494',
          updated_at: '2022-11-25T14:03:26Z',
        },
      },
    ],
  },
})
