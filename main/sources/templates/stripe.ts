import { signingSecret, template } from './template.ts'

const code = `// Stripe events: https://stripe.com/docs/webhooks

async function onRequest(request, settings) {
  checkSignature(request, settings)
  const event = request.json()
  const object = event.data.object

  switch (event.type) {
    case 'customer.created':
    case 'customer.updated':
      Segment.identify({
        userId: object.id,
        traits: {
          email: object.email,
          name: object.name,
          delinquent: object.delinquent,
          currency: object.currency
        }
      })
      break

    case 'charge.succeeded':
    case 'charge.failed':
    case 'charge.refunded':
      trackCharge(event, object)
      break

    default:
      throw new EventNotSupported(event.type + ' is not handled here')
  }
}

const names = {
  'charge.succeeded': 'Charge Succeeded',
  'charge.failed': 'Charge Failed',
  'charge.refunded': 'Charge Refunded'
}

function trackCharge(event, charge) {
  Segment.track({
    event: names[event.type],
    userId: charge.customer,
    // The same event may be delivered twice; its id keeps it from being counted twice.
    messageId: event.id,
    timestamp: new Date(event.created * 1000).toISOString(),
    properties: {
      charge_id: charge.id,
      invoice_id: charge.invoice,
      // Amounts are in the smallest unit of the currency.
      revenue: (charge.amount - charge.amount_refunded) / 100,
      currency: charge.currency.toUpperCase(),
      card: _.get(charge, 'payment_method_details.card.brand'),
      failure: charge.failure_message,
      livemode: event.livemode
    }
  })

  Segment.set({
    collection: 'charges',
    id: charge.id,
    properties: {
      customer_id: charge.customer,
      amount: charge.amount,
      amount_refunded: charge.amount_refunded,
      currency: charge.currency,
      status: charge.status
    }
  })
}

function checkSignature(request, settings) {
  if (!settings.signingSecret) {
    return
  }
  const parts = {}
  for (const part of (request.headers.get('Stripe-Signature') || '').split(',')) {
    const [name, value] = part.split('=')
    parts[name] = value
  }
  const expected = crypto
    .createHmac('sha256', settings.signingSecret)
    .update(parts.t + '.' + request.text())
    .digest('hex')
  if (parts.v1 !== expected) {
    throw new InvalidEventPayload('The signature is not one of Stripe with this secret')
  }
}
`

export const stripe = template({
  id: 'stripe',
  name: 'Stripe',
  description: 'Customers and charges, with the signature checked.',
  keywords: 'payments charge invoice subscription billing card',
  code,
  signedBy: 'stripe',
  settings: [
    signingSecret(
      'Signing Secret',
      'Of this endpoint, in Developers › Webhooks (whsec_…)',
      'whsec_sample_replace_with_yours',
    ),
  ],
  headers: [
    ['Content-Type', 'application/json; charset=utf-8'],
    ['User-Agent', 'Stripe/1.0 (+https://stripe.com/docs/webhooks)'],
    ['Accept', '*/*; q=0.5, application/xml'],
    ['Cache-Control', 'no-cache'],
    ['Stripe-Signature', 't=1568210607,v1='],
  ],
  body: {
    id: 'evt_1FHb7H2eZvKYlo2CqXy0Jt5d',
    object: 'event',
    api_version: '2019-09-09',
    created: 1568210607,
    data: {
      object: {
        id: 'ch_1FHb7G2eZvKYlo2CmW0rVkq3',
        object: 'charge',
        amount: 4200,
        amount_refunded: 0,
        balance_transaction: 'txn_1FHb7G2eZvKYlo2C3pVd6n1u',
        billing_details: {
          address: {
            city: 'Lyon',
            country: 'FR',
            line1: null,
            line2: null,
            postal_code: '69001',
            state: null,
          },
          email: 'ada@example.com',
          name: 'Ada Martin',
          phone: null,
        },
        captured: true,
        created: 1568210606,
        currency: 'eur',
        customer: 'cus_FnB2aQy7mTjd1P',
        description: 'Subscription update',
        failure_code: null,
        failure_message: null,
        invoice: 'in_1FHb7F2eZvKYlo2CbT2Xo9Ue',
        livemode: false,
        metadata: {},
        outcome: {
          network_status: 'approved_by_network',
          reason: null,
          risk_level: 'normal',
          risk_score: 19,
          seller_message: 'Payment complete.',
          type: 'authorized',
        },
        paid: true,
        payment_intent: 'pi_1FHb7F2eZvKYlo2C8dzFKUA5',
        payment_method: 'card_1FHb6w2eZvKYlo2CJ2nmRZxq',
        payment_method_details: {
          card: {
            brand: 'visa',
            country: 'FR',
            exp_month: 8,
            exp_year: 2023,
            funding: 'credit',
            last4: '4242',
          },
          type: 'card',
        },
        receipt_email: null,
        refunded: false,
        refunds: {
          object: 'list',
          data: [],
          has_more: false,
          total_count: 0,
          url: '/v1/charges/ch_1FHb7G2eZvKYlo2CmW0rVkq3/refunds',
        },
        status: 'succeeded',
      },
    },
    livemode: false,
    pending_webhooks: 1,
    request: { id: 'req_sVvHFJkqUv2nyh', idempotency_key: null },
    type: 'charge.succeeded',
  },
  output: {
    events: [
      {
        type: 'track',
        event: 'Charge Succeeded',
        properties: {
          charge_id: 'ch_1FHb7G2eZvKYlo2CmW0rVkq3',
          invoice_id: 'in_1FHb7F2eZvKYlo2CbT2Xo9Ue',
          revenue: 42,
          currency: 'EUR',
          card: 'visa',
          failure: null,
          livemode: false,
        },
        userId: 'cus_FnB2aQy7mTjd1P',
        messageId: 'evt_1FHb7H2eZvKYlo2CqXy0Jt5d',
        timestamp: '2019-09-11T14:03:27.000Z',
      },
    ],
    objects: [
      {
        collection: 'charges',
        id: 'ch_1FHb7G2eZvKYlo2CmW0rVkq3',
        properties: {
          customer_id: 'cus_FnB2aQy7mTjd1P',
          amount: 4200,
          amount_refunded: 0,
          currency: 'eur',
          status: 'succeeded',
        },
      },
    ],
  },
})
