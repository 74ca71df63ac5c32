/** Senders about code, builds and operations, from their documentation on webhooks. */
import { header, inBody, milliseconds, pair, seconds, type Provider } from '../provider.ts'

const body = {
  algorithm: 'hmac-sha256',
  encoding: 'hex',
  message: '{body}',
} as const

export const code: readonly Provider[] = [
  {
    // Docs "Validating webhook deliveries".
    id: 'github',
    name: 'GitHub',
    secretIs: 'the secret that was entered for this webhook in its settings',
    signature: header('X-Hub-Signature-256', 'sha256='),
    requires: [{ header: 'X-GitHub-Event' }],
    knownBy: [{ header: 'X-GitHub-Event' }],
    ...body,
  },
  {
    // The same page: kept for old receivers, sent beside the SHA-256 one.
    id: 'github-sha1',
    name: 'GitHub (SHA-1)',
    secretIs: 'the secret that was entered for this webhook in its settings',
    signature: header('X-Hub-Signature', 'sha1='),
    requires: [{ header: 'X-GitHub-Event' }],
    ...body,
    algorithm: 'hmac-sha1',
  },
  {
    // Docs "Webhooks: validate payloads by using a secret token": the token itself is sent.
    id: 'gitlab',
    name: 'GitLab',
    secretIs: 'the secret token that was entered for this webhook',
    signature: header('X-Gitlab-Token'),
    knownBy: [{ header: 'X-Gitlab-Event' }],
    algorithm: 'token',
    encoding: 'text',
    message: '',
  },
  {
    // Docs "Manage webhooks: secure webhooks" of Cloud and of Data Center.
    id: 'bitbucket',
    name: 'Bitbucket',
    secretIs: 'the secret that was entered for this webhook',
    signature: header('X-Hub-Signature', 'sha256='),
    requires: [{ header: 'X-Event-Key' }],
    knownBy: [{ header: 'X-Event-Key' }],
    ...body,
  },
  {
    // Docs "Webhooks: secure admin webhooks", WebSub's header.
    id: 'jira',
    name: 'Jira',
    secretIs: 'the secret that was entered for this webhook',
    signature: header('X-Hub-Signature', 'sha256='),
    requires: [{ header: 'X-Atlassian-Webhook-Identifier' }],
    knownBy: [{ header: 'X-Atlassian-Webhook-Identifier' }],
    ...body,
  },
  {
    // Docs "Validating payloads" of the Snyk API.
    id: 'snyk',
    name: 'Snyk',
    secretIs: 'the secret that was given when the webhook was made',
    signature: header('X-Hub-Signature', 'sha256='),
    requires: [{ header: 'X-Snyk-Event' }],
    ...body,
  },
  {
    // Docs "Webhooks" of Forgejo; it sends Gitea's header too, so it comes first.
    id: 'forgejo',
    name: 'Forgejo',
    secretIs: 'the secret that was entered for this webhook',
    signature: header('X-Forgejo-Signature'),
    knownBy: [{ header: 'X-Forgejo-Event' }],
    ...body,
  },
  {
    // Docs "Webhooks" of Gitea.
    id: 'gitea',
    name: 'Gitea',
    secretIs: 'the secret that was entered for this webhook',
    signature: header('X-Gitea-Signature'),
    knownBy: [{ header: 'X-Gitea-Event' }],
    ...body,
  },
  {
    // Docs "Webhooks" of Gogs.
    id: 'gogs',
    name: 'Gogs',
    secretIs: 'the secret that was entered for this webhook',
    signature: header('X-Gogs-Signature'),
    knownBy: [{ header: 'X-Gogs-Event' }],
    ...body,
  },
  {
    // Docs "Outbound webhooks: validate webhooks": versions in a list, v1 only.
    id: 'circleci',
    name: 'CircleCI',
    secretIs: 'the secret token of this webhook, in Project Settings › Webhooks',
    signature: pair('circleci-signature', 'v1'),
    ...body,
  },
  {
    // Docs "Webhooks: HTTP headers": `timestamp.body`.
    id: 'buildkite',
    name: 'Buildkite',
    secretIs: 'the token of this notification service',
    signature: pair('X-Buildkite-Signature', 'signature'),
    ...body,
    message: '{timestamp}.{body}',
    timestamp: seconds(pair('X-Buildkite-Signature', 'timestamp')),
  },
  {
    // The same page: the token itself, when no signature was chosen.
    id: 'buildkite-token',
    name: 'Buildkite (token)',
    secretIs: 'the token of this notification service',
    signature: header('X-Buildkite-Token'),
    knownBy: [{ header: 'X-Buildkite-Event' }],
    algorithm: 'token',
    encoding: 'text',
    message: '',
  },
  {
    // Docs "Securing webhooks": SHA-1.
    id: 'vercel',
    name: 'Vercel',
    secretIs: 'the secret shown when the webhook was made, or the client secret of the integration',
    signature: header('x-vercel-signature'),
    ...body,
    algorithm: 'hmac-sha1',
  },
  {
    // Docs "App webhooks: securing".
    id: 'heroku',
    name: 'Heroku',
    secretIs: 'the secret that was given when the webhook was made',
    signature: header('Heroku-Webhook-Hmac-SHA256'),
    ...body,
    encoding: 'base64',
  },
  {
    // Docs "Notification configurations: notification authenticity": SHA-512.
    id: 'terraform-cloud',
    name: 'HCP Terraform',
    secretIs: 'the token of this notification configuration',
    signature: header('X-TFE-Notification-Signature'),
    ...body,
    algorithm: 'hmac-sha512',
  },
  {
    // Docs "Integration platform: webhooks, verifying the signature".
    id: 'sentry',
    name: 'Sentry',
    secretIs: 'the client secret of the internal integration',
    signature: header('Sentry-Hook-Signature'),
    knownBy: [{ header: 'Sentry-Hook-Resource' }],
    ...body,
  },
  {
    // Docs "Webhooks: signed webhooks".
    id: 'launchdarkly',
    name: 'LaunchDarkly',
    secretIs: 'the secret of this webhook',
    signature: header('X-LD-Signature'),
    ...body,
  },
  {
    // Docs "Verifying signatures" (v3 webhooks): several while a secret is rotated.
    id: 'pagerduty',
    name: 'PagerDuty',
    secretIs: 'the secret that was shown when the webhook subscription was made',
    signature: header('X-PagerDuty-Signature', 'v1=', ','),
    ...body,
  },
  {
    // Docs "Webhooks: securing": the time is a member of the body, one minute is accepted.
    id: 'linear',
    name: 'Linear',
    secretIs: 'the signing secret of this webhook, in Settings › API',
    signature: header('Linear-Signature'),
    knownBy: [{ header: 'Linear-Event' }],
    ...body,
    timestamp: milliseconds(inBody('webhookTimestamp'), 60),
  },
  {
    // Docs "Hooks: hook payloads".
    id: 'npm',
    name: 'npm',
    secretIs: 'the secret that was given when the hook was made',
    signature: header('x-npm-signature', 'sha256='),
    ...body,
  },
  {
    // Docs "GROQ-powered webhooks" and its toolkit: milliseconds, base64url without padding.
    id: 'sanity',
    name: 'Sanity',
    secretIs: 'the secret of this webhook, in Manage › API › Webhooks',
    signature: pair('sanity-webhook-signature', 'v1'),
    ...body,
    encoding: 'base64url',
    message: '{timestamp}.{body}',
    timestamp: milliseconds(pair('sanity-webhook-signature', 't')),
  },
  {
    // Docs "Request verification" and node-apps-toolkit, which accepts 30 seconds: method,
    // path, the headers that the request itself lists, body, a line each.
    id: 'contentful',
    name: 'Contentful',
    secretIs: 'the signing secret of the space or the app (64 characters)',
    signature: header('x-contentful-signature'),
    knownBy: [{ header: 'X-Contentful-Topic' }],
    ...body,
    message: '{method}\n{target}\n{signed-headers}\n{body}',
    timestamp: milliseconds(header('x-contentful-timestamp'), 30),
  },
]
