/** Everything of a source as one JSON file; secrets are in it only when they were asked for. */
import { AppError } from '#preload/errors'
import {
  HandlerInterface,
  Profile,
  PushTarget,
  RawHeaders,
  SettingName,
  SettingType,
  SettingValue,
  Slug,
  WebhookMethod,
} from '#preload/model'
import { AnswerConfig } from '#preload/model/answers'
import { NetworkPolicy } from '#preload/model/network'
import { plainText } from '#preload/model/plain-text'
import { z } from 'zod'
import type { Exchanged } from './exchanged.ts'

const VERSION = 1

const FileSetting = z.object({
  name: SettingName,
  label: z.string().max(200),
  type: SettingType,
  description: z.string().max(2000),
  required: z.boolean(),
  encrypted: z.boolean(),
  /** `null` for none and for a secret that was left out. */
  value: SettingValue.nullable(),
})
export type FileSetting = z.infer<typeof FileSetting>

const FileEvent = z.object({
  receivedAt: z.iso.datetime(),
  method: z.string().min(1).max(40),
  path: z.string(),
  query: z.string(),
  httpVersion: z.string().max(10),
  remoteAddress: z.string().max(100),
  rawHeaders: RawHeaders,
  bodyBase64: z.base64(),
  pinned: z.boolean().default(false),
  note: z.string().max(4000).default(''),
})

const FileSource = z.object({
  name: z.string().min(1).max(200).overwrite(plainText),
  slug: Slug,
  profile: Profile,
  handler: HandlerInterface,
  // The first files had neither these nor the marks of the events; what they leave out is as in
  // a new source.
  methods: z.array(WebhookMethod).min(1).max(7).default(['POST']),
  networkPolicy: NetworkPolicy.default('allow'),
  signingSetting: SettingName.nullable().default(null),
  code: z.string().max(4_000_000),
  samplePayload: z.string().max(8_000_000),
  settings: z.array(FileSetting).max(100),
  target: PushTarget.nullable(),
  answer: AnswerConfig.nullable(),
})
export type FileSource = z.infer<typeof FileSource>

const SourceFile = z.object({
  hookbench: z.object({ kind: z.literal('source'), version: z.number().int().positive() }),
  source: FileSource,
  events: z.array(FileEvent).max(1000),
})

export interface SourceContent {
  readonly source: FileSource
  /** Oldest first. */
  readonly events: readonly Exchanged[]
}

export function exportSourceFile({ source, events }: SourceContent): string {
  const file: z.infer<typeof SourceFile> = {
    hookbench: { kind: 'source', version: VERSION },
    source,
    events: events.map((event) => ({
      receivedAt: event.receivedAt ?? new Date(0).toISOString(),
      method: event.method,
      path: event.path,
      query: event.query,
      httpVersion: event.httpVersion,
      remoteAddress: event.remoteAddress ?? '',
      rawHeaders: event.rawHeaders,
      bodyBase64: Buffer.from(event.body).toString('base64'),
      pinned: event.marks?.pinned ?? false,
      note: event.marks?.note ?? '',
    })),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

export function looksLikeSourceFile(value: unknown): boolean {
  const head = z.object({ hookbench: z.object({ kind: z.literal('source') }) })
  return head.safeParse(value).success
}

export function importSourceFile(value: unknown): SourceContent {
  const version = z.object({ hookbench: z.object({ version: z.number() }) }).safeParse(value)
  if (version.success && version.data.hookbench.version > VERSION) {
    throw new AppError('invalid_input', 'This source was exported by a newer Hookbench.', {
      hint: 'Update Hookbench, then import it again.',
    })
  }
  const file = SourceFile.safeParse(value)
  if (!file.success) {
    throw new AppError(
      'invalid_input',
      `The file of the source is damaged: ${z.prettifyError(file.error)}`,
      { hint: 'Export the source again where it came from.' },
    )
  }
  return {
    source: file.data.source,
    events: file.data.events.map(({ bodyBase64, pinned, note, ...event }) => ({
      ...event,
      ...(pinned || note !== '' ? { marks: { pinned, note } } : {}),
      body: Buffer.from(bodyBase64, 'base64'),
    })),
  }
}
