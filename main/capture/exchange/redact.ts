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

const TOKEN_PLACE = /^query parameter (?:b|%62)$/

const SCHEME = /^(?:Basic|Bearer|Digest|Token)(?= )/i

/** A shorter one would be found in anything. */
const MIN_FOUND = 8

/** Where credentials stand in it; a body is part of the bytes that were sent. */
type Places = Pick<Exchanged, 'rawHeaders' | 'query'>

export interface Redaction<T> {
  readonly request: T
  /** "header Authorization", "query parameter b"; each once. */
  readonly withheld: readonly string[]
  /** What was taken out, for what else is made of the request. */
  readonly values: readonly string[]
}

/** `token` is the source's, which proxies repeat in headers of theirs: `X-Original-URL`. */
export function redact<T extends Places>(request: T, token?: string): Redaction<T> {
  const withheld = new Set<string>()
  const tokens = tokensOf(request, token)
  const values = new Set(tokens)
  const rawHeaders: RawHeaders = request.rawHeaders.map(([name, value]) => {
    const safe =
      isSecretHeader(name) && value !== '' ? redactValue(value) : withoutTokens(value, tokens)
    if (safe !== value) {
      withheld.add(`header ${name}`)
    }
    if (isSecretHeader(name)) {
      valuesOf(value).forEach((secret) => values.add(secret))
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
      const value = part.slice(at + 1)
      values.add(value).add(new URLSearchParams(`v=${value}`).get('v') ?? value)
      return `${name}=${REDACTED}`
    })
    .join('&')
  return {
    request: { ...request, rawHeaders, query },
    withheld: [...withheld],
    values: [...values].filter(isFound),
  }
}

/** For a case, which never holds the parameter of the token: no function ever sees it. */
export function redactCase<T extends Places>(request: T, token?: string): Redaction<T> {
  const { withheld, ...redaction } = redact(request, token)
  return { ...redaction, withheld: withheld.filter((place) => !TOKEN_PLACE.test(place)) }
}

function isFound({ length }: string): boolean {
  return length >= MIN_FOUND
}

/** One that was replaced since is still what the event came with. */
function tokensOf({ query }: Places, token: string | undefined): string[] {
  const sent = query
    .split('&')
    .flatMap((part) => (isTokenParameter(part) ? [part.slice(part.indexOf('=') + 1)] : []))
  return [...sent, token ?? ''].filter(isFound)
}

function withoutTokens(text: string, tokens: readonly string[]): string {
  return tokens.reduce((left, token) => left.replaceAll(token, REDACTED), text)
}

export function isSecretHeader(name: string): boolean {
  return SECRET_HEADER.test(name) && !NOT_SECRET_HEADER.test(name)
}

/** Code takes them without their scheme, and cookies one by one. */
function valuesOf(value: string): string[] {
  const bare = value.replace(SCHEME, '').trim()
  const cookies = value.split(/;\s*/).map((part) => part.slice(part.indexOf('=') + 1).trim())
  return [value, bare, ...(value.includes('=') ? cookies : [])]
}

/** The scheme of an `Authorization` is worth keeping: "Bearer REDACTED". */
function redactValue(value: string): string {
  const scheme = SCHEME.exec(value)?.[0]
  return scheme === undefined ? REDACTED : `${scheme} ${REDACTED}`
}
