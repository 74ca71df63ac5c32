/** Writes captured events and whole sources as files; secrets stay unless they are asked for. */
import type { CapturedRequest, EventsRepo } from '#main/store/events-repo'
import { AppError } from '#preload/errors'
import type { Run, Setting, SettingValue, Source } from '#preload/model'
import type { AnswerConfig } from '#preload/model/answers'
import { jsonOf } from '#preload/model/packed-output'
import type { Exported, ExportFormat } from '#preload/model/exchange'
import { heldSecret } from '#preload/model/held-secret'
import { MAX_IMPORT_BYTES } from '#preload/model/limits'
import { exportCurl } from './export-curl.ts'
import type { FixtureFile, FixtureInput } from './fixture.ts'
import { exportHar } from './har.ts'
import { exportRawHttp } from './raw-http.ts'
import { redact, redactCase, type Redaction } from './redact.ts'
import { safeSample, type PayloadTools } from './safe-sample.ts'
import { exportSourceFile, type FileSetting } from './source-file.ts'

export interface ExportService {
  event(eventId: string, format: ExportFormat, withSecrets: boolean): Promise<Exported>
  source(sourceId: string, withSecrets: boolean): Promise<Exported>
}

export interface ExportDependencies extends PayloadTools {
  readonly events: Pick<EventsRepo, 'find' | 'list'>
  readonly version: string
  /** Throws `not_found` for a source that is not there. */
  source(sourceId: string): Source
  reveal(sourceId: string, name: string): SettingValue | null
  answerOf(sourceId: string): AnswerConfig | null
  signingSettingOf(sourceId: string): string | null
  lastRun(sourceId: string): Run | undefined
  /** `fixtureFile`, wherever it takes place. */
  fixture(input: FixtureInput, secrets: readonly string[]): Promise<FixtureFile>
  /** Values of the encrypted settings. */
  secretsOf(sourceId: string): readonly string[]
  /** Where webhooks of this machine are sent to: scheme and host. */
  baseUrl(): string
}

type StoredEvent = NonNullable<ReturnType<EventsRepo['find']>>

const FILES: Readonly<
  Record<ExportFormat, { readonly ending: string; readonly mediaType: string }>
> = {
  curl: { ending: 'sh', mediaType: 'text/x-shellscript' },
  har: { ending: 'har', mediaType: 'application/json' },
  http: { ending: 'http', mediaType: 'message/http' },
  fixture: { ending: 'json', mediaType: 'application/json' },
}

export function createExportService(dependencies: ExportDependencies): ExportService {
  function requireEvent(eventId: string): StoredEvent {
    const event = dependencies.events.find(eventId)
    if (event === undefined) {
      throw new AppError('not_found', 'This event does not exist any more.', {
        hint: 'The ring keeps the newest events only. Choose another one.',
      })
    }
    return event
  }

  function write(request: CapturedRequest, format: Exclude<ExportFormat, 'fixture'>): Buffer {
    if (format === 'http') {
      return exportRawHttp(request)
    }
    const base = dependencies.baseUrl()
    const { version } = dependencies
    return Buffer.from(
      format === 'curl' ? exportCurl(request, base) : exportHar([request], { base, version }),
    )
  }

  /** What is expected is what the function last made of this event, if that went well. */
  async function fixtureOf(
    event: StoredEvent,
    request: CapturedRequest,
    /** Secrets of the event itself; `null` when they may be in the file. */
    withheld: readonly string[] | null,
  ): Promise<FixtureFile> {
    const run = dependencies.lastRun(event.sourceId)
    const result = run?.eventId === event.id ? run.result : null
    const output = result?.output ?? null
    const isWithheld = withheld !== null && result !== null && output !== null && heldSecret(result)
    const input = {
      payloadText: await dependencies.formatPayload(request),
      settings: openSettings(dependencies.source(event.sourceId).settings),
      outputJson: output === null || isWithheld ? undefined : jsonOf(output),
    }
    const secrets =
      withheld === null ? [] : [...dependencies.secretsOf(event.sourceId), ...withheld]
    const file = await dependencies.fixture(input, secrets)
    return isWithheld ? { ...file, isExpectLeftOut: true } : file
  }

  function fileSetting(sourceId: string, setting: Setting, withSecrets: boolean): FileSetting {
    const { name, label, type, description, required, encrypted } = setting
    const value = encrypted
      ? withSecrets && setting.hasValue
        ? dependencies.reveal(sourceId, name)
        : null
      : setting.value
    return { name, label, type, description, required, encrypted, value }
  }

  return {
    async event(eventId, format, withSecrets) {
      const event = requireEvent(eventId)
      const { slug, token } = dependencies.source(event.sourceId)
      const redactIt = format === 'fixture' ? redactCase : redact
      const { request, withheld, values } = safe(
        event.request,
        withSecrets ? null : token,
        redactIt,
      )
      const { ending, mediaType } = FILES[format]
      const file =
        format === 'fixture'
          ? await fixtureOf(event, request, withSecrets ? null : values)
          : { base64: write(request, format).toString('base64'), isExpectLeftOut: false }
      return {
        fileName: `${slug}-${event.number}.${ending}`,
        mediaType,
        base64: file.base64,
        withheld: [...withheld, ...(file.isExpectLeftOut ? ['what is expected'] : [])],
      }
    },

    async source(sourceId, withSecrets) {
      const source = dependencies.source(sourceId)
      const events = dependencies.events
        .list(sourceId)
        .toReversed()
        .flatMap(({ id }) => dependencies.events.find(id) ?? [])
        .map(({ request, pinned, note }) =>
          safe({ ...request, marks: { pinned, note } }, withSecrets ? null : source.token),
        )
      const sealed = source.settings.filter(({ encrypted, hasValue }) => encrypted && hasValue)
      const sample = withSecrets
        ? { text: source.samplePayload, withheld: [] }
        : await safeSample(source.samplePayload, ownSecrets(source), dependencies)
      const withheld = [
        ...events.flatMap((event) => event.withheld),
        ...sample.withheld,
        ...(withSecrets ? [] : sealed.map(({ name }) => `setting ${name}`)),
        ...(hasKey(source) ? ['write key of the push target'] : []),
      ]
      const { name, slug, profile, handler, methods, networkPolicy } = source
      const { code, target } = source
      const text = exportSourceFile({
        source: {
          name,
          slug,
          profile,
          handler,
          methods,
          networkPolicy,
          signingSetting: dependencies.signingSettingOf(sourceId),
          code,
          samplePayload: sample.text,
          settings: source.settings.map((one) => fileSetting(sourceId, one, withSecrets)),
          // The key never leaves, not even on request: it is nobody's who gets the file.
          target: target?.kind === 'segment' ? { ...target, hasWriteKey: false } : target,
          answer: dependencies.answerOf(sourceId),
        },
        events: events.map(({ request }) => request),
      })
      const bytes = Buffer.from(text)
      refuseTooLarge(bytes)
      return {
        fileName: `${slug}.hookbench.json`,
        mediaType: 'application/json',
        base64: bytes.toString('base64'),
        withheld: [...new Set(withheld)],
      }
    },
  }
}

/** Captured events never come to that; imported ones may be of any size. */
function refuseTooLarge({ byteLength }: Uint8Array): void {
  if (byteLength > MAX_IMPORT_BYTES) {
    throw new AppError(
      'invalid_input',
      'The events of this source are too large for a file that could be imported again.',
      { hint: 'Export the largest ones one by one, and delete them here first.' },
    )
  }
}

/** `null` as the token: secrets may leave. */
function safe<T extends CapturedRequest>(
  request: T,
  token: string | null,
  without: typeof redact = redact,
): Redaction<T> {
  return token === null ? { request, withheld: [], values: [] } : without(request, token)
}

function ownSecrets({ token, settings }: Source): { token: string; encrypted: string[] } {
  return { token, encrypted: settings.flatMap(({ name, encrypted }) => (encrypted ? [name] : [])) }
}

function hasKey({ target }: Source): boolean {
  return target?.kind === 'segment' && target.hasWriteKey
}

function openSettings(settings: readonly Setting[]): Record<string, SettingValue> {
  return Object.fromEntries(
    settings.flatMap(({ name, value, encrypted }) =>
      encrypted || value === null ? [] : [[name, value]],
    ),
  )
}
