/** The requests of a push as texts: what takes as long as the output is large. */
import type { PushTarget, RunOutput } from '#preload/model'
import { planSegmentRequests, type Planned } from './segment-requests.ts'

export interface PlanRequest {
  /** JSON of the run's output. */
  readonly json: string
  /** The same with the secrets of then masked, where it held any: no mask of today knows them all. */
  readonly shownJson: string | null
  readonly target: PushTarget
  /** Makes the messageIds. */
  readonly idPrefix: string
  /** Fills in where the function gave none. */
  readonly timestamp: string
  readonly sentAt: string
}

export interface PlannedPost {
  readonly url: string
  /** JSON. */
  readonly body: string
  /** For eyes, not masked yet: with a margin where it is cut. */
  readonly shown: string
}

export interface PushPlan {
  readonly posts: readonly PlannedPost[]
  /** Messages that the API would refuse, with the reason; they are not sent. */
  readonly refused: readonly (PlannedPost & { readonly why: string })[]
}

/** What of a request is kept and shown. */
export const SHOWN_LIMIT = 64 * 1024

/** The end of a text that was cut may be the start of a secret, which no mask knows: not shown. */
const MARGIN = 4096

export function planPush({ json, shownJson, target, ...fill }: PlanRequest): PushPlan {
  if (target.kind === 'json') {
    return {
      posts: [{ url: target.url, body: json, shown: pretty(JSON.parse(shownJson ?? json)) }],
      refused: [],
    }
  }
  const output = JSON.parse(json) as RunOutput
  const shown = shownJson === null ? output : (JSON.parse(shownJson) as RunOutput)
  const plan = planSegmentRequests(output, target, fill, shown)
  return {
    posts: plan.posts.map(toText),
    refused: plan.refused.map(({ why, ...post }) => ({ ...toText(post), why })),
  }
}

function toText({ url, body, shown }: Planned): PlannedPost {
  return { url, body: JSON.stringify(body), shown: pretty(shown) }
}

function pretty(body: unknown): string {
  return JSON.stringify(body, null, 2).slice(0, SHOWN_LIMIT + MARGIN)
}

/** Masked before it is cut, or half of a secret might stay. */
export function shownText(text: string, hide: (text: string) => string): string {
  const masked = hide(text)
  if (text.length <= SHOWN_LIMIT) {
    return masked
  }
  // Masks are shorter than what they hide: the margin is counted from the end that is left.
  const isCut = text.length >= SHOWN_LIMIT + MARGIN
  const shown = masked.slice(0, isCut ? Math.min(SHOWN_LIMIT, masked.length - MARGIN) : SHOWN_LIMIT)
  return `${shown}\n… (the rest of the request is not shown)`
}
