/** Takes files in: requests become captured events, files of whole sources become sources. */
import type { EventBus } from '#main/core/event-bus'
import type { NewEvent } from '#main/store/events-repo'
import { RING_SIZE } from '#main/store/ring'
import { AppError } from '#preload/errors'
import type { CapturedEventSummary, PushTarget, SettingDraft, Source } from '#preload/model'
import type { AnswerConfig } from '#preload/model/answers'
import type { ImportFile, ImportPreview, ImportResult } from '#preload/model/exchange'
import { MAX_IMPORT_BYTES } from '#preload/model/limits'
import { addDurably, type DurableEvents } from '../add-durably.ts'
import { titleOf } from '../title.ts'
import { findHeader, targetOf, toCaptured, type EventMarks, type Exchanged } from './exchanged.ts'
import { importFile, type ImportedFile, type ParsePayload } from './import-file.ts'
import type { FileSource, SourceContent } from './source-file.ts'

/** Which requests of which file; a file that is not named is taken whole. */
export interface ImportPick {
  readonly file: number
  readonly requests: readonly number[]
}

export interface ImportService {
  preview(files: readonly ImportFile[]): ImportPreview
  /**
   * All or nothing for the events: a file that cannot be read stops the import. Resolves when
   * what was taken survives a loss of power.
   */
  take(
    sourceId: string | null,
    files: readonly ImportFile[],
    picks: readonly ImportPick[],
  ): Promise<ImportResult>
}

export interface ImportDependencies {
  readonly events: DurableEvents
  readonly parsePayload: ParsePayload
  /** Throws `not_found` for a source that is not there. */
  requireSource(sourceId: string): void
  /** With another slug when that of the file is taken. */
  createSource(source: FileSource): Source
  deleteSource(sourceId: string): void
  saveSettings(sourceId: string, drafts: readonly SettingDraft[]): void
  setTarget(sourceId: string, target: PushTarget): void
  setAnswer(sourceId: string, answer: AnswerConfig): void
  setSigningSetting(sourceId: string, name: string): void
  /** `undefined`: the event is gone. */
  mark(eventId: string, marks: EventMarks): CapturedEventSummary | undefined
  readonly bus: Pick<EventBus, 'publish'>
}

interface MadeSource {
  readonly source: Source
  readonly added: readonly CapturedEventSummary[]
  readonly notes: readonly string[]
}

export function createImportService(dependencies: ImportDependencies): ImportService {
  function read(file: ImportFile): ImportedFile {
    return importFile(Buffer.from(file.base64, 'base64'), dependencies.parsePayload)
  }

  function readNamed(file: ImportFile): ImportedFile {
    try {
      return read(file)
    } catch (error) {
      if (!(error instanceof AppError) || file.name === '') {
        throw error
      }
      throw new AppError(error.code, `${file.name}: ${error.message}`, { hint: error.hint })
    }
  }

  async function store(
    sourceId: string,
    requests: readonly Exchanged[],
  ): Promise<CapturedEventSummary[]> {
    if (requests.length === 0) {
      return []
    }
    const now = new Date().toISOString()
    const batch = requests.map((request): NewEvent => ({
      sourceId,
      request: toCaptured(request, now),
      title: titleOf(request.rawHeaders, request.body),
    }))
    const { added, evicted } = await addDurably(dependencies.events, batch)
    added.forEach((event) => dependencies.bus.publish('events.added', { event }))
    evicted.forEach((gone) => dependencies.bus.publish('events.removed', gone))
    const marked = added.map((event, index) => {
      const marks = requests[index]?.marks
      return marks === undefined ? event : (dependencies.mark(event.id, marks) ?? event)
    })
    if (requests.some(({ marks }) => marks !== undefined)) {
      await dependencies.events.sync()
    }
    return marked
  }

  async function makeSource({ source, events }: SourceContent): Promise<MadeSource> {
    const made = dependencies.createSource(source)
    try {
      return { source: made, ...(await fill(made, source, events)) }
    } catch (error) {
      // Half a source would look like the whole one.
      dependencies.deleteSource(made.id)
      throw error
    }
  }

  async function fill(
    made: Source,
    source: FileSource,
    events: readonly Exchanged[],
  ): Promise<Pick<MadeSource, 'added' | 'notes'>> {
    const drafts = source.settings.map(({ value, ...fields }): SettingDraft => ({
      ...fields,
      value: { kind: 'set', value },
    }))
    dependencies.saveSettings(made.id, drafts)
    if (source.target !== null) {
      dependencies.setTarget(made.id, source.target)
    }
    if (source.answer !== null) {
      dependencies.setAnswer(made.id, source.answer)
    }
    const signing = source.settings.find(({ name }) => name === source.signingSetting)
    if (signing?.type === 'STRING') {
      dependencies.setSigningSetting(made.id, signing.name)
    }
    const { kept, note } = newest(events)
    const empty = source.settings.filter(({ encrypted, value }) => encrypted && value === null)
    return {
      added: await store(made.id, kept),
      notes: [
        ...note,
        ...(made.slug === source.slug
          ? []
          : [`The slug "${source.slug}" is taken here; the source is "${made.slug}".`]),
        ...(empty.length === 0
          ? []
          : [`Enter these secrets anew: ${empty.map(({ name }) => name).join(', ')}.`]),
      ],
    }
  }

  return {
    preview(files) {
      refuseTooLarge(files)
      return { files: files.map((file) => previewOf(file, read)) }
    },

    async take(sourceId, files, picks) {
      refuseTooLarge(files)
      const imported = files.map((file, index) => chosen(readNamed(file), index, picks))
      const loose = imported.filter(({ source }) => source === null)
      if (loose.length > 0) {
        dependencies.requireSource(sourceId ?? refuseWithoutSource())
      }
      const { kept, note } = newest(loose.flatMap(({ requests }) => requests))
      const made: MadeSource[] = []
      try {
        for (const { source, requests } of imported) {
          if (source !== null) {
            made.push(await makeSource({ source, events: requests }))
          }
        }
        const added = sourceId === null ? [] : await store(sourceId, kept)
        return {
          events: [...added, ...made.flatMap((one) => one.added)],
          sources: made.map((one) => ({ sourceId: one.source.id, slug: one.source.slug })),
          notes: [...note, ...notesOf(kept), ...made.flatMap((one) => one.notes)],
        }
      } catch (error) {
        made.forEach((one) => dependencies.deleteSource(one.source.id))
        throw error
      }
    },
  }
}

function refuseTooLarge(files: readonly ImportFile[]): void {
  const bytes = files.reduce((sum, { base64 }) => sum + Math.floor((base64.length * 3) / 4) - 2, 0)
  if (bytes > MAX_IMPORT_BYTES) {
    throw new AppError('invalid_input', `An import takes at most ${megabytes(MAX_IMPORT_BYTES)}.`, {
      hint: `These are ${megabytes(bytes)}: import fewer files at once, or less in one.`,
    })
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024)} MB`
}

function refuseWithoutSource(): never {
  throw new AppError('invalid_input', 'These are events, and no source was named for them.', {
    hint: 'Choose the source that shall have them.',
  })
}

function chosen(file: ImportedFile, index: number, picks: readonly ImportPick[]): ImportedFile {
  const pick = picks.find((one) => one.file === index)
  return pick === undefined
    ? file
    : { ...file, requests: file.requests.filter((_request, at) => pick.requests.includes(at)) }
}

/** More would push one another out of the ring, with everything that was in it before. */
function newest(requests: readonly Exchanged[]): { kept: readonly Exchanged[]; note: string[] } {
  const dropped = Math.max(0, requests.length - RING_SIZE)
  return dropped === 0
    ? { kept: requests, note: [] }
    : {
        kept: requests.slice(dropped),
        note: [
          `A source keeps ${RING_SIZE} events: the last ${RING_SIZE} of ${requests.length} were taken.`,
        ],
      }
}

function notesOf(requests: readonly Exchanged[]): string[] {
  return [...new Set(requests.flatMap(({ notes = [] }) => notes))]
}

function previewOf(
  file: ImportFile,
  read: (file: ImportFile) => ImportedFile,
): ImportPreview['files'][number] {
  try {
    const { kind, requests, source } = read(file)
    return {
      name: file.name,
      kind,
      error: null,
      sourceName: source?.name ?? null,
      notes: notesOf(requests),
      requests: requests.map((request, index) => ({
        index,
        method: request.method,
        target: targetOf(request),
        host: findHeader(request.rawHeaders, 'host') ?? '',
        contentType: findHeader(request.rawHeaders, 'content-type') ?? null,
        size: request.body.byteLength,
        title: titleOf(request.rawHeaders, request.body),
      })),
    }
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error
    }
    const text = error.hint === undefined ? error.message : `${error.message} ${error.hint}`
    return { name: file.name, kind: null, error: text, sourceName: null, notes: [], requests: [] }
  }
}
