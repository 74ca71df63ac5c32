/** Shops, forms, documents and the rest of the office, from their documentation on webhooks. */
import { header, milliseconds, pair, seconds, type Provider } from '../provider.ts'

const body = {
  algorithm: 'hmac-sha256',
  encoding: 'hex',
  message: '{body}',
} as const

const base64Body = { ...body, encoding: 'base64' } as const

/** Where no limit is documented the time is shown, not judged. */
const ANY_AGE = Infinity

export const business: readonly Provider[] = [
  {
    // Docs "Deliver webhooks through HTTPS: verify the webhook".
    id: 'shopify',
    name: 'Shopify',
    secretIs: 'the client secret of the app, or the key below the webhooks in Notifications',
    signature: header('X-Shopify-Hmac-Sha256'),
    knownBy: [{ header: 'X-Shopify-Topic' }],
    ...base64Body,
  },
  {
    // Docs "Webhooks: delivery" of WooCommerce.
    id: 'woocommerce',
    name: 'WooCommerce',
    secretIs: 'the secret of this webhook, in Settings › Advanced › Webhooks',
    signature: header('X-WC-Webhook-Signature'),
    knownBy: [{ header: 'X-WC-Webhook-Topic' }],
    ...base64Body,
  },
  {
    // Docs "Validating requests: v3": method, URI with its escapes decoded, body, time; 5 minutes.
    id: 'hubspot-v3',
    name: 'HubSpot (v3)',
    secretIs: 'the client secret of the app, in Auth',
    signature: header('X-HubSpot-Signature-v3'),
    ...base64Body,
    message: '{method}{url}{body}{timestamp}',
    decodesUrl: true,
    timestamp: milliseconds(header('X-HubSpot-Request-Timestamp')),
  },
  {
    // Docs "Validating requests: v2": a plain hash that starts with the secret.
    id: 'hubspot-v2',
    name: 'HubSpot (v2)',
    secretIs: 'the client secret of the app, in Auth',
    signature: header('X-HubSpot-Signature'),
    requires: [{ header: 'X-HubSpot-Signature-Version', value: /^v2$/ }],
    algorithm: 'sha256',
    encoding: 'hex',
    message: '{secret}{method}{url}{body}',
  },
  {
    // Docs "Validating requests: v1".
    id: 'hubspot-v1',
    name: 'HubSpot (v1)',
    secretIs: 'the client secret of the app, in Auth',
    signature: header('X-HubSpot-Signature'),
    algorithm: 'sha256',
    encoding: 'hex',
    message: '{secret}{body}',
  },
  {
    // Docs "Verifying webhooks": time and body with nothing between.
    id: 'zendesk',
    name: 'Zendesk',
    secretIs: 'the signing secret of this webhook, shown on its page',
    signature: header('X-Zendesk-Webhook-Signature'),
    knownBy: [{ header: 'X-Zendesk-Webhook-Id' }],
    ...base64Body,
    message: '{timestamp}{body}',
    timestamp: {
      place: header('X-Zendesk-Webhook-Signature-Timestamp'),
      unit: 'iso',
      tolerance: ANY_AGE,
    },
  },
  {
    // Docs "Secure your webhooks".
    id: 'typeform',
    name: 'Typeform',
    secretIs: 'the secret that was entered for this webhook',
    signature: header('Typeform-Signature', 'sha256='),
    ...base64Body,
  },
  {
    // Docs "Webhook signatures": like Stripe; 3 minutes.
    id: 'calendly',
    name: 'Calendly',
    secretIs: 'the signing key that was given when the subscription was made',
    signature: pair('Calendly-Webhook-Signature', 'v1'),
    ...body,
    message: '{timestamp}.{body}',
    timestamp: seconds(pair('Calendly-Webhook-Signature', 't'), 180),
  },
  {
    // Docs "Webhooks: verifying the authenticity".
    id: 'cal-com',
    name: 'Cal.com',
    secretIs: 'the secret that was entered for this webhook',
    signature: header('X-Cal-Signature-256'),
    ...body,
  },
  {
    // Docs "Connect: HMAC security"; -2 and so on while keys are rotated.
    id: 'docusign',
    name: 'DocuSign',
    secretIs: 'an HMAC key of Connect, in Settings › Connect › Connect keys',
    signature: header('X-DocuSign-Signature-1'),
    rotated: [2, 3, 4, 5, 6, 7, 8, 9].map((key) => header(`X-DocuSign-Signature-${key}`)),
    ...base64Body,
  },
  {
    // Docs "Webhooks: notifications".
    id: 'dropbox',
    name: 'Dropbox',
    secretIs: 'the app secret, in the App Console',
    signature: header('X-Dropbox-Signature'),
    ...body,
  },
  {
    // Docs "Webhooks guide: security": the secret came with the handshake.
    id: 'asana',
    name: 'Asana',
    secretIs: 'the X-Hook-Secret of the handshake in which this webhook was made',
    signature: header('X-Hook-Signature'),
    ...body,
  },
  {
    // Docs "Signatures: manual verification": body, then time; 10 minutes.
    id: 'box',
    name: 'Box',
    secretIs: 'a signature key of the app, in Webhooks › Manage signature keys',
    signature: header('BOX-SIGNATURE-PRIMARY'),
    rotated: [header('BOX-SIGNATURE-SECONDARY')],
    ...base64Body,
    message: '{body}{timestamp}',
    timestamp: { place: header('BOX-DELIVERY-TIMESTAMP'), unit: 'iso', tolerance: 600 },
  },
  {
    // Docs "Webhooks: webhook signatures": body, then the callback URL; SHA-1.
    id: 'trello',
    name: 'Trello',
    secretIs: 'the API secret (not the key) of the Power-Up',
    signature: header('X-Trello-Webhook'),
    algorithm: 'hmac-sha1',
    encoding: 'base64',
    message: '{body}{url}',
  },
  {
    // Docs "Webhooks: validating": the key is the verification token.
    id: 'notion',
    name: 'Notion',
    secretIs: 'the verification_token that came with the first request to this endpoint',
    signature: header('X-Notion-Signature', 'sha256='),
    ...body,
  },
  {
    // Docs "Webhooks: notification ping": the MAC secret is base64.
    id: 'airtable',
    name: 'Airtable',
    secretIs: 'the macSecretBase64 that was returned when the webhook was made',
    signature: header('X-Airtable-Content-MAC', 'hmac-sha256='),
    ...body,
    key: 'base64',
  },
  {
    // Docs "Working with webhooks: validating request signatures": 5 minutes.
    id: 'webflow',
    name: 'Webflow',
    secretIs: 'the secret key of the webhook, or the client secret of the app',
    signature: header('x-webflow-signature'),
    ...body,
    message: '{timestamp}:{body}',
    timestamp: milliseconds(header('x-webflow-timestamp')),
  },
  {
    // Docs "Webhooks: authenticating callbacks".
    id: 'smartsheet',
    name: 'Smartsheet',
    secretIs: 'the sharedSecret that was returned when the webhook was made',
    signature: header('Smartsheet-Hmac-SHA256'),
    ...body,
  },
  {
    // Docs "Configure webhooks".
    id: 'discourse',
    name: 'Discourse',
    secretIs: 'the secret that was entered for this webhook',
    signature: header('X-Discourse-Event-Signature', 'sha256='),
    knownBy: [{ header: 'X-Discourse-Event' }],
    ...body,
  },
  {
    // Docs "Webhooks: sync your data"; milliseconds, 3 minutes in the SDK.
    id: 'workos',
    name: 'WorkOS',
    secretIs: 'the secret of this webhook endpoint',
    signature: pair('WorkOS-Signature', 'v1'),
    ...body,
    message: '{timestamp}.{body}',
    timestamp: milliseconds(pair('WorkOS-Signature', 't'), 180),
  },
  {
    // Docs "Webhooks: checking signatures": one list a secret, by spaces, while rotated.
    id: 'persona',
    name: 'Persona',
    secretIs: 'the secret of this webhook (wbhsec_…)',
    signature: pair('Persona-Signature', 'v1'),
    ...body,
    message: '{timestamp}.{body}',
    timestamp: seconds(pair('Persona-Signature', 't')),
  },
  {
    // Docs "Webhook destination: authenticate your requests": SHA-1 with the shared secret.
    id: 'segment',
    name: 'Segment',
    secretIs: 'the shared secret of the webhook destination',
    signature: header('X-Signature'),
    requires: [{ header: 'User-Agent', value: /segment/i }],
    algorithm: 'hmac-sha1',
    encoding: 'hex',
    message: '{body}',
  },
]
