/** What goes back to a sender. */
import type { RawHeaders } from '#preload/model'
import type { AnswerConfig } from '#preload/model/answers'

export interface Answer {
  readonly status: number
  readonly headers: RawHeaders
  readonly body: string
  readonly delayMs: number
}

/** What a source answers until its user says otherwise. */
export const DEFAULT_CONFIG: AnswerConfig = {
  status: 200,
  headers: [['Content-Type', 'application/json']],
  body: '{"success":true}',
  delayMs: 0,
  handshakes: true,
}

/** Set by Node from the body that is really sent; one of the user's would contradict it. */
const FRAMING = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'trailer',
  'upgrade',
])

export function fromConfig({ status, headers, body, delayMs }: AnswerConfig): Answer {
  return {
    status,
    headers: headers.filter(([name]) => !FRAMING.has(name.toLowerCase())),
    body,
    delayMs,
  }
}

/** The text of a sender goes back to it: no browser may take it for a page. */
export function textAnswer(body: string): Answer {
  return {
    status: 200,
    headers: [
      ['Content-Type', 'text/plain; charset=utf-8'],
      ['X-Content-Type-Options', 'nosniff'],
    ],
    body,
    delayMs: 0,
  }
}

export function jsonAnswer(value: unknown): Answer {
  return {
    status: 200,
    headers: [['Content-Type', 'application/json']],
    body: JSON.stringify(value),
    delayMs: 0,
  }
}

export function emptyAnswer(status: number, headers: RawHeaders): Answer {
  return { status, headers, body: '', delayMs: 0 }
}
