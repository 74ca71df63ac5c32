/** The target form as typed, and what it comes to when saved. */
import type { Params, Result } from '#preload/contract'
import { isHttpUrl } from '../ui/is-http-url.ts'

type Target = Result<'sources.get'>['target']
export type TargetKind = NonNullable<Target>['kind']

export interface TargetDraft {
  readonly kind: TargetKind
  readonly trackingUrl: string
  readonly objectsUrl: string
  readonly jsonUrl: string
  /** `null` while the stored key is left as it is. */
  readonly writeKey: string | null
}

const DEFAULTS = {
  trackingUrl: 'https://api.segment.io',
  objectsUrl: 'https://objects.segment.com',
}

export function draftOf(target: Target): TargetDraft {
  return {
    kind: target?.kind ?? 'segment',
    trackingUrl: target?.kind === 'segment' ? target.trackingUrl : DEFAULTS.trackingUrl,
    objectsUrl: target?.kind === 'segment' ? target.objectsUrl : DEFAULTS.objectsUrl,
    jsonUrl: target?.kind === 'json' ? target.url : '',
    writeKey: target?.kind === 'segment' && target.hasWriteKey ? null : '',
  }
}

export type TargetErrors = Partial<Record<'trackingUrl' | 'objectsUrl' | 'jsonUrl', string>>

const URL_ERROR = 'Enter a URL that starts with http:// or https://'

export function errorsOf(draft: TargetDraft): TargetErrors {
  if (draft.kind === 'json') {
    return isHttpUrl(draft.jsonUrl) ? {} : { jsonUrl: URL_ERROR }
  }
  return {
    ...(isHttpUrl(draft.trackingUrl) ? {} : { trackingUrl: URL_ERROR }),
    ...(isHttpUrl(draft.objectsUrl) ? {} : { objectsUrl: URL_ERROR }),
  }
}

export function isSameDraft(a: TargetDraft, b: TargetDraft): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

export function toParams(draft: TargetDraft): Omit<Params<'target.set'>, 'sourceId'> {
  if (draft.kind === 'json') {
    return { target: { kind: 'json', url: draft.jsonUrl } }
  }
  const { trackingUrl, objectsUrl, writeKey } = draft
  const target = { kind: 'segment' as const, trackingUrl, objectsUrl, hasWriteKey: true }
  if (writeKey === null) {
    return { target }
  }
  const hasWriteKey = writeKey !== ''
  return { target: { ...target, hasWriteKey }, writeKey: hasWriteKey ? writeKey : null }
}
