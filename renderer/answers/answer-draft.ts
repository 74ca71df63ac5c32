/** The answer being edited, as text fields hold it, and what is wrong with it. */
import type { Result } from '#preload/contract'
import { fromHeaderRows, toHeaderRows, type HeaderRow } from '../ui/header-rows.tsx'

export type AnswerConfig = Result<'answers.get'>['config']

const MAX_DELAY_MS = 30_000

export interface AnswerDraft {
  readonly status: string
  readonly headers: readonly HeaderRow[]
  readonly body: string
  readonly delay: string
  readonly handshakes: boolean
}

export type AnswerErrors = Partial<Record<'status' | 'headers' | 'delay', string>>

export function toDraft(config: AnswerConfig): AnswerDraft {
  return {
    status: String(config.status),
    headers: toHeaderRows(config.headers),
    body: config.body,
    delay: String(config.delayMs),
    handshakes: config.handshakes,
  }
}

function isWholeNumber(text: string, from: number, to: number): boolean {
  return /^\d+$/.test(text.trim()) && Number(text) >= from && Number(text) <= to
}

/** HTTP's own alphabets; the core holds the same rules. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const HEADER_VALUE = /^[\t\u0020-\u007e\u0080-\u00ff]*$/

export function errorsOf(draft: AnswerDraft): AnswerErrors {
  const headers = fromHeaderRows(draft.headers)
  const wrong = headers.find(
    ([name, value]) => !HEADER_NAME.test(name) || !HEADER_VALUE.test(value),
  )
  return {
    ...(isWholeNumber(draft.status, 200, 599) ? {} : { status: 'From 200 to 599' }),
    ...(isWholeNumber(draft.delay, 0, MAX_DELAY_MS) ? {} : { delay: 'From 0 to 30000 ms' }),
    ...(wrong === undefined
      ? {}
      : { headers: `“${wrong[0]}” is no header: a name has letters, digits and hyphens.` }),
  }
}

export function toConfig(draft: AnswerDraft): AnswerConfig {
  return {
    status: Number(draft.status),
    headers: fromHeaderRows(draft.headers),
    body: draft.body,
    delayMs: Number(draft.delay),
    handshakes: draft.handshakes,
  }
}

export function isSame(draft: AnswerDraft, config: AnswerConfig): boolean {
  return JSON.stringify(toConfig(draft)) === JSON.stringify(config)
}

export interface Preset {
  readonly label: string
  readonly config: Pick<AnswerConfig, 'status' | 'headers' | 'body'>
}

const JSON_TYPE: [string, string] = ['Content-Type', 'application/json']

/** Answers that make a sender show how it deals with them. */
export const presets: readonly Preset[] = [
  {
    label: '200 with JSON',
    config: { status: 200, headers: [JSON_TYPE], body: '{"success":true}' },
  },
  { label: '204 without a body', config: { status: 204, headers: [], body: '' } },
  {
    label: '429, retry later',
    config: {
      status: 429,
      headers: [JSON_TYPE, ['Retry-After', '30']],
      body: '{"error":"too many requests"}',
    },
  },
  {
    label: '500, a failing receiver',
    config: { status: 500, headers: [JSON_TYPE], body: '{"error":"internal"}' },
  },
  { label: '410, the address is gone', config: { status: 410, headers: [], body: '' } },
]
