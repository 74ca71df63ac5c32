/** One line for the list of captured events: what kind of event the sender says it is. */
import { constants, gunzipSync } from 'node:zlib'
import type { RawHeaders } from '#preload/model'
import { plainText } from '#preload/model/plain-text'
import { readHeadline } from './json-headline.ts'

const MAX_LENGTH = 120

/** Events are named near the top of a body. */
const MAX_READ_BYTES = 16 * 1024

/** What 16 KiB of compressed JSON come to; a bomb has no name. */
const MAX_UNZIPPED_BYTES = 512 * 1024

/** Headers in which senders name the event, the most specific ones first. */
const EVENT_HEADERS: readonly string[] = [
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

/**
 * Members of a body in which senders name the event. Slack and others wrap: `type` says
 * "event_callback", and `event.type` what happened.
 */
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

const EVENT_RANKS: ReadonlyMap<string, number> = new Map(
  EVENT_HEADERS.map((name, rank) => [name, rank]),
)

const WANTED: ReadonlySet<string> = new Set(EVENT_FIELDS)
const ACTION: ReadonlySet<string> = new Set(['action'])

/**
 * All names of the event come down to that, and most bodies do not hold it. To look for a `v`
 * costs a tenth of looking for the quote of each name.
 */
const EVENT_HINT = 'vent'

/** Of each field, those that say better what happened, as they stand in a JSON text. */
const BETTER: ReadonlyMap<string, readonly string[]> = new Map(
  EVENT_FIELDS.map((name, rank) => [
    name,
    EVENT_FIELDS.slice(0, rank).map((better) => `"${better}"`),
  ]),
)

/** Whether none of the fields that say better than this one is in a JSON text. */
function isBest(name: string, text: string): boolean {
  const better = BETTER.get(name) ?? []
  const needsHint = better.every((one) => one.includes(EVENT_HINT))
  if (needsHint && !text.includes(EVENT_HINT)) {
    return true
  }
  return !better.some((one) => text.includes(one))
}

export function titleOf(rawHeaders: RawHeaders, body: Uint8Array): string {
  const contentType = header(rawHeaders, 'content-type') ?? ''
  const named = eventHeader(rawHeaders)
  const fields = readFields(rawHeaders, contentType, body, named === undefined ? WANTED : ACTION)
  if (named !== undefined) {
    const action = fields.get('action')
    return oneLine(action === undefined ? named : `${named} ${action}`)
  }
  const field = EVENT_FIELDS.find((name) => fields.has(name))
  return oneLine(field === undefined ? fallback(contentType, body) : (fields.get(field) ?? ''))
}

function fallback(contentType: string, body: Uint8Array): string {
  if (body.byteLength === 0) {
    return 'Empty body'
  }
  // A boundary would push out what is worth reading.
  return contentType.split(';', 1)[0]?.trim() || 'No content type'
}

function readFields(
  rawHeaders: RawHeaders,
  contentType: string,
  body: Uint8Array,
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const bytes = beginningOf(header(rawHeaders, 'content-encoding'), body)
  if (bytes === null) {
    return new Map()
  }
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '')
  if (/^application\/x-www-form-urlencoded/i.test(contentType)) {
    return new Map(new URLSearchParams(text))
  }
  if (!/^\s*[[{]/.test(text)) {
    return new Map()
  }
  // Most bodies name their event at the top; to look for a better name beats reading on.
  return readHeadline(text, wanted, (name) => wanted.size === 1 || isBest(name, text))
}

/** `null` where the body is coded in a way that is not undone here. */
function beginningOf(coding: string | undefined, body: Uint8Array): Buffer | null {
  const bytes = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, MAX_READ_BYTES))
  if (coding === undefined || coding === '') {
    return bytes
  }
  if (!/^\s*(?:x-)?gzip\s*$/i.test(coding)) {
    return null
  }
  try {
    // Flushed: the end of a longer body is not there.
    const unzipped = gunzipSync(bytes, {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: MAX_UNZIPPED_BYTES,
    })
    return unzipped.subarray(0, MAX_READ_BYTES)
  } catch {
    return null
  }
}

function eventHeader(rawHeaders: RawHeaders): string | undefined {
  let best = EVENT_HEADERS.length
  let value: string | undefined
  for (const [name, text] of rawHeaders) {
    const rank = EVENT_RANKS.get(name.toLowerCase()) ?? best
    if (rank < best && text !== '') {
      best = rank
      value = text
    }
  }
  return value
}

function header(rawHeaders: RawHeaders, name: string): string | undefined {
  // By index: taking a pair apart costs more than comparing it, and this runs for every webhook.
  for (const pair of rawHeaders) {
    const key = pair[0]
    if (key.length === name.length && key.toLowerCase() === name) {
      return pair[1]
    }
  }
  return undefined
}

function oneLine(text: string): string {
  const line = plainText(text.replace(/[\s\p{Cc}]+/gu, ' ').trim())
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line
}
