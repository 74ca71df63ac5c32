import { template } from './template.ts'

const code = `// SurveyMonkey webhooks: https://developer.surveymonkey.com/api/v3/#webhooks
// They name the response only. With an access token its answers are asked for, too.

async function onRequest(request, settings) {
  const event = request.json()

  if (event.event_type !== 'response_completed' && event.event_type !== 'response_created') {
    throw new EventNotSupported(event.event_type + ' is not handled here')
  }

  const { respondent_id, survey_id, collector_id } = event.resources
  const details = settings.accessToken ? await loadResponse(event, settings) : {}
  const contact = details.metadata && details.metadata.contact
  const email = _.get(contact, 'email.value')

  Segment.track({
    event: event.event_type === 'response_completed' ? 'Survey Completed' : 'Survey Started',
    anonymousId: respondent_id,
    userId: email,
    timestamp: event.event_datetime,
    properties: {
      survey_id,
      collector_id,
      response_id: event.object_id,
      total_time: details.total_time
    }
  })

  Segment.set({
    collection: 'survey_responses',
    id: event.object_id,
    properties: {
      survey_id,
      collector_id,
      respondent_id,
      completed: event.event_type === 'response_completed'
    }
  })
}

async function loadResponse(event, settings) {
  const url = 'https://api.surveymonkey.com/v3/surveys/' + event.resources.survey_id +
    '/responses/' + event.object_id + '/details'
  const response = await fetch(url, {
    headers: { Authorization: 'bearer ' + settings.accessToken }
  })
  if (!response.ok) {
    throw new Error('SurveyMonkey answered ' + response.status)
  }
  return response.json()
}
`

export const surveyMonkey = template({
  id: 'survey-monkey',
  name: 'SurveyMonkey',
  description: 'Started and completed responses; with a token, their details from the API.',
  keywords: 'survey form answers questions momentive',
  code,
  settings: [
    {
      name: 'accessToken',
      label: 'Access Token',
      type: 'STRING',
      description: 'Of your app, to load the respondent. Left empty, the webhook alone is used.',
      required: false,
      encrypted: true,
      value: '',
    },
  ],
  headers: [
    ['Content-Type', 'application/vnd.surveymonkey.response.v1+json; charset=utf-8'],
    ['User-Agent', 'SurveyMonkey-Webhooks/1.0'],
    ['Sm-Apikey', 'wJ3c5Xm2SsOqf0vT1zN7bQ'],
    ['Sm-Signature', 'KtGwm2w2kZsSL6ZB0o2cUVkJtfk='],
  ],
  body: {
    name: 'My Webhook',
    filter_type: 'survey',
    filter_id: '166938194',
    event_type: 'response_completed',
    event_id: '10019872321',
    event_datetime: '2019-09-11T14:03:27.000000+00:00',
    object_type: 'response',
    object_id: '11015742893',
    resources: {
      respondent_id: '11015742893',
      recipient_id: '0',
      user_id: '75104802',
      collector_id: '267031418',
      survey_id: '166938194',
    },
    href: 'https://api.surveymonkey.com/v3/surveys/166938194/responses/11015742893',
  },
  output: {
    events: [
      {
        type: 'track',
        event: 'Survey Completed',
        properties: {
          survey_id: '166938194',
          collector_id: '267031418',
          response_id: '11015742893',
        },
        anonymousId: '11015742893',
        timestamp: '2019-09-11T14:03:27.000000+00:00',
      },
    ],
    objects: [
      {
        collection: 'survey_responses',
        id: '11015742893',
        properties: {
          survey_id: '166938194',
          collector_id: '267031418',
          respondent_id: '11015742893',
          completed: true,
        },
      },
    ],
  },
})
