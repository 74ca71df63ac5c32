import { template } from './template.ts'

const code = `// SendGrid events: https://docs.sendgrid.com/for-developers/tracking-events/event
// One webhook carries many events; each becomes one of its own.

async function onRequest(request, settings) {
  for (const event of request.json()) {
    const name = names[event.event]
    if (name === undefined) {
      console.warn('Left out:', event.event)
      continue
    }
    Segment.track({
      event: name,
      // Send "user_id" as a custom argument to have it come back here.
      userId: event.user_id || event.email,
      messageId: event.sg_event_id,
      timestamp: new Date(event.timestamp * 1000).toISOString(),
      properties: {
        email: event.email,
        category: event.category,
        url: event.url,
        reason: event.reason,
        bounce_type: event.type,
        user_agent: event.useragent,
        sendgrid_message_id: event.sg_message_id
      }
    })
  }
}

const names = {
  processed: 'Email Processed',
  delivered: 'Email Delivered',
  deferred: 'Email Deferred',
  dropped: 'Email Dropped',
  bounce: 'Email Bounced',
  open: 'Email Opened',
  click: 'Email Link Clicked',
  spamreport: 'Email Marked as Spam',
  unsubscribe: 'Unsubscribed'
}
`

export const sendgrid = template({
  id: 'sendgrid',
  name: 'SendGrid',
  description: 'Delivered, opened, clicked and bounced mail, many events in one webhook.',
  keywords: 'email mail open click bounce batch array',
  code,
  headers: [
    ['Content-Type', 'application/json; charset=utf-8'],
    ['User-Agent', 'SendGrid Event API'],
    ['Accept-Encoding', 'gzip'],
  ],
  body: [
    {
      email: 'ada@example.com',
      timestamp: 1568210600,
      'smtp-id': '<14c5d75ce93.dfd.64b469@ismtpd-555>',
      event: 'delivered',
      category: ['receipts'],
      response: '250 OK',
      sg_event_id: 'ZGVsaXZlcmVkLTAtMTIzNDU2Nzg',
      sg_message_id: '14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0',
      user_id: 'user-42',
    },
    {
      email: 'ada@example.com',
      timestamp: 1568210660,
      event: 'click',
      category: ['receipts'],
      ip: '203.0.113.24',
      url: 'https://example.com/orders/1042',
      url_offset: { index: 0, type: 'html' },
      useragent: 'Mozilla/5.0 (X11; Linux x86_64; rv:69.0) Gecko/20100101 Firefox/69.0',
      sg_event_id: 'Y2xpY2stMC0xMjM0NTY3OA',
      sg_message_id: '14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0',
      user_id: 'user-42',
    },
    {
      email: 'nobody@example.com',
      timestamp: 1568210604,
      'smtp-id': '<14c5d75ce93.dfd.64b470@ismtpd-555>',
      event: 'bounce',
      category: ['receipts'],
      reason: '550 5.1.1 The email account that you tried to reach does not exist.',
      status: '5.1.1',
      type: 'bounce',
      sg_event_id: 'Ym91bmNlLTAtMTIzNDU2Nzg',
      sg_message_id: '14c5d75ce93.dfd.64b470.filter0001.16648.5515E0B88.0',
    },
  ],
  output: {
    events: [
      {
        type: 'track',
        event: 'Email Delivered',
        properties: {
          email: 'ada@example.com',
          category: ['receipts'],
          sendgrid_message_id: '14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0',
        },
        userId: 'user-42',
        messageId: 'ZGVsaXZlcmVkLTAtMTIzNDU2Nzg',
        timestamp: '2019-09-11T14:03:20.000Z',
      },
      {
        type: 'track',
        event: 'Email Link Clicked',
        properties: {
          email: 'ada@example.com',
          category: ['receipts'],
          url: 'https://example.com/orders/1042',
          user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:69.0) Gecko/20100101 Firefox/69.0',
          sendgrid_message_id: '14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0',
        },
        userId: 'user-42',
        messageId: 'Y2xpY2stMC0xMjM0NTY3OA',
        timestamp: '2019-09-11T14:04:20.000Z',
      },
      {
        type: 'track',
        event: 'Email Bounced',
        properties: {
          email: 'nobody@example.com',
          category: ['receipts'],
          reason: '550 5.1.1 The email account that you tried to reach does not exist.',
          bounce_type: 'bounce',
          sendgrid_message_id: '14c5d75ce93.dfd.64b470.filter0001.16648.5515E0B88.0',
        },
        userId: 'nobody@example.com',
        messageId: 'Ym91bmNlLTAtMTIzNDU2Nzg',
        timestamp: '2019-09-11T14:03:24.000Z',
      },
    ],
    objects: [],
  },
})
