/** One line for the list of captured events: what kind of event the sender says it is. */
import type { RawHeaders } from '#preload/model'

const MAX_LENGTH = 120

/** Parsing a larger body costs more than a better title is worth: 2 MB take 20 ms. */
const MAX_PARSED_BYTES = 64 * 1024

/** Headers in which senders name the event, the most specific ones first. */
const EVENT_HEADERS = [
  'x-github-event',
  'x-gitlab-event',
  'x-gitea-event',
  'x-shopify-topic',
  'x-wc-webhook-topic',
  'x-event-key',
  'x-event-type',
  'x-event-name',
  'x-webhook-event',
  'x-webhook-topic',
  'x-goog-resource-state',
  'x-discourse-event',
  'x-sentry-hook-resource',
  'linear-event',
  'ce-type',
]

/** Members of a body in which senders name the event. */
const EVENT_FIELDS = [
  'event_type',
  'eventType',
  'event_name',
  'eventName',
  'webhookEvent',
  'event',
  'type',
  'topic',
  'action',
  'trigger',
  'kind',
  'command',
  'CallStatus',
  'MessageStatus',
  'SmsStatus',
]

type Fields = Readonly<Record<string, unknown>>

export function titleOf(rawHeaders: RawHeaders, body: Uint8Array): string {
  const contentType = header(rawHeaders, 'content-type') ?? ''
  const fields = parseFields(rawHeaders, contentType, body)
  const named = EVENT_HEADERS.map((name) => header(rawHeaders, name)).find(Boolean)
  if (named !== undefined) {
    const action = fields?.['action']
    return oneLine(typeof action === 'string' ? `${named} ${action}` : named)
  }
  return oneLine(eventIn(fields) ?? fallback(contentType, body))
}

function eventIn(fields: Fields | undefined): string | undefined {
  if (fields === undefined) {
    return undefined
  }
  for (const name of EVENT_FIELDS) {
    const value = fields[name]
    // Slack and others wrap: `type` says "event_callback", `event.type` says what happened.
    const text = isFields(value) ? value['type'] : value
    if (typeof text === 'string' && text !== '') {
      return text
    }
  }
  return undefined
}

function fallback(contentType: string, body: Uint8Array): string {
  if (body.byteLength === 0) {
    return 'Empty body'
  }
  return contentType === '' ? 'No content type' : contentType
}

function parseFields(
  rawHeaders: RawHeaders,
  contentType: string,
  body: Uint8Array,
): Fields | undefined {
  if (body.byteLength > MAX_PARSED_BYTES || header(rawHeaders, 'content-encoding') !== undefined) {
    return undefined
  }
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
  if (/^application\/x-www-form-urlencoded/i.test(contentType)) {
    return Object.fromEntries(new URLSearchParams(text))
  }
  if (!/^\s*[[{]/.test(text)) {
    return undefined
  }
  try {
    const parsed: unknown = JSON.parse(text)
    const first: unknown = Array.isArray(parsed) ? parsed[0] : parsed
    return isFields(first) ? first : undefined
  } catch {
    return undefined
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}

function header(rawHeaders: RawHeaders, name: string): string | undefined {
  return rawHeaders.find(([key]) => key.length === name.length && key.toLowerCase() === name)?.[1]
}

function oneLine(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line
}
