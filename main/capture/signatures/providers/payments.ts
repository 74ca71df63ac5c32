/** Senders about money. Each recipe is from the sender's own documentation on its webhooks. */
import { header, inBody, milliseconds, pair, seconds, type Provider } from '../provider.ts'

export const payments: readonly Provider[] = [
  {
    // Docs "Verify webhook signatures manually": t and v1 in one header, `t.payload`.
    id: 'stripe',
    name: 'Stripe',
    secretIs: 'the signing secret of this endpoint (whsec_…), in Developers › Webhooks',
    signature: pair('Stripe-Signature', 'v1'),
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    message: '{timestamp}.{body}',
    timestamp: seconds(pair('Stripe-Signature', 't')),
  },
  {
    // Docs "Verify signature" and the SDK, which accepts 5 seconds: `ts:body`, pairs by `;`.
    id: 'paddle',
    name: 'Paddle',
    secretIs: 'the secret key of this notification destination (pdl_ntfset_…)',
    signature: pair('Paddle-Signature', 'h1', ';'),
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    message: '{timestamp}:{body}',
    timestamp: seconds(pair('Paddle-Signature', 'ts', ';'), 5),
  },
  {
    // Docs "Verify and validate an event notification": the notification URL, then the body.
    id: 'square',
    name: 'Square',
    secretIs: 'the signature key of this webhook subscription',
    signature: header('x-square-hmacsha256-signature'),
    algorithm: 'hmac-sha256',
    encoding: 'base64',
    message: '{url}{body}',
  },
  {
    // Docs "Validate webhooks" of the payment gateway.
    id: 'razorpay',
    name: 'Razorpay',
    secretIs: 'the webhook secret that was entered in Settings › Webhooks',
    signature: header('X-Razorpay-Signature'),
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    message: '{body}',
  },
  {
    // Docs "Webhooks: verify event origin": SHA-512 with the secret API key.
    id: 'paystack',
    name: 'Paystack',
    secretIs: 'the secret key of the account (sk_…)',
    signature: header('x-paystack-signature'),
    algorithm: 'hmac-sha512',
    encoding: 'hex',
    message: '{body}',
  },
  {
    // Docs "Webhooks: securing".
    id: 'coinbase-commerce',
    name: 'Coinbase Commerce',
    secretIs: 'the webhook shared secret, in Settings › Notifications',
    signature: header('X-CC-Webhook-Signature'),
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    message: '{body}',
  },
  {
    // Docs "Signing requests"; the header's name is shared, X-Event-Name tells it apart.
    id: 'lemon-squeezy',
    name: 'Lemon Squeezy',
    secretIs: 'the signing secret that was entered for this webhook',
    signature: header('X-Signature'),
    requires: [{ header: 'X-Event-Name' }],
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    message: '{body}',
  },
  {
    // Docs "Staying up-to-date with webhooks".
    id: 'gocardless',
    name: 'GoCardless',
    secretIs: 'the secret of this webhook endpoint',
    signature: header('Webhook-Signature'),
    requires: [{ header: 'User-Agent', value: /gocardless/i }],
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    message: '{body}',
  },
  {
    // Docs "Verify the payload signature": `v1.timestamp.body`, timestamp in milliseconds.
    id: 'revolut',
    name: 'Revolut',
    secretIs: 'the signing secret of this webhook (wsk_…)',
    signature: header('Revolut-Signature', 'v1=', ','),
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    message: 'v1.{timestamp}.{body}',
    timestamp: milliseconds(header('Revolut-Request-Timestamp')),
  },
  {
    // Docs "Webhooks: security".
    id: 'xero',
    name: 'Xero',
    secretIs: 'the webhooks key of the app, in My Apps › Webhooks',
    signature: header('x-xero-signature'),
    algorithm: 'hmac-sha256',
    encoding: 'base64',
    message: '{body}',
  },
  {
    // Docs "Securing webhooks" of Mailgun: the signature is a member of the body.
    id: 'mailgun',
    name: 'Mailgun',
    secretIs: 'the HTTP webhook signing key, in Settings › API security',
    signature: inBody('signature', 'signature'),
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    message: '{timestamp}{id}',
    timestamp: seconds(inBody('signature', 'timestamp')),
    messageId: inBody('signature', 'token'),
  },
]
