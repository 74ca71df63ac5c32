/** What a newly created source starts with, by its handler interface. */
import type { HandlerInterface } from '#preload/model'

const MODERN = `// Learn what arrives first: press Capture and send a webhook to the URL above.

async function onRequest(request, settings) {
  const body = request.json()

  Segment.track({
    event: 'Webhook Received',
    userId: String(body.userId),
    properties: {
      type: body.type
    }
  })
}
`

const LEGACY = `exports.processEvents = async (event) => {
  const body = event.payload.body

  return {
    events: [{
      type: 'track',
      event: 'Webhook Received',
      userId: String(body.userId),
      properties: { type: body.type }
    }],
    objects: []
  }
}
`

export function newSourceCode(handler: HandlerInterface): string {
  return handler === 'modern' ? MODERN : LEGACY
}

export const NEW_SOURCE_PAYLOAD = `${JSON.stringify(
  {
    payload: {
      body: { type: 'user.signup', userId: '42' },
      headers: { 'Content-Type': ['application/json'] },
      queryParameters: {},
    },
  },
  null,
  2,
)}
`
