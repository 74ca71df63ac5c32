/** Takes secrets out of a request before it leaves, and says what was taken out. */
import type { RawHeaders } from '#preload/model'
import { isTokenParameter } from '../request-target.ts'
import type { Exchanged } from './exchanged.ts'

/** Stands where a secret was; says itself what it is, in every format. */
export const REDACTED = 'REDACTED'

/** Signatures are no secrets: without the key nothing can be made of them. */
const SECRET_HEADER =
  /(?:^|-)authorization$|^(?:x-)?authentication$|^(?:set-)?cookie$|(?:^|-)(?:(?:csrf|xsrf|auth|access)?token|secret|password|api-?key|(?:access|auth|webhook|client|private|shared|functions|subscription)-?key)(?:-|$)/i

const NOT_SECRET_HEADER = /idempotency|signature/i

/** `b`, however it is written, is the token of the webhook's own address. */
const SECRET_PARAMETER =
  /^(?:b|%62|token|access_?token|auth_?token|refresh_?token|api_?key|apikey|secret|client_?secret|password)$/i

export interface Redaction<T> {
  readonly request: T
  /** "header Authorization", "query parameter b"; each once. */
  readonly withheld: readonly string[]
}

/** `token` is the source's, which proxies repeat in headers of theirs: `X-Original-URL`. */
export function redact<T extends Exchanged>(request: T, token?: string): Redaction<T> {
  const withheld = new Set<string>()
  const tokens = tokensOf(request, token)
  const rawHeaders: RawHeaders = request.rawHeaders.map(([name, value]) => {
    const safe =
      isSecretHeader(name) && value !== '' ? redactValue(value) : withoutTokens(value, tokens)
    if (safe !== value) {
      withheld.add(`header ${name}`)
    }
    return [name, safe]
  })
  const query = request.query
    .split('&')
    .map((part) => {
      const at = part.indexOf('=')
      const name = at === -1 ? part : part.slice(0, at)
      if (at === -1 || at === part.length - 1 || !SECRET_PARAMETER.test(name)) {
        return part
      }
      withheld.add(`query parameter ${name}`)
      return `${name}=${REDACTED}`
    })
    .join('&')
  return { request: { ...request, rawHeaders, query }, withheld: [...withheld] }
}

/** One that was replaced since is still what the event came with. */
function tokensOf({ query }: Exchanged, token: string | undefined): string[] {
  const sent = query
    .split('&')
    .flatMap((part) => (isTokenParameter(part) ? [part.slice(part.indexOf('=') + 1)] : []))
  // A shorter one is none of ours, and would be found in anything.
  return [...sent, token ?? ''].filter(({ length }) => length >= 8)
}

function withoutTokens(text: string, tokens: readonly string[]): string {
  return tokens.reduce((left, token) => left.replaceAll(token, REDACTED), text)
}

export function isSecretHeader(name: string): boolean {
  return SECRET_HEADER.test(name) && !NOT_SECRET_HEADER.test(name)
}

/** The scheme of an `Authorization` is worth keeping: "Bearer REDACTED". */
function redactValue(value: string): string {
  const scheme = /^(?:Basic|Bearer|Digest|Token)(?= )/i.exec(value)?.[0]
  return scheme === undefined ? REDACTED : `${scheme} ${REDACTED}`
}
