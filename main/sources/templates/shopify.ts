import { signingSecret, template } from './template.ts'

const code = `// Shopify webhooks: https://shopify.dev/docs/apps/webhooks
// The topic is in a header, the body is the object itself.

async function onRequest(request, settings) {
  checkSignature(request, settings)
  const topic = request.headers.get('X-Shopify-Topic')
  const body = request.json()

  switch (topic) {
    case 'orders/create':
    case 'orders/paid':
    case 'orders/cancelled':
      return trackOrder(topic, body)
    case 'customers/create':
    case 'customers/update':
      return identifyCustomer(body)
    default:
      throw new EventNotSupported('Shopify ' + topic + ' is not handled here')
  }
}

const events = {
  'orders/create': 'Order Placed',
  'orders/paid': 'Order Completed',
  'orders/cancelled': 'Order Cancelled'
}

function trackOrder(topic, order) {
  if (order.customer) {
    identifyCustomer(order.customer)
  }
  const user = order.customer
    ? { userId: String(order.customer.id) }
    : { anonymousId: String(order.checkout_id) }

  Segment.track(Object.assign(user, {
    event: events[topic],
    timestamp: order.updated_at,
    properties: {
      order_id: String(order.id),
      order_number: order.name,
      total: Number(order.total_price),
      tax: Number(order.total_tax),
      discount: Number(order.total_discounts),
      coupon: order.discount_codes.map(discount => discount.code).join(', '),
      currency: order.currency,
      products: order.line_items.map(toProduct)
    }
  }))

  Segment.set({
    collection: 'orders',
    id: String(order.id),
    properties: {
      name: order.name,
      total: Number(order.total_price),
      currency: order.currency,
      financial_status: order.financial_status,
      fulfillment_status: order.fulfillment_status
    }
  })
}

function toProduct(item) {
  return {
    product_id: String(item.product_id),
    sku: item.sku,
    name: item.title,
    variant: item.variant_title,
    price: Number(item.price),
    quantity: item.quantity
  }
}

function identifyCustomer(customer) {
  Segment.identify({
    userId: String(customer.id),
    traits: {
      email: customer.email,
      firstName: customer.first_name,
      lastName: customer.last_name,
      phone: customer.phone,
      acceptsMarketing: customer.accepts_marketing,
      orders: customer.orders_count,
      totalSpent: Number(customer.total_spent)
    }
  })
}

function checkSignature(request, settings) {
  if (!settings.sharedSecret) {
    return
  }
  const expected = crypto
    .createHmac('sha256', settings.sharedSecret)
    .update(request.text())
    .digest('base64')
  if (request.headers.get('X-Shopify-Hmac-Sha256') !== expected) {
    throw new InvalidEventPayload('The signature is not one of Shopify with this secret')
  }
}
`

export const shopify = template({
  id: 'shopify',
  name: 'Shopify',
  description: 'Orders and customers of a shop, with the signature checked.',
  keywords: 'shop ecommerce orders cart customers products',
  code,
  signedBy: 'shopify',
  settings: [
    signingSecret(
      'Shared Secret',
      'The key below the webhooks in Settings › Notifications, or the client secret of the app',
      'sample-replace-with-yours',
      'sharedSecret',
    ),
  ],
  headers: [
    ['Content-Type', 'application/json'],
    ['Accept', '*/*'],
    ['User-Agent', 'Shopify-Captain-Hook'],
    ['X-Shopify-Topic', 'orders/paid'],
    ['X-Shopify-Shop-Domain', 'fine-desks.myshopify.com'],
    ['X-Shopify-Order-Id', '1073459962'],
    ['X-Shopify-Test', 'false'],
    ['X-Shopify-API-Version', '2019-07'],
    ['X-Shopify-Hmac-Sha256', ''],
  ],
  body: {
    id: 1073459962,
    email: 'ada@example.com',
    closed_at: null,
    created_at: '2019-09-11T10:03:20-04:00',
    updated_at: '2019-09-11T10:03:27-04:00',
    number: 42,
    note: null,
    token: 'b1946ac92492d2347c6235b4d2611184',
    gateway: 'shopify_payments',
    test: false,
    total_price: '428.00',
    subtotal_price: '428.00',
    total_weight: 31000,
    total_tax: '71.33',
    taxes_included: true,
    currency: 'EUR',
    financial_status: 'paid',
    confirmed: true,
    total_discounts: '10.00',
    buyer_accepts_marketing: true,
    name: '#1042',
    checkout_id: 901414060,
    order_number: 1042,
    discount_codes: [{ code: 'AUTUMN', amount: '10.00', type: 'fixed_amount' }],
    payment_gateway_names: ['shopify_payments'],
    processing_method: 'direct',
    source_name: 'web',
    fulfillment_status: null,
    line_items: [
      {
        id: 466157049,
        variant_id: 39072856,
        title: 'Oak desk',
        quantity: 1,
        sku: 'DESK-OAK-160',
        variant_title: '160 cm',
        vendor: 'Fine Desks',
        product_id: 632910392,
        requires_shipping: true,
        taxable: true,
        price: '359.00',
        total_discount: '10.00',
        fulfillment_status: null,
      },
      {
        id: 518995019,
        variant_id: 49148385,
        title: 'Reading lamp',
        quantity: 2,
        sku: 'LAMP-07',
        variant_title: 'brass',
        vendor: 'Fine Desks',
        product_id: 632910411,
        requires_shipping: true,
        taxable: true,
        price: '39.50',
        total_discount: '0.00',
        fulfillment_status: null,
      },
    ],
    customer: {
      id: 207119551,
      email: 'ada@example.com',
      accepts_marketing: true,
      created_at: '2019-03-02T09:12:44-05:00',
      updated_at: '2019-09-11T10:03:22-04:00',
      first_name: 'Ada',
      last_name: 'Martin',
      orders_count: 3,
      state: 'enabled',
      total_spent: '812.40',
      last_order_id: 1073459962,
      verified_email: true,
      phone: '+33755501234',
      tags: '',
      currency: 'EUR',
    },
  },
  output: {
    events: [
      {
        type: 'identify',
        traits: {
          email: 'ada@example.com',
          firstName: 'Ada',
          lastName: 'Martin',
          phone: '+33755501234',
          acceptsMarketing: true,
          orders: 3,
          totalSpent: 812.4,
        },
        userId: '207119551',
      },
      {
        type: 'track',
        event: 'Order Completed',
        properties: {
          order_id: '1073459962',
          order_number: '#1042',
          total: 428,
          tax: 71.33,
          discount: 10,
          coupon: 'AUTUMN',
          currency: 'EUR',
          products: [
            {
              product_id: '632910392',
              sku: 'DESK-OAK-160',
              name: 'Oak desk',
              variant: '160 cm',
              price: 359,
              quantity: 1,
            },
            {
              product_id: '632910411',
              sku: 'LAMP-07',
              name: 'Reading lamp',
              variant: 'brass',
              price: 39.5,
              quantity: 2,
            },
          ],
        },
        userId: '207119551',
        timestamp: '2019-09-11T10:03:27-04:00',
      },
    ],
    objects: [
      {
        collection: 'orders',
        id: '1073459962',
        properties: {
          name: '#1042',
          total: 428,
          currency: 'EUR',
          financial_status: 'paid',
          fulfillment_status: null,
        },
      },
    ],
  },
})
