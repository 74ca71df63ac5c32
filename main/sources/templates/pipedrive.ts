import { template } from './template.ts'

const code = `// Pipedrive webhooks: https://pipedrive.readme.io/docs/guide-for-webhooks
// body.current is the object as it is now, body.previous as it was before.

async function onRequest(request, settings) {
  checkLogin(request, settings)
  const { meta, current, previous } = request.json()

  if (meta.object === 'person') {
    return identifyPerson(current || previous, meta)
  }
  if (meta.object === 'deal') {
    return trackDeal(meta, current || previous, previous)
  }
  throw new EventNotSupported(meta.action + '.' + meta.object + ' is not handled here')
}

function identifyPerson(person, meta) {
  const primary = list => _.get(_.find(list, { primary: true }) || _.first(list), 'value')
  Segment.identify({
    userId: String(person.id),
    timestamp: new Date(meta.timestamp * 1000).toISOString(),
    traits: {
      name: person.name,
      email: primary(person.email),
      phone: primary(person.phone),
      company: person.org_name
    }
  })
}

function trackDeal(meta, deal, previous) {
  Segment.track({
    event: dealEvent(meta, deal, previous),
    userId: String(deal.person_id || deal.user_id),
    timestamp: new Date(meta.timestamp * 1000).toISOString(),
    properties: {
      deal_id: deal.id,
      title: deal.title,
      value: deal.value,
      currency: deal.currency,
      stage: deal.stage_id,
      previous_stage: previous ? previous.stage_id : undefined,
      lost_reason: deal.lost_reason
    }
  })

  Segment.set({
    collection: 'deals',
    id: String(deal.id),
    properties: {
      title: deal.title,
      value: deal.value,
      currency: deal.currency,
      status: deal.status,
      stage: deal.stage_id,
      organization: deal.org_name,
      owner: deal.owner_name
    }
  })
}

function dealEvent(meta, deal, previous) {
  if (meta.action === 'added') {
    return 'Deal Created'
  }
  if (meta.action === 'deleted') {
    return 'Deal Deleted'
  }
  if (previous && previous.status !== deal.status) {
    return 'Deal ' + _.startCase(deal.status)
  }
  return previous && previous.stage_id !== deal.stage_id ? 'Deal Stage Changed' : 'Deal Updated'
}

// A webhook may be given a user and a password, which come as HTTP Basic auth.
function checkLogin(request, settings) {
  if (!settings.httpPassword) {
    return
  }
  const expected = 'Basic ' + btoa(settings.httpUser + ':' + settings.httpPassword)
  if (request.headers.get('Authorization') !== expected) {
    throw new InvalidEventPayload('The user or the password of the webhook is another one')
  }
}
`

export const pipedrive = template({
  id: 'pipedrive',
  name: 'Pipedrive',
  description: 'Deals as they move through the stages, and persons; HTTP auth checked.',
  keywords: 'crm sales deals pipeline persons',
  code,
  settings: [
    {
      name: 'httpUser',
      label: 'HTTP User',
      type: 'STRING',
      description: 'The HTTP auth user name of the webhook.',
      required: false,
      encrypted: false,
      value: 'segment',
    },
    {
      name: 'httpPassword',
      label: 'HTTP Password',
      type: 'STRING',
      description: 'The HTTP auth password of the webhook. Left empty, it is not checked.',
      required: false,
      encrypted: true,
      value: 'sample-replace-with-yours',
    },
  ],
  headers: [
    ['Content-Type', 'application/json'],
    ['User-Agent', 'Pipedrive Webhooks'],
    // "segment:sample-replace-with-yours"
    ['Authorization', `Basic ${btoa('segment:sample-replace-with-yours')}`],
  ],
  body: {
    v: 1,
    matches_filters: { current: [], previous: [] },
    meta: {
      v: 1,
      action: 'updated',
      object: 'deal',
      id: 2117,
      company_id: 5810023,
      user_id: 9384711,
      host: 'fine-desks.pipedrive.com',
      timestamp: 1568210607,
      timestamp_micro: 1568210607482163,
      permitted_user_ids: [9384711],
      trans_pending: false,
      is_bulk_update: false,
      pipedrive_service_name: false,
      webhook_id: '187420',
    },
    current: {
      id: 2117,
      creator_user_id: 9384711,
      user_id: 9384711,
      person_id: 881,
      org_id: 302,
      stage_id: 4,
      title: 'Desks for the new office',
      value: 12400,
      currency: 'EUR',
      add_time: '2019-08-20 09:14:02',
      update_time: '2019-09-11 14:03:27',
      stage_change_time: '2019-09-11 14:03:27',
      active: true,
      deleted: false,
      status: 'open',
      probability: null,
      lost_reason: null,
      visible_to: '3',
      pipeline_id: 1,
      products_count: 2,
      activities_count: 5,
      person_name: 'Ada Martin',
      org_name: 'Lumen SARL',
      owner_name: 'Grace Moreau',
      weighted_value: 12400,
    },
    previous: {
      id: 2117,
      creator_user_id: 9384711,
      user_id: 9384711,
      person_id: 881,
      org_id: 302,
      stage_id: 3,
      title: 'Desks for the new office',
      value: 12400,
      currency: 'EUR',
      add_time: '2019-08-20 09:14:02',
      update_time: '2019-09-03 08:00:41',
      stage_change_time: '2019-09-03 08:00:41',
      active: true,
      deleted: false,
      status: 'open',
      probability: null,
      lost_reason: null,
      visible_to: '3',
      pipeline_id: 1,
      products_count: 2,
      activities_count: 4,
      person_name: 'Ada Martin',
      org_name: 'Lumen SARL',
      owner_name: 'Grace Moreau',
      weighted_value: 12400,
    },
    event: 'updated.deal',
    retry: 0,
  },
  output: {
    events: [
      {
        type: 'track',
        event: 'Deal Stage Changed',
        properties: {
          deal_id: 2117,
          title: 'Desks for the new office',
          value: 12400,
          currency: 'EUR',
          stage: 4,
          previous_stage: 3,
          lost_reason: null,
        },
        userId: '881',
        timestamp: '2019-09-11T14:03:27.000Z',
      },
    ],
    objects: [
      {
        collection: 'deals',
        id: '2117',
        properties: {
          title: 'Desks for the new office',
          value: 12400,
          currency: 'EUR',
          status: 'open',
          stage: 4,
          organization: 'Lumen SARL',
          owner: 'Grace Moreau',
        },
      },
    ],
  },
})
