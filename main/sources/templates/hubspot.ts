import { signingSecret, template } from './template.ts'

const code = `// HubSpot webhooks: https://developers.hubspot.com/docs/api/webhooks
// A request carries up to 100 notifications, which name what changed and nothing else.

async function onRequest(request, settings) {
  checkSignature(request, settings)
  for (const change of request.json()) {
    handle(change)
  }
}

function handle(change) {
  const [object, action] = change.subscriptionType.split('.')
  const id = String(change.objectId)
  const timestamp = new Date(change.occurredAt).toISOString()

  if (object === 'contact' && action === 'propertyChange') {
    Segment.identify({
      userId: id,
      timestamp,
      traits: { [_.camelCase(change.propertyName)]: change.propertyValue }
    })
    return
  }
  if (object === 'contact' || object === 'deal' || object === 'company') {
    Segment.track({
      event: _.startCase(object) + ' ' + (verbs[action] || _.startCase(action)),
      userId: object === 'contact' ? id : 'hubspot-' + change.portalId,
      messageId: 'hubspot-' + change.eventId + '-' + change.subscriptionId,
      timestamp,
      properties: {
        object_id: id,
        property: change.propertyName,
        value: change.propertyValue,
        source: change.changeSource,
        portal: change.portalId
      }
    })
    return
  }
  console.warn('Left out:', change.subscriptionType)
}

const verbs = {
  creation: 'Created',
  deletion: 'Deleted',
  propertyChange: 'Changed',
  merge: 'Merged'
}

function checkSignature(request, settings) {
  if (!settings.clientSecret) {
    return
  }
  const expected = crypto
    .createHash('sha256')
    .update(settings.clientSecret + request.text())
    .digest('hex')
  if (request.headers.get('X-HubSpot-Signature') !== expected) {
    throw new InvalidEventPayload('The signature is not one of HubSpot with this secret')
  }
}
`

export const hubspot = template({
  id: 'hubspot',
  name: 'HubSpot',
  description: 'Contacts, companies and deals, many changes at once, with the signature checked.',
  keywords: 'crm contacts companies deals marketing batch array',
  code,
  signedBy: 'hubspot-v1',
  settings: [
    signingSecret(
      'Client Secret',
      'Of your app, in Auth (signatures of version 1)',
      'sample-replace-with-yours',
      'clientSecret',
    ),
  ],
  headers: [
    ['Content-Type', 'application/json'],
    ['Accept', 'application/json'],
    ['User-Agent', 'HubSpot Webhooks'],
    ['X-HubSpot-Signature-Version', 'v1'],
    ['X-HubSpot-Signature', ''],
  ],
  body: [
    {
      objectId: 1246965,
      propertyName: 'lifecyclestage',
      propertyValue: 'customer',
      changeSource: 'CRM',
      eventId: 3816279340,
      subscriptionId: 25,
      portalId: 33,
      appId: 1160452,
      occurredAt: 1568210607000,
      subscriptionType: 'contact.propertyChange',
      attemptNumber: 0,
    },
    {
      objectId: 88120,
      changeFlag: 'CREATED',
      changeSource: 'CRM_UI',
      eventId: 3816279480,
      subscriptionId: 22,
      portalId: 33,
      appId: 1160452,
      occurredAt: 1568210610000,
      subscriptionType: 'deal.creation',
      attemptNumber: 0,
    },
  ],
  output: {
    events: [
      {
        type: 'identify',
        traits: { lifecyclestage: 'customer' },
        userId: '1246965',
        timestamp: '2019-09-11T14:03:27.000Z',
      },
      {
        type: 'track',
        event: 'Deal Created',
        properties: { object_id: '88120', source: 'CRM_UI', portal: 33 },
        userId: 'hubspot-33',
        messageId: 'hubspot-3816279480-22',
        timestamp: '2019-09-11T14:03:30.000Z',
      },
    ],
    objects: [],
  },
})
