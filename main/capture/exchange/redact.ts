/** Takes secrets out of a request before it leaves, and says what was taken out. */
import type { RawHeaders } from '#preload/model'
import type { Exchanged } from './exchanged.ts'

/** Stands where a secret was; says itself what it is, in every format. */
export const REDACTED = 'REDACTED'

/** Signatures are no secrets: without the key nothing can be made of them. */
const SECRET_HEADER =
  /^(?:authorization|proxy-authorization|cookie|set-cookie)$|(?:^|-)(?:token|secret|password|api-?key|access-?key|auth-key)(?:-|$)/i

const NOT_SECRET_HEADER = /idempotency|signature/i

/** `b` is the token of the webhook's own address. */
const SECRET_PARAMETER =
  /^(?:b|token|access_?token|auth_?token|refresh_?token|api_?key|apikey|secret|client_?secret|password)$/i

export interface Redaction<T> {
  readonly request: T
  /** "header Authorization", "query parameter b"; each once. */
  readonly withheld: readonly string[]
}

export function redact<T extends Exchanged>(request: T): Redaction<T> {
  const withheld = new Set<string>()
  const rawHeaders: RawHeaders = request.rawHeaders.map(([name, value]) => {
    if (!isSecretHeader(name) || value === '') {
      return [name, value]
    }
    withheld.add(`header ${name}`)
    return [name, redactValue(value)]
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

export function isSecretHeader(name: string): boolean {
  return SECRET_HEADER.test(name) && !NOT_SECRET_HEADER.test(name)
}

/** The scheme of an `Authorization` is worth keeping: "Bearer REDACTED". */
function redactValue(value: string): string {
  const scheme = /^(?:Basic|Bearer|Digest|Token)(?= )/i.exec(value)?.[0]
  return scheme === undefined ? REDACTED : `${scheme} ${REDACTED}`
}
