/** What is about to be sent again: where to, how signed, and what is changed of it. */
import type { Params, Result } from '#preload/contract'
import { readLocal, writeLocal } from '../ui/local-store.ts'
import { fromHeaderRows, toHeaderRows, type HeaderRow } from '../ui/header-rows.tsx'
import { isHttpUrl } from '../ui/is-http-url.ts'

type Event = Result<'events.get'>
type Order = Params<'replay.send'>
export type Signing = NonNullable<Order['signing']>

/** As many targets as the core takes at once. */
const MAX_TARGETS = 10
const REMEMBERED_URLS = 8
const REMEMBERED_KEY = 'replay:urls'

export interface ReplayEdit {
  readonly method: string
  readonly query: string
  readonly headers: readonly HeaderRow[]
  /** `null` leaves the bytes as they came. */
  readonly bodyText: string | null
}

export interface ReplayDraft {
  readonly sourceIds: readonly string[]
  readonly urls: readonly string[]
  /** What stands in the field for another URL: sending takes it along. */
  readonly typedUrl: string
  readonly signing: Signing
  readonly keepRelayHeaders: boolean
  /** `null` sends the event as it was. */
  readonly edit: ReplayEdit | null
}

export const NO_URL = 'Enter a URL that starts with http:// or https://'

export function newDraft(sourceId: string): ReplayDraft {
  return {
    sourceIds: [sourceId],
    urls: [],
    typedUrl: '',
    signing: 'auto',
    keepRelayHeaders: false,
    edit: null,
  }
}

/** What was typed for an event stays until the page ends: a dialog is closed quickly. */
const drafts = new Map<string, ReplayDraft>()

export function keepReplay(eventId: string, draft: ReplayDraft): void {
  drafts.set(eventId, draft)
}

export function draftFor(event: Event, startsEditing: boolean): ReplayDraft {
  const draft = drafts.get(event.id) ?? newDraft(event.sourceId)
  return startsEditing && draft.edit === null ? { ...draft, edit: editOf(event) } : draft
}

/** Of the old connection, or written anew for each request: nothing to edit. */
const FRAMING = new Set([
  'host',
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
  'expect',
])

function editableHeaders(event: Event): Event['rawHeaders'] {
  return event.rawHeaders.filter(([name]) => !FRAMING.has(name.toLowerCase()))
}

const TOKEN_HEADER = 'x-segment-source-function-token'

/**
 * Without the token, which goes to its own source only. Beside the header of the token a
 * parameter of its name is the sender's own.
 */
function editableQuery({ query, rawHeaders }: Event): string {
  return rawHeaders.some(([name]) => name.toLowerCase() === TOKEN_HEADER)
    ? query
    : query
        .split('&')
        .filter((part) => !/^(?:b|%62)(?:=|$)/.test(part))
        .join('&')
}

export function editOf(event: Event): ReplayEdit {
  return {
    method: event.method,
    query: editableQuery(event),
    headers: toHeaderRows(editableHeaders(event)),
    bodyText: null,
  }
}

/** With the typed URL among its targets; unchanged where that is none. */
export function withTypedUrl(draft: ReplayDraft): ReplayDraft {
  const url = draft.typedUrl.trim()
  return isHttpUrl(url)
    ? { ...draft, urls: [...draft.urls.filter((known) => known !== url), url], typedUrl: '' }
    : draft
}

/** A sentence when the draft cannot be sent. */
export function problemOf(draft: ReplayDraft): string | null {
  if (draft.typedUrl.trim() !== '') {
    return NO_URL
  }
  const count = draft.sourceIds.length + draft.urls.length
  if (count === 0) {
    return 'Choose where to send it.'
  }
  if (count > MAX_TARGETS) {
    return `Choose at most ${MAX_TARGETS} targets.`
  }
  const method = draft.edit?.method ?? 'POST'
  return /^[A-Z]{1,20}$/.test(method) ? null : 'A method is a word in capital letters, as POST.'
}

/** Only what was really changed: the rest stays byte for byte. */
export function changesOf(event: Event, edit: ReplayEdit): Order['edit'] {
  const headers = fromHeaderRows(edit.headers)
  const isSameHeaders = JSON.stringify(headers) === JSON.stringify(editableHeaders(event))
  return {
    ...(edit.method === event.method ? {} : { method: edit.method }),
    ...(edit.query === editableQuery(event) ? {} : { query: edit.query }),
    ...(isSameHeaders ? {} : { rawHeaders: headers }),
    ...(edit.bodyText === null ? {} : { body: { kind: 'text', text: edit.bodyText } }),
  }
}

export function orderOf(event: Event, draft: ReplayDraft): Order {
  return {
    eventId: event.id,
    targets: [
      ...draft.sourceIds.map((sourceId) => ({ kind: 'source' as const, sourceId })),
      ...draft.urls.map((url) => ({ kind: 'url' as const, url })),
    ],
    signing: draft.signing,
    keepRelayHeaders: draft.keepRelayHeaders,
    ...(draft.edit === null ? {} : { edit: changesOf(event, draft.edit) }),
  }
}

export function rememberedUrls(): string[] {
  const kept = readLocal(REMEMBERED_KEY)
  return Array.isArray(kept)
    ? kept.filter((url): url is string => typeof url === 'string' && isHttpUrl(url))
    : []
}

export function rememberUrl(url: string): void {
  const others = rememberedUrls().filter((known) => known !== url)
  writeLocal(REMEMBERED_KEY, [url, ...others].slice(0, REMEMBERED_URLS))
}

export function forgetUrl(url: string): void {
  const rest = rememberedUrls().filter((known) => known !== url)
  writeLocal(REMEMBERED_KEY, rest.length === 0 ? undefined : rest)
}
