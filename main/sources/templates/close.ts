import { template } from './template.ts'

const code = `// Close webhooks: https://developer.close.com/resources/webhook-subscriptions

async function onRequest(request, settings) {
  const { event } = request.json()

  switch (event.object_type) {
    case 'lead':
      return updateLead(event)
    case 'opportunity':
      return trackOpportunity(event)
    default:
      throw new EventNotSupported(
        event.object_type + '.' + event.action + ' is not handled here'
      )
  }
}

function updateLead({ action, data, lead_id, date_created }) {
  if (action === 'deleted') {
    Segment.track({
      event: 'Lead Deleted',
      userId: lead_id,
      timestamp: date_created
    })
    return
  }
  Segment.group({
    groupId: lead_id,
    userId: data.created_by,
    timestamp: date_created,
    traits: {
      name: data.display_name,
      status: data.status_label,
      website: data.url
    }
  })
}

function trackOpportunity({ id, action, data, changed_fields, date_created, lead_id }) {
  const hasMoved = action === 'updated' && changed_fields.includes('status_type')
  Segment.track({
    event: hasMoved ? 'Opportunity ' + _.startCase(data.status_type)
      : 'Opportunity ' + _.startCase(action),
    userId: data.user_id,
    messageId: id,
    timestamp: date_created,
    context: { groupId: lead_id },
    properties: {
      opportunity_id: data.id,
      lead: data.lead_name,
      status: data.status_label,
      confidence: data.confidence,
      // Values are in cents.
      value: data.value / 100,
      currency: data.value_currency,
      period: data.value_period,
      changed: changed_fields
    }
  })

  Segment.set({
    collection: 'opportunities',
    id: data.id,
    properties: {
      lead_id,
      status: data.status_label,
      status_type: data.status_type,
      value: data.value / 100,
      currency: data.value_currency,
      owner: data.user_name
    }
  })
}
`

export const close = template({
  id: 'close',
  name: 'Close',
  description: 'Leads as groups, and opportunities as they are won and lost.',
  keywords: 'close io crm sales leads opportunities',
  code,
  headers: [
    ['Content-Type', 'application/json'],
    ['User-Agent', 'Close Webhooks (https://close.com)'],
    ['close-sig-hash', '7c8a4dd9b6e2c0d7a1f33c2f0f5b2b60a4f0b3f7f1a0f9d2c0a65ab3f9c3c1de'],
    ['close-sig-timestamp', '1568210607'],
  ],
  body: {
    subscription_id: 'whsub_2hYmhR2YzjhyHXDXlJJAE1',
    event: {
      id: 'ev_3xJoZ8mPpZ7Vq7rdzX0sPz',
      date_created: '2019-09-11T14:03:27.264000',
      date_updated: '2019-09-11T14:03:27.264000',
      organization_id: 'orga_bwwWG475zqWiQGur0thQshwVXo8rIYecQHDWFanqhen',
      user_id: 'user_3qYk1nHcJ5vKPtGqqvTBqYxSlKmC8F1pQXQxdWwGxkK',
      request_id: 'req_4S2L8JTBAA1OUS74SVmfbN',
      api_key_id: null,
      oauth_client_id: null,
      object_type: 'opportunity',
      object_id: 'oppo_7H4sjNso7FyBFaeR3RXi5PMJbilfo0c6UPCxsJtEhCO',
      lead_id: 'lead_xxEHYxj7VM8Vh8vYp6pPjH8bCqTL1dYXnaDcRT0R3Hq',
      action: 'updated',
      changed_fields: ['confidence', 'date_won', 'status_id', 'status_label', 'status_type'],
      meta: { request_method: 'PUT', request_path: '/api/v1/opportunity/' },
      data: {
        id: 'oppo_7H4sjNso7FyBFaeR3RXi5PMJbilfo0c6UPCxsJtEhCO',
        lead_id: 'lead_xxEHYxj7VM8Vh8vYp6pPjH8bCqTL1dYXnaDcRT0R3Hq',
        lead_name: 'Lumen SARL',
        user_id: 'user_3qYk1nHcJ5vKPtGqqvTBqYxSlKmC8F1pQXQxdWwGxkK',
        user_name: 'Grace Moreau',
        contact_id: null,
        contact_name: null,
        status_id: 'stat_1ZdiZqcSIkoGVnNOyxiEY58eTGQmFNG3LPlEVQ4V7Nk',
        status_label: 'Won',
        status_type: 'won',
        confidence: 100,
        note: 'Desks for the new office',
        value: 1240000,
        value_currency: 'EUR',
        value_formatted: '€12,400',
        value_period: 'one_time',
        date_created: '2019-08-20T09:14:02.120000+00:00',
        date_updated: '2019-09-11T14:03:27.258000+00:00',
        date_won: '2019-09-11',
        created_by: 'user_3qYk1nHcJ5vKPtGqqvTBqYxSlKmC8F1pQXQxdWwGxkK',
      },
      previous_data: {
        confidence: 60,
        date_won: null,
        status_id: 'stat_4QcPkO6wcQ3TVVqPkxmRYc5bmoLjVNRvRIY1jNQX0kC',
        status_label: 'Active',
        status_type: 'active',
      },
    },
  },
  output: {
    events: [
      {
        type: 'track',
        event: 'Opportunity Won',
        properties: {
          opportunity_id: 'oppo_7H4sjNso7FyBFaeR3RXi5PMJbilfo0c6UPCxsJtEhCO',
          lead: 'Lumen SARL',
          status: 'Won',
          confidence: 100,
          value: 12400,
          currency: 'EUR',
          period: 'one_time',
          changed: ['confidence', 'date_won', 'status_id', 'status_label', 'status_type'],
        },
        userId: 'user_3qYk1nHcJ5vKPtGqqvTBqYxSlKmC8F1pQXQxdWwGxkK',
        context: { groupId: 'lead_xxEHYxj7VM8Vh8vYp6pPjH8bCqTL1dYXnaDcRT0R3Hq' },
        messageId: 'ev_3xJoZ8mPpZ7Vq7rdzX0sPz',
        timestamp: '2019-09-11T14:03:27.264000',
      },
    ],
    objects: [
      {
        collection: 'opportunities',
        id: 'oppo_7H4sjNso7FyBFaeR3RXi5PMJbilfo0c6UPCxsJtEhCO',
        properties: {
          lead_id: 'lead_xxEHYxj7VM8Vh8vYp6pPjH8bCqTL1dYXnaDcRT0R3Hq',
          status: 'Won',
          status_type: 'won',
          value: 12400,
          currency: 'EUR',
          owner: 'Grace Moreau',
        },
      },
    ],
  },
})
