/**
 * How senders check, before they send anything, that an address wants to hear from them. Each
 * recipe is from the sender's own documentation.
 */
import { createHmac } from 'node:crypto'
import type { HandshakeKind } from '#preload/model/answers'
import { emptyAnswer, jsonAnswer, textAnswer, type Answer } from './answer.ts'

/** A request as the recipes look at it. */
export interface HandshakeView {
  readonly method: string
  parameter(name: string): string | undefined
  header(name: string): string | undefined
  /** A text member of the JSON body. */
  member(...path: string[]): string | undefined
  /** How many members the JSON body has; 0 for anything else. */
  readonly memberCount: number
}

export interface HandshakeRecipe {
  readonly kind: HandshakeKind
  /** "Slack checks this address." */
  readonly sender: string
  readonly needsSecret: boolean
  readonly methods: readonly string[]
  /** The text that proves that the check was understood; undefined when it is none. */
  find(view: HandshakeView): string | undefined
  answer(challenge: string, secret: string, view: HandshakeView): Answer
}

function hmac(secret: string, text: string, encoding: 'hex' | 'base64'): string {
  return createHmac('sha256', secret).update(text).digest(encoding)
}

export const recipes: readonly HandshakeRecipe[] = [
  {
    // Events API, "url_verification event".
    kind: 'slack',
    sender: 'Slack',
    needsSecret: false,
    methods: ['POST'],
    find: (view) =>
      view.member('type') === 'url_verification' ? view.member('challenge') : undefined,
    answer: (challenge) => textAnswer(challenge),
  },
  {
    // Zoom, "Validate your webhook endpoint": the token, and its HMAC with the secret token.
    kind: 'zoom',
    sender: 'Zoom',
    needsSecret: true,
    methods: ['POST'],
    find: (view) =>
      view.member('event') === 'endpoint.url_validation'
        ? view.member('payload', 'plainToken')
        : undefined,
    answer: (plainToken, secret) =>
      jsonAnswer({ plainToken, encryptedToken: hmac(secret, plainToken, 'hex') }),
  },
  {
    // Microsoft Graph, "Receive change notifications through webhooks: notificationUrl validation";
    // SharePoint writes the name in lower case.
    kind: 'microsoft',
    sender: 'Microsoft (Graph, SharePoint)',
    needsSecret: false,
    methods: ['POST', 'GET'],
    find: (view) => view.parameter('validationToken') ?? view.parameter('validationtoken'),
    answer: (token) => textAnswer(token),
  },
  {
    // Azure Event Grid, "Endpoint validation with Event Grid event schema".
    kind: 'event-grid',
    sender: 'Azure Event Grid',
    needsSecret: false,
    methods: ['POST'],
    find: (view) =>
      view.header('aeg-event-type') === 'SubscriptionValidation'
        ? view.member('0', 'data', 'validationCode')
        : undefined,
    answer: (validationResponse) => jsonAnswer({ validationResponse }),
  },
  {
    // CloudEvents, "HTTP 1.1 Web Hooks for Event Delivery", abuse protection.
    kind: 'cloudevents',
    sender: 'A CloudEvents sender',
    needsSecret: false,
    methods: ['OPTIONS'],
    find: (view) => view.header('webhook-request-origin'),
    answer: (origin, _secret, view) =>
      emptyAnswer(200, [
        ['WebHook-Allowed-Origin', origin],
        ['WebHook-Allowed-Rate', view.header('webhook-request-rate') ?? '*'],
        ['Allow', 'POST, OPTIONS'],
      ]),
  },
  {
    // WebSub (W3C), "Hub verifies intent of the subscriber"; Google's hub and others.
    kind: 'websub',
    sender: 'A WebSub hub',
    needsSecret: false,
    methods: ['GET'],
    find: (view) =>
      view.parameter('hub.topic') === undefined ? undefined : view.parameter('hub.challenge'),
    answer: (challenge) => textAnswer(challenge),
  },
  {
    // Meta's Graph API, "Webhooks: verification requests".
    kind: 'meta',
    sender: 'Meta',
    needsSecret: false,
    methods: ['GET'],
    find: (view) =>
      view.parameter('hub.mode') === 'subscribe' ? view.parameter('hub.challenge') : undefined,
    answer: (challenge) => textAnswer(challenge),
  },
  {
    // X's Account Activity API, "Challenge-response checks".
    kind: 'twitter',
    sender: 'X (Twitter)',
    needsSecret: true,
    methods: ['GET'],
    find: (view) => view.parameter('crc_token'),
    answer: (token, secret) =>
      jsonAnswer({ response_token: `sha256=${hmac(secret, token, 'base64')}` }),
  },
  {
    // LinkedIn, "Webhook validation".
    kind: 'linkedin',
    sender: 'LinkedIn',
    needsSecret: true,
    methods: ['GET'],
    find: (view) => view.parameter('challengeCode'),
    answer: (challengeCode, secret) =>
      jsonAnswer({ challengeCode, challengeResponse: hmac(secret, challengeCode, 'hex') }),
  },
  {
    // Dropbox, "Webhooks: verification request"; Adobe and Nylas ask the same way.
    kind: 'dropbox',
    sender: 'Dropbox (or Adobe, Nylas)',
    needsSecret: false,
    methods: ['GET'],
    find: (view) => view.parameter('challenge'),
    answer: (challenge) => textAnswer(challenge),
  },
  {
    // Okta, "One-time verification request".
    kind: 'okta',
    sender: 'Okta',
    needsSecret: false,
    methods: ['GET'],
    find: (view) => view.header('x-okta-verification-challenge'),
    answer: (verification) => jsonAnswer({ verification }),
  },
  {
    // Asana, "Webhooks guide: the webhook handshake".
    kind: 'asana',
    sender: 'Asana',
    needsSecret: false,
    methods: ['POST'],
    find: (view) => view.header('x-hook-secret'),
    answer: (secret) => emptyAnswer(200, [['X-Hook-Secret', secret]]),
  },
  {
    // Twitch EventSub, "Responding to a challenge request".
    kind: 'twitch',
    sender: 'Twitch',
    needsSecret: false,
    methods: ['POST'],
    find: (view) =>
      view.header('twitch-eventsub-message-type') === 'webhook_callback_verification'
        ? view.member('challenge')
        : undefined,
    answer: (challenge) => textAnswer(challenge),
  },
  {
    // Discord, "Interactions: acknowledging PING requests".
    kind: 'discord',
    sender: 'Discord',
    needsSecret: false,
    methods: ['POST'],
    find: (view) =>
      view.header('x-signature-ed25519') !== undefined && view.member('type') === '1'
        ? 'ping'
        : undefined,
    answer: () => jsonAnswer({ type: 1 }),
  },
  {
    // monday.com, "Webhooks: URL verification": a body with nothing but the challenge.
    kind: 'monday',
    sender: 'monday.com',
    needsSecret: false,
    methods: ['POST'],
    find: (view) => (view.memberCount === 1 ? view.member('challenge') : undefined),
    answer: (challenge) => jsonAnswer({ challenge }),
  },
  {
    // Trello, "Webhooks: creating", and Mandrill: a HEAD request must be answered 200.
    kind: 'head',
    sender: 'Trello or Mandrill',
    needsSecret: false,
    methods: ['HEAD'],
    find: () => 'head',
    answer: () => emptyAnswer(200, []),
  },
]
