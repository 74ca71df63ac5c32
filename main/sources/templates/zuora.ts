import { template } from './template.ts'

const code = `// Zuora callouts: https://knowledgecenter.zuora.com, "Events and Notifications"
// The fields of a callout are yours to choose: name them as in the sample payload.

async function onRequest(request, settings) {
  checkLogin(request, settings)
  const body = request.json()

  switch (body.EventType) {
    case 'PaymentProcessed':
      Segment.track({
        event: 'Payment Succeeded',
        userId: body.AccountNumber,
        timestamp: body.PaymentDate,
        properties: {
          payment_number: body.PaymentNumber,
          invoice_number: body.InvoiceNumber,
          revenue: Number(body.PaymentAmount),
          currency: body.Currency
        }
      })
      break

    case 'PaymentDeclined':
      Segment.track({
        event: 'Payment Failed',
        userId: body.AccountNumber,
        timestamp: body.PaymentDate,
        properties: {
          payment_number: body.PaymentNumber,
          invoice_number: body.InvoiceNumber,
          amount: Number(body.PaymentAmount),
          currency: body.Currency,
          reason: body.GatewayResponse
        }
      })
      break

    default:
      throw new EventNotSupported('Zuora ' + body.EventType + ' is not handled here')
  }

  Segment.set({
    collection: 'zuora_accounts',
    id: body.AccountNumber,
    properties: {
      name: body.AccountName,
      balance: Number(body.AccountBalance),
      currency: body.Currency
    }
  })
}

// A callout may carry a user and a password as HTTP Basic auth.
function checkLogin(request, settings) {
  if (!settings.calloutPassword) {
    return
  }
  const expected = 'Basic ' + btoa(settings.calloutUser + ':' + settings.calloutPassword)
  if (request.headers.get('Authorization') !== expected) {
    throw new InvalidEventPayload('The user or the password of the callout is another one')
  }
}
`

export const zuora = template({
  id: 'zuora',
  name: 'Zuora',
  description: 'Payments that went through or were declined; HTTP auth checked.',
  keywords: 'billing subscriptions payments callout invoice',
  code,
  settings: [
    {
      name: 'calloutUser',
      label: 'Callout User',
      type: 'STRING',
      description: 'The user name of the callout.',
      required: false,
      encrypted: false,
      value: 'segment',
    },
    {
      name: 'calloutPassword',
      label: 'Callout Password',
      type: 'STRING',
      description: 'The password of the callout. Left empty, it is not checked.',
      required: false,
      encrypted: true,
      value: 'sample-replace-with-yours',
    },
  ],
  headers: [
    ['Content-Type', 'application/json; charset=UTF-8'],
    ['User-Agent', 'Apache-HttpClient/4.5.3 (Java/1.8.0_161)'],
    // "segment:sample-replace-with-yours"
    ['Authorization', `Basic ${btoa('segment:sample-replace-with-yours')}`],
  ],
  body: {
    EventType: 'PaymentProcessed',
    AccountName: 'Lumen SARL',
    AccountNumber: 'A00001042',
    AccountBalance: '0.00',
    Currency: 'EUR',
    InvoiceNumber: 'INV00002117',
    PaymentNumber: 'P-00004711',
    PaymentAmount: '420.00',
    PaymentDate: '2019-09-11',
    PaymentMethodType: 'CreditCard',
    GatewayResponse: 'Approved',
  },
  output: {
    events: [
      {
        type: 'track',
        event: 'Payment Succeeded',
        properties: {
          payment_number: 'P-00004711',
          invoice_number: 'INV00002117',
          revenue: 420,
          currency: 'EUR',
        },
        userId: 'A00001042',
        timestamp: '2019-09-11',
      },
    ],
    objects: [
      {
        collection: 'zuora_accounts',
        id: 'A00001042',
        properties: { name: 'Lumen SARL', balance: 0, currency: 'EUR' },
      },
    ],
  },
})
