/** Recipes that many senders share. They come last: a sender of its own name goes first. */
import { header, seconds, type Provider } from '../provider.ts'

/** standard-webhooks.com, version 1: `id.timestamp.body`, several by spaces, 5 minutes. */
function standardWebhooks(id: string, name: string, prefix: string): Provider {
  return {
    id,
    name,
    secretIs: 'the signing secret of this endpoint (whsec_…)',
    signature: header(`${prefix}-signature`, 'v1,', ' '),
    requires: [{ header: `${prefix}-id` }],
    algorithm: 'hmac-sha256',
    encoding: 'base64',
    key: 'whsec',
    message: '{id}.{timestamp}.{body}',
    timestamp: seconds(header(`${prefix}-timestamp`)),
    messageId: header(`${prefix}-id`),
  }
}

export const standard: readonly Provider[] = [
  standardWebhooks('standard-webhooks', 'Standard Webhooks', 'webhook'),
  standardWebhooks('svix', 'Svix', 'svix'),
  {
    // WebSub (W3C, "Authenticated content distribution"), as Meta and many others use it.
    id: 'hub-sha256',
    name: 'X-Hub-Signature-256',
    secretIs: 'the secret that the sender shares with this webhook (at Meta the app secret)',
    signature: header('X-Hub-Signature-256', 'sha256='),
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    message: '{body}',
  },
  {
    id: 'hub-sha256-old-name',
    name: 'X-Hub-Signature (SHA-256)',
    secretIs: 'the secret that the sender shares with this webhook',
    signature: header('X-Hub-Signature', 'sha256='),
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    message: '{body}',
  },
  {
    id: 'hub-sha1',
    name: 'X-Hub-Signature (SHA-1)',
    secretIs: 'the secret that the sender shares with this webhook (at Intercom the client secret)',
    signature: header('X-Hub-Signature', 'sha1='),
    algorithm: 'hmac-sha1',
    encoding: 'hex',
    message: '{body}',
  },
]
