/** Recognises the address checks of senders and answers them. */
import type { RawHeaders } from '#preload/model'
import type { HandshakeKind } from '#preload/model/answers'
import type { Answer } from './answer.ts'
import { recipes, type HandshakeRecipe, type HandshakeView } from './handshake-recipes.ts'

export interface HandshakeRequest {
  readonly method: string
  /** Without `?`. */
  readonly query: string
  readonly rawHeaders: RawHeaders
  readonly body: Uint8Array
}

export interface Challenge {
  readonly kind: HandshakeKind
  readonly description: string
  readonly needsSecret: boolean
}

/** A check is short; a larger body is not parsed for it on the way of every webhook. */
const MAX_BODY_BYTES = 16 * 1024

/** What is sent back is the sender's own text; no check needs more of it. */
const MAX_CHALLENGE = 4096

export function detectChallenge(request: HandshakeRequest): Challenge | null {
  const found = find(request)
  return found === undefined ? null : describe(found.recipe)
}

/** `null` when the request is no such check, or a secret is needed and there is none. */
export function answerChallenge(
  kind: HandshakeKind,
  request: HandshakeRequest,
  secret: string | null,
): Answer | null {
  const found = find(request)
  if (found?.recipe.kind !== kind || (found.recipe.needsSecret && !secret)) {
    return null
  }
  return found.recipe.answer(found.challenge, secret ?? '', found.view)
}

interface Found {
  readonly recipe: HandshakeRecipe
  readonly challenge: string
  readonly view: HandshakeView
}

function find(request: HandshakeRequest): Found | undefined {
  const view = viewOf(request)
  for (const recipe of recipes) {
    const challenge = recipe.methods.includes(request.method) ? recipe.find(view) : undefined
    if (challenge !== undefined && challenge !== '' && challenge.length <= MAX_CHALLENGE) {
      return { recipe, challenge, view }
    }
  }
  return undefined
}

function describe({ kind, sender, needsSecret }: HandshakeRecipe): Challenge {
  const secret = needsSecret ? ' The answer is made with the signing secret of the source.' : ''
  return {
    kind,
    needsSecret,
    description: `${sender} checks whether this address wants its webhooks.${secret}`,
  }
}

function viewOf({ method, query, rawHeaders, body }: HandshakeRequest): HandshakeView {
  const parameters = QUERY_HINT.test(query) ? new URLSearchParams(query) : undefined
  const value = body.byteLength > 0 && body.byteLength <= MAX_BODY_BYTES ? parse(body) : undefined
  return {
    method,
    parameter: (name) => parameters?.get(name) ?? undefined,
    header(name) {
      return rawHeaders.find(
        ([key]) => key.length === name.length && key.toLowerCase() === name,
      )?.[1]
    },
    member(...path) {
      let at: unknown = value
      for (const step of path) {
        at = typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined
      }
      return typeof at === 'string' || typeof at === 'number' ? String(at) : undefined
    },
    memberCount: typeof value === 'object' && value !== null ? Object.keys(value).length : 0,
  }
}

/** Most webhooks are no check: those that name none are not parsed. */
const QUERY_HINT = /challenge|hub|crc_token|validationtoken/i
const BODY_HINT = /"(?:challenge|plainToken|validationCode|type"\s*:\s*1\b)/

function parse(body: Uint8Array): unknown {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')
  if (!BODY_HINT.test(text)) {
    return undefined
  }
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
