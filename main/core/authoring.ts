/** Composes what helps to write a function: templates, typings, and samples to try it on. */
import type { CaptureService } from '#main/capture/capture-service'
import type { WhileSending } from '#main/capture/replay/send'
import { createSampleSender, type SampleSender } from '#main/capture/sample/sample-sender'
import { findProvider } from '#main/capture/signatures/all-providers'
import { sign } from '#main/capture/signatures/sign'
import { createSigningSecrets } from '#main/capture/signatures/signing-secret'
import { formToObject } from '#main/runtime/form'
import { formatPayload, parsePayload } from '#main/runtime/payload'
import {
  createFieldService,
  type FieldDependencies,
  type FieldService,
} from '#main/sources/fields/field-service'
import type { SettingService } from '#main/sources/setting-service'
import type { SourceService } from '#main/sources/source-service'
import {
  createTemplateService,
  type TemplateService,
} from '#main/sources/templates/template-service'
import {
  createTypingService,
  type TypedRequest,
  type TypingService,
} from '#main/sources/typing/typing-service'
import type { AnswersRepo } from '#main/store/answers-repo'
import type { EventsRepo } from '#main/store/events-repo'
import type { RawHeaders } from '#preload/model'

export interface Authoring {
  readonly templates: TemplateService
  readonly typing: TypingService
  readonly samples: SampleSender
  readonly fields: FieldService
}

export interface AuthoringDependencies {
  readonly sources: SourceService
  readonly settings: SettingService
  readonly events: EventsRepo
  readonly answers: AnswersRepo
  readonly capture: Pick<CaptureService, 'status' | 'open' | 'settle'>
  readonly readsOf: FieldDependencies['readsOf']
  readonly whileSending: WhileSending
}

export function createAuthoring(dependencies: AuthoringDependencies): Authoring {
  const { sources, settings, events, capture } = dependencies
  const eventIds = (sourceId: string): string[] => events.list(sourceId).map(({ id }) => id)
  const requestOf = (eventId: string): TypedRequest | undefined => {
    const event = events.find(eventId)
    return event === undefined ? undefined : typed(event.request)
  }
  return {
    templates: createTemplates(sources, settings),
    fields: createFieldService({
      source: (sourceId) => sources.get(sourceId),
      events: (sourceId) => events.list(sourceId),
      requestOf,
      readsOf: dependencies.readsOf,
    }),
    typing: createTypingService({
      source: (sourceId) => sources.get(sourceId),
      eventIds,
      requestOf,
      requestOfPayload(text) {
        try {
          return typed(parsePayload(text).request)
        } catch {
          // Half-written JSON: there is just nothing to be typed by.
          return undefined
        }
      },
    }),
    samples: createSampleSender({
      source: (sourceId) => sources.get(sourceId),
      parsePayload: (text) => parsePayload(text).request,
      secrets: createSigningSecrets({
        answers: dependencies.answers,
        settingsOf: (sourceId) => settings.list(sourceId),
        reveal: (sourceId, name) => settings.reveal(sourceId, name),
      }),
      status: () => capture.status(),
      open: (sourceId) => capture.open(sourceId),
      eventIds(sourceId) {
        // One that was just answered is among them.
        capture.settle()
        return eventIds(sourceId)
      },
      whileSending: dependencies.whileSending,
    }),
  }
}

export function createTemplates(
  sources: Pick<SourceService, 'create' | 'get'>,
  settings: Pick<SettingService, 'save'>,
): TemplateService {
  return createTemplateService({
    sign(providerId, request, secret, at) {
      const provider = findProvider(providerId)
      const signed = provider === undefined ? null : sign(provider, request, secret, at)
      if (signed === null) {
        throw new Error(`A template cannot be signed as ${providerId}.`)
      }
      return signed
    },
    formatPayload,
    createSource: (draft) => sources.create(draft),
    saveSettings: (sourceId, drafts) => void settings.save(sourceId, drafts),
    getSource: (sourceId) => sources.get(sourceId),
  })
}

interface Request {
  readonly rawHeaders: RawHeaders
  readonly query: string
  readonly body: Uint8Array
}

function typed({ rawHeaders, query, body }: Request): TypedRequest {
  const type = rawHeaders.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  const text = Buffer.from(body).toString('utf8')
  return {
    rawHeaders,
    query,
    body: /^application\/x-www-form-urlencoded/i.test(type.trim())
      ? formToObject(text)
      : parseJson(text),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}
