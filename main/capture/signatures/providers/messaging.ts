/** Senders about messages, calls and mail, from their documentation on webhooks. */
import { header, pair, seconds, type Provider, type TimestampPlace } from '../provider.ts'

const body = {
  algorithm: 'hmac-sha256',
  encoding: 'hex',
  message: '{body}',
} as const

/** Twitch and others send RFC 3339 times. */
function iso(headerName: string, tolerance: number): TimestampPlace {
  return { place: header(headerName), unit: 'iso', tolerance }
}

export const messaging: readonly Provider[] = [
  {
    // Docs "Verifying requests from Slack".
    id: 'slack',
    name: 'Slack',
    secretIs: 'the signing secret of the app, in Basic Information',
    signature: header('X-Slack-Signature', 'v0='),
    ...body,
    message: 'v0:{timestamp}:{body}',
    timestamp: seconds(header('X-Slack-Request-Timestamp')),
  },
  {
    // Docs "Webhooks security": the URL, then the form's names and values sorted; for other
    // bodies the URL holds their SHA-256.
    id: 'twilio',
    name: 'Twilio',
    secretIs: 'the auth token of the account',
    signature: header('X-Twilio-Signature'),
    knownBy: [{ header: 'I-Twilio-Idempotency-Token' }],
    algorithm: 'hmac-sha1',
    encoding: 'base64',
    message: '{url}{form}',
    bodyHashQuery: 'bodySHA256',
    anyPort: true,
  },
  {
    // Docs "Authenticating webhook requests": Twilio's recipe under another name.
    id: 'mandrill',
    name: 'Mandrill',
    secretIs: 'the key of this webhook, in Settings › Webhooks',
    signature: header('X-Mandrill-Signature'),
    algorithm: 'hmac-sha1',
    encoding: 'base64',
    message: '{url}{form}',
  },
  {
    // Docs "Using webhooks: verify webhook events".
    id: 'zoom',
    name: 'Zoom',
    secretIs: 'the secret token of the app, in Features › Access',
    signature: header('x-zm-signature', 'v0='),
    ...body,
    message: 'v0:{timestamp}:{body}',
    timestamp: seconds(header('x-zm-request-timestamp')),
  },
  {
    // Docs "Getting started: validate payloads" of the Graph API.
    id: 'meta',
    name: 'Meta',
    secretIs: 'the app secret, in App settings › Basic',
    signature: header('X-Hub-Signature-256', 'sha256='),
    requires: [{ header: 'User-Agent', value: /facebook|fb\.me/i }],
    ...body,
  },
  {
    // Docs "Setting up webhooks: signed notifications": SHA-1 with the client secret.
    id: 'intercom',
    name: 'Intercom',
    secretIs: 'the client secret of the app, in Basic information',
    signature: header('X-Hub-Signature', 'sha1='),
    requires: [{ header: 'User-Agent', value: /intercom/i }],
    ...body,
    algorithm: 'hmac-sha1',
  },
  {
    // Docs "Interactions: security and authorization".
    id: 'discord',
    name: 'Discord',
    secretIs: 'the public key of the application, in General Information',
    signature: header('X-Signature-Ed25519'),
    algorithm: 'ed25519',
    encoding: 'hex',
    message: '{timestamp}{body}',
    timestamp: seconds(header('X-Signature-Timestamp')),
  },
  {
    // Docs "Webhook fundamentals: signature verification".
    id: 'telnyx',
    name: 'Telnyx',
    secretIs: 'the public key of the account, in Keys & Credentials',
    signature: header('telnyx-signature-ed25519'),
    algorithm: 'ed25519',
    encoding: 'base64',
    message: '{timestamp}|{body}',
    timestamp: seconds(header('telnyx-timestamp')),
  },
  {
    // Docs "Event webhook security features": DER in base64, no limit on the age.
    id: 'sendgrid',
    name: 'SendGrid',
    secretIs: 'the verification key of the event webhook, in Mail Settings',
    signature: header('X-Twilio-Email-Event-Webhook-Signature'),
    algorithm: 'ecdsa-p256',
    encoding: 'base64',
    message: '{timestamp}{body}',
    timestamp: seconds(header('X-Twilio-Email-Event-Webhook-Timestamp'), Infinity),
  },
  {
    // Docs "setWebhook": the token itself.
    id: 'telegram',
    name: 'Telegram',
    secretIs: 'the secret_token that was given to setWebhook',
    signature: header('X-Telegram-Bot-Api-Secret-Token'),
    algorithm: 'token',
    encoding: 'text',
    message: '',
  },
  {
    // Docs "Verify webhook signature" of the Messaging API.
    id: 'line',
    name: 'LINE',
    secretIs: 'the channel secret, in Basic settings',
    signature: header('x-line-signature'),
    ...body,
    encoding: 'base64',
  },
  {
    // Docs "Callbacks: security" of the REST bot API.
    id: 'viber',
    name: 'Viber',
    secretIs: 'the authentication token of the bot',
    signature: header('X-Viber-Content-Signature'),
    ...body,
  },
  {
    // Docs "Handling webhook events: verifying the event message": id, time, body; 10 minutes.
    id: 'twitch',
    name: 'Twitch',
    secretIs: 'the secret that was given when the subscription was made',
    signature: header('Twitch-Eventsub-Message-Signature', 'sha256='),
    ...body,
    message: '{id}{timestamp}{body}',
    messageId: header('Twitch-Eventsub-Message-Id'),
    timestamp: iso('Twitch-Eventsub-Message-Timestamp', 600),
  },
  {
    // Docs "Securing webhooks" of the Account Activity API.
    id: 'twitter',
    name: 'X (Twitter)',
    secretIs: 'the consumer secret of the app (API key secret)',
    signature: header('X-Twitter-Webhooks-Signature', 'sha256='),
    ...body,
    encoding: 'base64',
  },
  {
    // Docs "Webhook signature" of reporting webhooks: Slack's recipe under another name.
    id: 'customer-io',
    name: 'Customer.io',
    secretIs: 'the signing key of this reporting webhook',
    signature: header('X-CIO-Signature'),
    ...body,
    message: 'v0:{timestamp}:{body}',
    timestamp: seconds(header('X-CIO-Timestamp')),
  },
  {
    // Docs "Webhooks: authentication" of Channels.
    id: 'pusher',
    name: 'Pusher',
    secretIs: 'the secret of the app key that X-Pusher-Key names',
    signature: header('X-Pusher-Signature'),
    knownBy: [{ header: 'X-Pusher-Key' }],
    ...body,
  },
  {
    // Docs "Webhooks: verifying" of the Mailbox API: SHA-1.
    id: 'help-scout',
    name: 'Help Scout',
    secretIs: 'the secret key of this webhook',
    signature: header('X-HelpScout-Signature'),
    algorithm: 'hmac-sha1',
    encoding: 'base64',
    message: '{body}',
  },
  {
    // Docs "Webhooks: verify webhook signatures" of the video API.
    id: 'mux',
    name: 'Mux',
    secretIs: 'the signing secret of this webhook',
    signature: pair('Mux-Signature', 'v1'),
    ...body,
    message: '{timestamp}.{body}',
    timestamp: seconds(pair('Mux-Signature', 't')),
  },
  {
    // Docs "Webhooks: authentication": v0, half an hour.
    id: 'elevenlabs',
    name: 'ElevenLabs',
    secretIs: 'the secret of this webhook',
    signature: pair('ElevenLabs-Signature', 'v0'),
    ...body,
    message: '{timestamp}.{body}',
    timestamp: seconds(pair('ElevenLabs-Signature', 't'), 1800),
  },
]
