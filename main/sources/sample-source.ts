/** What the first start opens on: a source that runs at once and shows the main calls. */

export const SAMPLE_NAME = 'Sample: order webhook'

export const SAMPLE_CODE = `// Hookbench runs this function on every webhook that you capture.
// Press "Save and Test" (Ctrl+Enter, or Cmd+Enter on a Mac) to see what it emits.

async function onRequest(request, settings) {
  const order = request.json()

  if (order.type !== 'order.created') {
    throw new EventNotSupported(order.type + ' is not handled here')
  }

  console.log('Order', order.id, 'with', order.items.length, 'items')

  Segment.identify({
    userId: order.customer.id,
    traits: {
      email: order.customer.email,
      name: order.customer.name
    }
  })

  Segment.track({
    event: 'Order Completed',
    userId: order.customer.id,
    timestamp: order.created_at,
    properties: {
      order_id: order.id,
      revenue: total(order.items),
      currency: order.currency,
      coupon: request.url.searchParams.get('coupon'),
      store: settings.storeName,
      products: order.items
    }
  })

  Segment.set({
    collection: 'orders',
    id: order.id,
    properties: {
      customer_id: order.customer.id,
      item_count: order.items.length,
      total: total(order.items)
    }
  })
}

function total(items) {
  return _.sumBy(items, item => item.price * item.quantity)
}
`

export const SAMPLE_PAYLOAD = `${JSON.stringify(
  {
    payload: {
      body: {
        type: 'order.created',
        id: 'ord_1042',
        created_at: '2019-09-11T14:03:27.000Z',
        currency: 'EUR',
        customer: { id: 'cus_77', email: 'ada@example.com', name: 'Ada Martin' },
        items: [
          { sku: 'desk-oak', name: 'Oak desk', price: 349, quantity: 1 },
          { sku: 'lamp-07', name: 'Reading lamp', price: 39.5, quantity: 2 },
        ],
      },
      headers: { 'Content-Type': ['application/json'], 'User-Agent': ['Shop-Webhooks/1.4'] },
      queryParameters: { coupon: 'AUTUMN' },
    },
  },
  null,
  2,
)}
`

export const SAMPLE_SETTING = {
  name: 'storeName',
  label: 'Store Name',
  type: 'STRING',
  description: 'Sent with every order, so that several stores can share this code.',
  required: false,
  encrypted: false,
  value: 'Main street',
} as const
