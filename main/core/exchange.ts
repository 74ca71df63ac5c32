/** Composes what surrounds a captured event: answers, signatures. */
import { createAnswerService, type AnswerService } from '#main/capture/answers/answer-service'
import {
  createSignatureService,
  type SignatureService,
} from '#main/capture/signatures/signature-service'
import { createSigningSecrets } from '#main/capture/signatures/signing-secret'
import type { SettingService } from '#main/sources/setting-service'
import type { SourceService } from '#main/sources/source-service'
import { createAnswersRepo } from '#main/store/answers-repo'
import type { Database } from '#main/store/database'
import type { EventsRepo } from '#main/store/events-repo'
import type { Tunnel } from '#main/tunnel/tunnel'
import type { EventBus } from './event-bus.ts'

export interface Exchange {
  readonly answers: AnswerService
  readonly signatures: SignatureService
}

export interface ExchangeDependencies {
  readonly database: Database
  readonly events: EventsRepo
  readonly sources: SourceService
  readonly settings: SettingService
  readonly tunnel: Tunnel
  readonly bus: EventBus
}

export function createExchange(dependencies: ExchangeDependencies): Exchange {
  const { database, events, sources, settings, tunnel, bus } = dependencies
  const answersRepo = createAnswersRepo(database)
  const secrets = createSigningSecrets({
    answers: answersRepo,
    settingsOf: settings.list,
    reveal: settings.reveal,
  })
  const publicUrls = (): string[] => {
    const { publicUrl } = tunnel.status()
    return publicUrl === null ? [] : [publicUrl]
  }
  return {
    answers: createAnswerService({
      answers: answersRepo,
      secrets,
      sourceExists: (sourceId) => sources.find(sourceId) !== undefined,
      events,
      bus,
    }),
    signatures: createSignatureService({ events, secrets, publicUrls }),
  }
}
