import { signingSecret, template } from './template.ts'

const code = `// Calendly webhooks: https://developer.calendly.com/api-docs/webhooks

async function onRequest(request, settings) {
  checkSignature(request, settings)
  const { event, payload } = request.json()
  const name = names[event]

  if (name === undefined) {
    throw new EventNotSupported('Calendly ' + event + ' is not handled here')
  }

  Segment.identify({
    userId: payload.email,
    traits: {
      email: payload.email,
      name: payload.name,
      timezone: payload.timezone
    }
  })

  Segment.track({
    event: name,
    userId: payload.email,
    timestamp: payload.updated_at,
    properties: {
      meeting: payload.scheduled_event.name,
      starts_at: payload.scheduled_event.start_time,
      ends_at: payload.scheduled_event.end_time,
      location: _.get(payload, 'scheduled_event.location.type'),
      rescheduled: payload.rescheduled,
      reason: _.get(payload, 'cancellation.reason'),
      campaign: payload.tracking.utm_campaign,
      source: payload.tracking.utm_source,
      answers: answersOf(payload)
    }
  })
}

const names = {
  'invitee.created': 'Meeting Booked',
  'invitee.canceled': 'Meeting Cancelled',
  'invitee_no_show.created': 'Meeting Missed'
}

function answersOf(payload) {
  const pairs = payload.questions_and_answers.map(({ question, answer }) => [
    _.snakeCase(question), answer
  ])
  return _.fromPairs(pairs)
}

function checkSignature(request, settings) {
  if (!settings.signingKey) {
    return
  }
  const parts = _.fromPairs(
    (request.headers.get('Calendly-Webhook-Signature') || '')
      .split(',')
      .map(part => part.split('='))
  )
  const expected = crypto
    .createHmac('sha256', settings.signingKey)
    .update(parts.t + '.' + request.text())
    .digest('hex')
  if (parts.v1 !== expected) {
    throw new InvalidEventPayload('The signature is not one of Calendly with this key')
  }
}
`

export const calendly = template({
  id: 'calendly',
  name: 'Calendly',
  description: 'Booked, cancelled and missed meetings, with the signature checked.',
  keywords: 'calendar meetings schedule invitee booking',
  profile: 'current',
  code,
  signedBy: 'calendly',
  settings: [
    signingSecret(
      'Signing Key',
      'The signing_key that you gave when the webhook subscription was made',
      'sample-replace-with-yours',
      'signingKey',
    ),
  ],
  headers: [
    ['Content-Type', 'application/json'],
    ['User-Agent', 'Calendly-Webhooks/1.0 (https://calendly.com)'],
    ['Accept', '*/*'],
    ['Calendly-Webhook-Signature', 't=1614765207,v1='],
  ],
  body: {
    created_at: '2021-03-03T09:53:27.000000Z',
    created_by: 'https://api.calendly.com/users/CAFHCZSIOWHBBMBH',
    event: 'invitee.created',
    payload: {
      cancel_url: 'https://calendly.com/cancellations/AAAAAAAAAAAAAAAA',
      created_at: '2021-03-03T09:53:26.000000Z',
      email: 'ada@example.com',
      event: 'https://api.calendly.com/scheduled_events/GBGBDCAADAEDCRZ2',
      first_name: null,
      last_name: null,
      name: 'Ada Martin',
      new_invitee: null,
      no_show: null,
      old_invitee: null,
      payment: null,
      questions_and_answers: [
        {
          answer: 'A desk for a room of 12 m²',
          position: 0,
          question: 'What would you like to talk about?',
        },
      ],
      reconfirmation: null,
      reschedule_url: 'https://calendly.com/reschedulings/AAAAAAAAAAAAAAAA',
      rescheduled: false,
      routing_form_submission: null,
      scheduled_event: {
        created_at: '2021-03-03T09:53:26.000000Z',
        end_time: '2021-03-09T10:30:00.000000Z',
        event_guests: [],
        event_memberships: [{ user: 'https://api.calendly.com/users/CAFHCZSIOWHBBMBH' }],
        event_type: 'https://api.calendly.com/event_types/GFTUJPXNTSOYWHHV',
        invitees_counter: { total: 1, active: 1, limit: 1 },
        location: { location: '+33 7 55 50 12 34', type: 'outbound_call' },
        name: 'Advice in 30 minutes',
        start_time: '2021-03-09T10:00:00.000000Z',
        status: 'active',
        updated_at: '2021-03-03T09:53:26.000000Z',
        uri: 'https://api.calendly.com/scheduled_events/GBGBDCAADAEDCRZ2',
      },
      status: 'active',
      text_reminder_number: null,
      timezone: 'Europe/Paris',
      tracking: {
        utm_campaign: 'autumn',
        utm_source: 'newsletter',
        utm_medium: null,
        utm_content: null,
        utm_term: null,
        salesforce_uuid: null,
      },
      updated_at: '2021-03-03T09:53:26.000000Z',
      uri: 'https://api.calendly.com/scheduled_events/GBGBDCAADAEDCRZ2/invitees/A2BSEJKE',
    },
  },
  output: {
    events: [
      {
        type: 'identify',
        traits: { email: 'ada@example.com', name: 'Ada Martin', timezone: 'Europe/Paris' },
        userId: 'ada@example.com',
      },
      {
        type: 'track',
        event: 'Meeting Booked',
        properties: {
          meeting: 'Advice in 30 minutes',
          starts_at: '2021-03-09T10:00:00.000000Z',
          ends_at: '2021-03-09T10:30:00.000000Z',
          location: 'outbound_call',
          rescheduled: false,
          campaign: 'autumn',
          source: 'newsletter',
          answers: { what_would_you_like_to_talk_about: 'A desk for a room of 12 m²' },
        },
        userId: 'ada@example.com',
        timestamp: '2021-03-03T09:53:26.000000Z',
      },
    ],
    objects: [],
  },
})
