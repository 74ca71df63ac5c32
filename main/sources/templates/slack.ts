import { signingSecret, template } from './template.ts'

const code = `// Slack events: https://api.slack.com/events-api
// Slack first checks the address ("url_verification"). Hookbench answers that by itself.

async function onRequest(request, settings) {
  checkSignature(request, settings)
  const body = request.json()

  if (body.type === 'url_verification') {
    console.log('The address is checked, there is nothing to send')
    return
  }
  if (body.type !== 'event_callback') {
    throw new EventNotSupported('Slack ' + body.type + ' is not handled here')
  }
  const { event } = body

  switch (event.type) {
    case 'message':
      if (event.bot_id || event.subtype) {
        throw new EventNotSupported('Messages of bots and edits are left out')
      }
      send(body, 'Message Posted', {
        channel: event.channel,
        channel_type: event.channel_type,
        thread: event.thread_ts,
        // How much was written, not what.
        length: event.text.length
      })
      break

    case 'reaction_added':
      send(body, 'Reaction Added', {
        reaction: event.reaction,
        channel: event.item.channel,
        author: event.item_user
      })
      break

    case 'team_join':
      Segment.identify({
        userId: event.user.id,
        traits: {
          name: event.user.real_name,
          email: event.user.profile.email,
          team: body.team_id
        }
      })
      break

    default:
      throw new EventNotSupported('Slack ' + event.type + ' is not handled here')
  }
}

function send({ event, event_id, event_time, team_id }, name, properties) {
  Segment.track({
    event: name,
    userId: event.user,
    messageId: event_id,
    timestamp: new Date(event_time * 1000).toISOString(),
    context: { groupId: team_id },
    properties
  })
}

function checkSignature(request, settings) {
  if (!settings.signingSecret) {
    return
  }
  const time = request.headers.get('X-Slack-Request-Timestamp')
  const expected = 'v0=' + crypto
    .createHmac('sha256', settings.signingSecret)
    .update('v0:' + time + ':' + request.text())
    .digest('hex')
  if (request.headers.get('X-Slack-Signature') !== expected) {
    throw new InvalidEventPayload('The signature is not one of Slack with this secret')
  }
}
`

export const slack = template({
  id: 'slack',
  name: 'Slack',
  description: 'Messages, reactions and new members, with the signature checked.',
  keywords: 'chat messages events api reaction team',
  code,
  signedBy: 'slack',
  settings: [
    signingSecret(
      'Signing Secret',
      'Of your app, in Basic Information › App Credentials',
      'sample-replace-with-yours',
    ),
  ],
  headers: [
    ['Content-Type', 'application/json'],
    ['User-Agent', 'Slackbot 1.0 (+https://api.slack.com/robots)'],
    ['Accept', '*/*'],
    ['X-Slack-Request-Timestamp', '1568210607'],
    ['X-Slack-Signature', 'v0='],
  ],
  body: {
    token: 'Z26uZbBYdT19kZ2sSx1uE0RQ',
    team_id: 'T61666YTB',
    api_app_id: 'A9C3R7K4L',
    event: {
      client_msg_id: '85f4a84d-6b6b-4d1c-9d0e-70c8fdd4f2c1',
      type: 'message',
      text: 'The new desks have arrived :tada:',
      user: 'U0CA5FR2T',
      ts: '1568210606.012300',
      team: 'T61666YTB',
      channel: 'C0LAN2Q65',
      event_ts: '1568210606.012300',
      channel_type: 'channel',
    },
    type: 'event_callback',
    event_id: 'EvMYX5D9P0',
    event_time: 1568210606,
    authed_users: ['U0LAN0Z89'],
  },
  output: {
    events: [
      {
        type: 'track',
        event: 'Message Posted',
        properties: { channel: 'C0LAN2Q65', channel_type: 'channel', length: 33 },
        userId: 'U0CA5FR2T',
        context: { groupId: 'T61666YTB' },
        messageId: 'EvMYX5D9P0',
        timestamp: '2019-09-11T14:03:26.000Z',
      },
    ],
    objects: [],
  },
})
