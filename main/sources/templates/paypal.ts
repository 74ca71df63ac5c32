import { template } from './template.ts'

const code = `// PayPal webhooks: https://developer.paypal.com/docs/api-basics/notifications/webhooks
// PayPal signs with a certificate that has to be fetched, which this template leaves out.

async function onRequest(request, settings) {
  const event = request.json()
  const resource = event.resource

  switch (event.event_type) {
    case 'PAYMENT.SALE.COMPLETED':
      return trackSale('Payment Completed', event, resource)
    case 'PAYMENT.SALE.REFUNDED':
      return trackSale('Payment Refunded', event, resource)
    case 'BILLING.SUBSCRIPTION.ACTIVATED':
    case 'BILLING.SUBSCRIPTION.CANCELLED':
      return trackSubscription(event, resource)
    default:
      throw new EventNotSupported(event.event_type + ' is not handled here')
  }
}

function trackSale(name, event, sale) {
  Segment.track({
    event: name,
    // Set "custom" when you create the payment; without it the payment itself is the user.
    userId: sale.custom || sale.parent_payment,
    messageId: event.id,
    timestamp: event.create_time,
    properties: {
      sale_id: sale.id,
      payment_id: sale.parent_payment,
      invoice: sale.invoice_number,
      revenue: Number(sale.amount.total),
      fee: sale.transaction_fee ? Number(sale.transaction_fee.value) : undefined,
      currency: sale.amount.currency,
      mode: sale.payment_mode
    }
  })

  Segment.set({
    collection: 'paypal_sales',
    id: sale.id,
    properties: {
      amount: Number(sale.amount.total),
      currency: sale.amount.currency,
      state: sale.state,
      payment_id: sale.parent_payment
    }
  })
}

function trackSubscription(event, subscription) {
  const email = _.get(subscription, 'subscriber.email_address')
  Segment.track({
    event: event.event_type.endsWith('ACTIVATED') ? 'Subscription Started' : 'Subscription Ended',
    userId: subscription.custom_id || email,
    messageId: event.id,
    timestamp: event.create_time,
    properties: {
      subscription_id: subscription.id,
      plan: subscription.plan_id
    }
  })
}
`

export const paypal = template({
  id: 'paypal',
  name: 'PayPal',
  description: 'Sales, refunds and subscriptions.',
  keywords: 'payments sale refund subscription money',
  code,
  headers: [
    ['Accept', '*/*'],
    ['Content-Type', 'application/json'],
    ['User-Agent', 'PayPal/AUHD-214.0-52392296'],
    ['PAYPAL-AUTH-ALGO', 'SHA256withRSA'],
    ['PAYPAL-AUTH-VERSION', 'v2'],
    ['PAYPAL-CERT-URL', 'https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594'],
    ['PAYPAL-TRANSMISSION-ID', '5e0f7e10-d49c-11e9-9b2a-5d1c2a64ad7f'],
    ['PAYPAL-TRANSMISSION-SIG', 'c2FtcGxlLXNpZ25hdHVyZQ=='],
    ['PAYPAL-TRANSMISSION-TIME', '2019-09-11T14:03:30Z'],
  ],
  body: {
    id: 'WH-2WR32451HC0233532-67976317FL4543714',
    create_time: '2019-09-11T14:03:27.000Z',
    resource_type: 'sale',
    event_type: 'PAYMENT.SALE.COMPLETED',
    summary: 'A successful sale payment was made for EUR 42.00',
    resource: {
      id: '80021663DE681814L',
      parent_payment: 'PAY-1PA12106FU478450MKRETS4A',
      state: 'completed',
      amount: { total: '42.00', currency: 'EUR', details: { subtotal: '42.00' } },
      payment_mode: 'INSTANT_TRANSFER',
      protection_eligibility: 'ELIGIBLE',
      protection_eligibility_type: 'ITEM_NOT_RECEIVED_ELIGIBLE,UNAUTHORIZED_PAYMENT_ELIGIBLE',
      transaction_fee: { value: '1.78', currency: 'EUR' },
      invoice_number: 'INV-1042',
      custom: 'user-42',
      create_time: '2019-09-11T14:03:21Z',
      update_time: '2019-09-11T14:03:21Z',
      clearing_time: '2019-09-18T07:00:00Z',
      links: [
        {
          href: 'https://api.paypal.com/v1/payments/sale/80021663DE681814L',
          rel: 'self',
          method: 'GET',
        },
        {
          href: 'https://api.paypal.com/v1/payments/sale/80021663DE681814L/refund',
          rel: 'refund',
          method: 'POST',
        },
      ],
    },
    links: [
      {
        href: 'https://api.paypal.com/v1/notifications/webhooks-events/WH-2WR32451HC0233532-67976317FL4543714',
        rel: 'self',
        method: 'GET',
      },
    ],
    event_version: '1.0',
  },
  output: {
    events: [
      {
        type: 'track',
        event: 'Payment Completed',
        properties: {
          sale_id: '80021663DE681814L',
          payment_id: 'PAY-1PA12106FU478450MKRETS4A',
          invoice: 'INV-1042',
          revenue: 42,
          fee: 1.78,
          currency: 'EUR',
          mode: 'INSTANT_TRANSFER',
        },
        userId: 'user-42',
        messageId: 'WH-2WR32451HC0233532-67976317FL4543714',
        timestamp: '2019-09-11T14:03:27.000Z',
      },
    ],
    objects: [
      {
        collection: 'paypal_sales',
        id: '80021663DE681814L',
        properties: {
          amount: 42,
          currency: 'EUR',
          state: 'completed',
          payment_id: 'PAY-1PA12106FU478450MKRETS4A',
        },
      },
    ],
  },
})
