import { template } from './template.ts'

const code = `// Twilio messages and calls: https://www.twilio.com/docs/usage/webhooks
// They come as form fields, which request.json() gives as a flat map of strings.
// Twilio signs the whole address, of which a function does not see the token: not checked here.

async function onRequest(request, settings) {
  const body = request.json()

  if (body.MessageSid) {
    return trackMessage(body)
  }
  if (body.CallSid) {
    return trackCall(body)
  }
  throw new EventNotSupported('This is neither a message nor a call')
}

function trackMessage(body) {
  // A status callback names the state of a message that you sent, any other one came in.
  const isOutgoing = Boolean(body.MessageStatus)
  Segment.track({
    event: isOutgoing ? 'Message ' + _.startCase(body.MessageStatus) : 'Message Received',
    userId: isOutgoing ? body.To : body.From,
    messageId: body.MessageSid + (isOutgoing ? '-' + body.MessageStatus : ''),
    properties: {
      from: body.From,
      to: body.To,
      text: body.Body,
      segments: Number(body.NumSegments || 1),
      media: Number(body.NumMedia || 0),
      city: body.FromCity,
      country: body.FromCountry,
      error_code: body.ErrorCode
    }
  })
}

function trackCall(body) {
  const isOutgoing = body.Direction !== 'inbound'
  Segment.track({
    event: 'Call ' + _.startCase(body.CallStatus),
    userId: isOutgoing ? body.To : body.From,
    properties: {
      call_sid: body.CallSid,
      direction: body.Direction,
      duration: body.CallDuration ? Number(body.CallDuration) : undefined,
      country: isOutgoing ? body.ToCountry : body.FromCountry
    }
  })
}
`

/** Twilio sends its fields in this order. */
const fields = {
  ToCountry: 'FR',
  ToState: '',
  SmsMessageSid: 'SM1f0e8ae6ade43cb3c0ce4525424e404f',
  NumMedia: '0',
  ToCity: '',
  FromZip: '',
  SmsSid: 'SM1f0e8ae6ade43cb3c0ce4525424e404f',
  FromState: 'Auvergne-Rhône-Alpes',
  SmsStatus: 'received',
  FromCity: 'Lyon',
  Body: 'Yes, Tuesday at 10 works for me & my colleague',
  FromCountry: 'FR',
  To: '+33644601234',
  ToZip: '',
  NumSegments: '1',
  MessageSid: 'SM1f0e8ae6ade43cb3c0ce4525424e404f',
  AccountSid: 'AC5ef8732a3c49700934481addd5ce1659',
  From: '+33755501234',
  ApiVersion: '2010-04-01',
}

export const twilio = template({
  id: 'twilio',
  name: 'Twilio',
  description: 'Text messages and calls, which come as form fields.',
  keywords: 'sms calls voice form whatsapp phone',
  code,
  headers: [
    ['Content-Type', 'application/x-www-form-urlencoded; charset=utf-8'],
    ['User-Agent', 'TwilioProxy/1.1'],
    ['Accept', '*/*'],
    ['Cache-Control', 'max-age=259200'],
    ['I-Twilio-Idempotency-Token', 'd1d25edd-c7a0-4f14-a4c9-d8f64e9a1e26'],
    ['X-Twilio-Signature', 'a3a8nVUWk6ybuk8pOmNmFuYRkbE='],
  ],
  body: new URLSearchParams(fields).toString(),
  output: {
    events: [
      {
        type: 'track',
        event: 'Message Received',
        properties: {
          from: '+33755501234',
          to: '+33644601234',
          text: 'Yes, Tuesday at 10 works for me & my colleague',
          segments: 1,
          media: 0,
          city: 'Lyon',
          country: 'FR',
        },
        userId: '+33755501234',
        messageId: 'SM1f0e8ae6ade43cb3c0ce4525424e404f',
      },
    ],
    objects: [],
  },
})
