/**
 * Who may talk to the browser-mode server. A local server is a public door: any page in any
 * browser of this machine can reach it, so each request must name a loopback host (against DNS
 * rebinding), come from our own page, and carry the cookie that the first URL's token bought.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Why a request is refused, a sentence for whoever sees it. */
export type Refusal = string

export const NO_TOKEN: Refusal =
  'Hookbench does not know this browser: open the address with the token that its start printed.'
export const BAD_HOST: Refusal =
  'Hookbench answers on this machine only: use the address 127.0.0.1 or localhost.'
export const BAD_ORIGIN: Refusal =
  'Another web page tried to use Hookbench, which only its own page may.'

export interface Access {
  readonly token: string
  /** Checks a request for a page or file; `undefined` lets it pass. */
  refusePage(request: IncomingMessage): Refusal | undefined
  /** Checks a WebSocket upgrade, which must also prove that our own page asks. */
  refuseUpgrade(request: IncomingMessage): Refusal | undefined
  isToken(candidate: string): boolean
  /** A token for one exchange: other users of this machine can read a program's arguments. */
  ticket(): string
  /** The `Set-Cookie` that a right token buys. */
  cookie(): string
}

export function createAccess(port: () => number): Access {
  const token = randomBytes(24).toString('base64url')
  // Its own secret: the address in a terminal's history is not what the cookie says.
  const secret = randomBytes(24).toString('base64url')
  let ticket: string | undefined
  // Cookies know no ports: two servers on this machine must not overwrite each other's.
  const cookieName = (): string => `hookbench-${port()}`

  function refusePage(request: IncomingMessage): Refusal | undefined {
    const foreign = refuseForeign(request)
    if (foreign !== undefined) {
      return foreign
    }
    return same(readCookie(request, cookieName()), secret) ? undefined : NO_TOKEN
  }

  return {
    token,
    refusePage,
    refuseUpgrade: (request) =>
      request.headers.origin === undefined ? BAD_ORIGIN : refusePage(request),
    isToken(candidate) {
      if (ticket !== undefined && same(candidate, ticket)) {
        ticket = undefined
        return true
      }
      return same(candidate, token)
    },
    ticket() {
      ticket = randomBytes(24).toString('base64url')
      return ticket
    },
    cookie: () => `${cookieName()}=${secret}; Path=/; HttpOnly; SameSite=Strict`,
  }
}

/** Whether the request's host and origin are ours, whatever it carries. */
export function refuseForeign(request: IncomingMessage): Refusal | undefined {
  const host = request.headers.host ?? ''
  if (!isLoopbackHost(host)) {
    return BAD_HOST
  }
  const { origin } = request.headers
  return origin === undefined || origin === `http://${host}` ? undefined : BAD_ORIGIN
}

/** The port is free: a forwarded one (SSH, dev container) differs from ours. */
function isLoopbackHost(host: string): boolean {
  const match = /^(\[::1\]|[^:[\]]+)(?::\d{1,5})?$/.exec(host.toLowerCase())
  return LOOPBACK_NAMES.has(match?.[1] ?? '')
}

function readCookie(request: IncomingMessage, name: string): string {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name) {
      return value ?? ''
    }
  }
  return ''
}

/** In constant time: hashed first, since the comparison needs equal lengths. */
function same(candidate: string, expected: string): boolean {
  return timingSafeEqual(sha256(candidate), sha256(expected))
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
