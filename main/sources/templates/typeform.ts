import { signingSecret, template } from './template.ts'

const code = `// Typeform responses: https://developer.typeform.com/webhooks
// Answers are matched to the questions of the form by the id of the field.

async function onRequest(request, settings) {
  checkSignature(request, settings)
  const { event_id, event_type, form_response } = request.json()

  if (event_type !== 'form_response') {
    throw new EventNotSupported(event_type + ' is not handled here')
  }

  const answers = readAnswers(form_response)
  const email = _.get(_.find(form_response.answers, { type: 'email' }), 'email')
  // A hidden field "user_id" in the form's address ties the response to a known user.
  const userId = _.get(form_response, 'hidden.user_id') || email
  const user = userId ? { userId } : { anonymousId: form_response.token }

  if (email) {
    Segment.identify(Object.assign({ traits: { email } }, user))
  }
  Segment.track(Object.assign({
    event: 'Form Submitted',
    messageId: event_id,
    timestamp: form_response.submitted_at,
    properties: Object.assign({
      form_id: form_response.form_id,
      form_title: form_response.definition.title,
      score: _.get(form_response, 'calculated.score')
    }, answers)
  }, user))
}

// { "how_likely_are_you_to_recommend_us": 9, ... }
function readAnswers(response) {
  const result = {}
  for (const answer of response.answers) {
    const question = _.find(response.definition.fields, { id: answer.field.id })
    result[_.snakeCase(question ? question.title : answer.field.ref)] = valueOf(answer)
  }
  return result
}

function valueOf(answer) {
  switch (answer.type) {
    case 'choice':
      return answer.choice.label || answer.choice.other
    case 'choices':
      return answer.choices.labels
    default:
      // text, email, number, boolean, date, url, ... are named like their type
      return answer[answer.type]
  }
}

function checkSignature(request, settings) {
  if (!settings.webhookSecret) {
    return
  }
  const expected = 'sha256=' + crypto
    .createHmac('sha256', settings.webhookSecret)
    .update(request.text())
    .digest('base64')
  if (request.headers.get('Typeform-Signature') !== expected) {
    throw new InvalidEventPayload('The signature is not one of Typeform with this secret')
  }
}
`

export const typeform = template({
  id: 'typeform',
  name: 'Typeform',
  description: 'Responses to a form, each answer under its question, with the signature checked.',
  keywords: 'form survey answers questions nps',
  code,
  signedBy: 'typeform',
  settings: [
    signingSecret(
      'Webhook Secret',
      'The secret that was entered for this webhook in Connect › Webhooks',
      'sample-replace-with-yours',
      'webhookSecret',
    ),
  ],
  headers: [
    ['Accept-Encoding', 'gzip'],
    ['Content-Type', 'application/json'],
    ['User-Agent', 'Typeform Webhooks'],
    ['Typeform-Signature', 'sha256='],
  ],
  body: {
    event_id: '01DMG1CEXK4K2RSQQYV1JH0XWC',
    event_type: 'form_response',
    form_response: {
      form_id: 'lT4Z3j',
      token: 'a3a12ec67a1365927098a606107fac15',
      landed_at: '2019-09-11T14:01:50Z',
      submitted_at: '2019-09-11T14:03:27Z',
      hidden: { user_id: 'user-42' },
      calculated: { score: 9 },
      definition: {
        id: 'lT4Z3j',
        title: 'How was your desk?',
        fields: [
          {
            id: 'DlXFaesGBpoF',
            title: 'What is your email?',
            type: 'email',
            ref: 'readable_ref_email',
            allow_multiple_selections: false,
            allow_other_choice: false,
          },
          {
            id: 'SMEUb7VJz92Q',
            title: 'How likely are you to recommend us?',
            type: 'opinion_scale',
            ref: 'readable_ref_opinion',
            allow_multiple_selections: false,
            allow_other_choice: false,
          },
          {
            id: 'k6TP9oLGgHjl',
            title: 'Which finishes do you like?',
            type: 'multiple_choice',
            ref: 'readable_ref_finishes',
            allow_multiple_selections: true,
            allow_other_choice: true,
          },
          {
            id: 'RUqkXSeXBXSd',
            title: 'May we write to you?',
            type: 'yes_no',
            ref: 'readable_ref_contact',
            allow_multiple_selections: false,
            allow_other_choice: false,
          },
        ],
      },
      answers: [
        {
          type: 'email',
          email: 'ada@example.com',
          field: { id: 'DlXFaesGBpoF', type: 'email', ref: 'readable_ref_email' },
        },
        {
          type: 'number',
          number: 9,
          field: { id: 'SMEUb7VJz92Q', type: 'opinion_scale', ref: 'readable_ref_opinion' },
        },
        {
          type: 'choices',
          choices: { labels: ['Oak', 'Walnut'] },
          field: { id: 'k6TP9oLGgHjl', type: 'multiple_choice', ref: 'readable_ref_finishes' },
        },
        {
          type: 'boolean',
          boolean: true,
          field: { id: 'RUqkXSeXBXSd', type: 'yes_no', ref: 'readable_ref_contact' },
        },
      ],
    },
  },
  output: {
    events: [
      { type: 'identify', traits: { email: 'ada@example.com' }, userId: 'user-42' },
      {
        type: 'track',
        event: 'Form Submitted',
        properties: {
          form_id: 'lT4Z3j',
          form_title: 'How was your desk?',
          score: 9,
          what_is_your_email: 'ada@example.com',
          how_likely_are_you_to_recommend_us: 9,
          which_finishes_do_you_like: ['Oak', 'Walnut'],
          may_we_write_to_you: true,
        },
        userId: 'user-42',
        messageId: '01DMG1CEXK4K2RSQQYV1JH0XWC',
        timestamp: '2019-09-11T14:03:27Z',
      },
    ],
    objects: [],
  },
})
