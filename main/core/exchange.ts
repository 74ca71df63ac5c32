/** Composes what surrounds a captured event: answers, signatures, replay, import and export. */
import { createAnswerService, type AnswerService } from '#main/capture/answers/answer-service'
import { createExportService, type ExportService } from '#main/capture/exchange/export-service'
import type { FixtureFile } from '#main/capture/exchange/fixture'
import { createImportService, type ImportService } from '#main/capture/exchange/import-service'
import { createReplayService, type ReplayService } from '#main/capture/replay/replay-service'
import {
  createSignatureService,
  type SignatureService,
} from '#main/capture/signatures/signature-service'
import { createSigningSecrets } from '#main/capture/signatures/signing-secret'
import type { WhileSending } from '#main/capture/replay/send'
import type { PushService } from '#main/delivery/push-service'
import { parsePayload } from '#main/runtime/payload'
import type { Workshop } from '#main/runtime/thread/work'
import type { SettingService } from '#main/sources/setting-service'
import type { SourceService } from '#main/sources/source-service'
import { createAnswersRepo } from '#main/store/answers-repo'
import type { Database } from '#main/store/database'
import type { EventMarksRepo } from '#main/store/event-marks-repo'
import type { EventsRepo } from '#main/store/events-repo'
import { createReplaysRepo } from '#main/store/replays-repo'
import type { RunsRepo } from '#main/store/runs-repo'
import type { Preferences } from '#preload/model'
import type { CaseRequest } from './case-file.ts'
import type { EventBus } from './event-bus.ts'

export interface Exchange {
  readonly answers: AnswerService
  readonly signatures: SignatureService
  readonly replay: ReplayService
  readonly exports: ExportService
  readonly imports: ImportService
}

export interface ExchangeDependencies {
  readonly database: Database
  readonly events: EventsRepo
  readonly runs: Pick<RunsRepo, 'last'>
  readonly sources: SourceService
  readonly settings: SettingService
  readonly push: Pick<PushService, 'setTarget'>
  readonly marks: Pick<EventMarksRepo, 'setPinned' | 'setNote'>
  readonly bus: EventBus
  readonly version: string
  readonly whileSending: WhileSending
  formatPayload: Workshop['formatPayload']
  caseFile(request: CaseRequest): Promise<FixtureFile>
  preferences(): Preferences
  /** The tunnel's address, without path; `null` while it has none. */
  publicUrl(): string | null
  /** The listener's address; `null` while this process does not capture. */
  localUrl(): string | null
}

export function createExchange(dependencies: ExchangeDependencies): Exchange {
  const { database, events, sources, settings, bus } = dependencies
  const answersRepo = createAnswersRepo(database)
  const secrets = createSigningSecrets({
    answers: answersRepo,
    settingsOf: (sourceId) => settings.list(sourceId),
    reveal: (sourceId, name) => settings.reveal(sourceId, name),
  })
  const answers = createAnswerService({
    answers: answersRepo,
    secrets,
    sourceExists: (sourceId) => sources.find(sourceId) !== undefined,
    events,
    bus,
  })
  return {
    answers,
    signatures: createSignatureService({
      events,
      secrets,
      publicUrls: () => [dependencies.publicUrl(), dependencies.localUrl()].filter(isThere),
    }),
    replay: createReplayService({
      events,
      replays: createReplaysRepo(database),
      secrets,
      addressOf(sourceId) {
        const { slug, token } = sources.get(sourceId)
        return { slug, token, localUrl: dependencies.localUrl() }
      },
      whileSending: dependencies.whileSending,
      bus,
    }),
    exports: createExportService({
      events,
      version: dependencies.version,
      source: (sourceId) => sources.get(sourceId),
      reveal: (sourceId, name) => settings.reveal(sourceId, name),
      answerOf: (sourceId) => answers.configOf(sourceId),
      signingSettingOf: (sourceId) => answersRepo.signingSetting(sourceId) ?? null,
      lastRun: (sourceId) => dependencies.runs.last(sourceId),
      parsePayload,
      formatPayload: (request) => dependencies.formatPayload(request),
      fixture: (input, withheld) => dependencies.caseFile({ ...input, secrets: withheld }),
      secretsOf: (sourceId) => settings.openSecrets(sourceId),
      baseUrl: () =>
        dependencies.publicUrl() ??
        dependencies.localUrl() ??
        `http://127.0.0.1:${dependencies.preferences().capturePort}`,
    }),
    imports: createImportService({
      events,
      parsePayload: (text) => parsePayload(text).request,
      requireSource: (sourceId) => void sources.get(sourceId),
      createSource({ slug, ...source }) {
        const isFree = sources.findBySlug(slug) === undefined
        return sources.create({ ...source, slug: isFree ? slug : undefined })
      },
      deleteSource: (sourceId) => sources.delete(sourceId),
      saveSettings: (sourceId, drafts) => void settings.save(sourceId, drafts),
      setTarget: (sourceId, target) => dependencies.push.setTarget(sourceId, target, undefined),
      setAnswer: (sourceId, config) => void answers.set(sourceId, config),
      setSigningSetting: (sourceId, name) => void answers.setSigningSetting(sourceId, name),
      mark(eventId, { pinned, note }) {
        dependencies.marks.setNote(eventId, note)
        const event = dependencies.marks.setPinned(eventId, pinned)
        if (event !== undefined) {
          bus.publish('events.updated', { event })
        }
        return event
      },
      bus,
    }),
  }
}

function isThere(url: string | null): url is string {
  return url !== null
}
