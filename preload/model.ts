/**
 * The entities that hosts, core and renderer speak about, as zod schemas with their types.
 * Words are those of the design: source, capture window, captured event, run, output, push.
 * Times are ISO 8601 strings in UTC unless a name ends in `Ms`. Sizes are bytes.
 */
import { z } from 'zod'
import { NetworkPolicy, OutgoingCall } from './model/network.ts'
import { OutputPreview, PackedOutput } from './model/output-schemas.ts'
import { ThirdPartyTunnel, TunnelProviderName, TunnelStatus } from './model/tunnel.ts'
import { RunMemory, RunTiming } from './model/run-measures.ts'
import { RunOptions } from './model/run-options.ts'

export const Id = z.string().min(1).max(64)
/** Lower-case letters, digits and inner hyphens; also a path segment of the webhook URL. */
export const Slug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/)
export const Timestamp = z.string()

/** Which vendor era a source is run as: globals, limits and error classes. */
export const Profile = z.enum(['2019', 'current'])
export type Profile = z.infer<typeof Profile>

/** `modern` defines `onRequest(request, settings)`, `legacy` sets `exports.processEvents`. */
export const HandlerInterface = z.enum(['modern', 'legacy'])
export type HandlerInterface = z.infer<typeof HandlerInterface>

/** Methods that a source may accept; `POST` alone unless its user says otherwise. */
export const WebhookMethod = z.enum(['POST', 'PUT', 'PATCH', 'DELETE', 'GET', 'HEAD', 'OPTIONS'])
export type WebhookMethod = z.infer<typeof WebhookMethod>

export const SettingType = z.enum(['STRING', 'BOOLEAN', 'ARRAY', 'TEXT_MAP'])
export type SettingType = z.infer<typeof SettingType>

export const SettingValue = z.union([
  z.string(),
  z.boolean(),
  z.array(z.string()),
  z.record(z.string(), z.string()),
])
export type SettingValue = z.infer<typeof SettingValue>

/** A JavaScript identifier, so that `settings.name` works in code. */
export const SettingName = z
  .string()
  .max(100)
  .regex(/^[A-Za-z_$][A-Za-z0-9_$]*$/, 'use letters, digits, _ or $, not starting with a digit')

const settingFields = {
  name: SettingName,
  label: z.string().max(200),
  type: SettingType,
  description: z.string().max(2000),
  required: z.boolean(),
  encrypted: z.boolean(),
}

/** A setting as the renderer sees it: an encrypted value stays in the core. */
export const Setting = z.object({
  ...settingFields,
  /** `null` when there is no value, or when it is encrypted (then see `hasValue`). */
  value: SettingValue.nullable(),
  hasValue: z.boolean(),
})
export type Setting = z.infer<typeof Setting>

/** A setting to save. `keep` leaves the stored value of the setting `previousName ?? name` as it is. */
export const SettingDraft = z.object({
  ...settingFields,
  previousName: SettingName.optional(),
  value: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('keep') }),
    z.object({ kind: z.literal('set'), value: SettingValue.nullable() }),
  ]),
})
export type SettingDraft = z.infer<typeof SettingDraft>

/** Where a source's output is pushed. A write key is a secret and is kept apart. */
export const PushTarget = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('segment'),
    /** Base URL of the Tracking API, without `/v1`. */
    trackingUrl: z.url({ protocol: /^https?$/ }),
    /** Base URL of the Objects API, without `/v1`. */
    objectsUrl: z.url({ protocol: /^https?$/ }),
    hasWriteKey: z.boolean(),
  }),
  z.object({ kind: z.literal('json'), url: z.url({ protocol: /^https?$/ }) }),
])
export type PushTarget = z.infer<typeof PushTarget>

export const SourceSummary = z.object({
  id: Id,
  name: z.string().min(1).max(200),
  slug: Slug,
  profile: Profile,
  handler: HandlerInterface,
  createdAt: Timestamp,
  updatedAt: Timestamp,
  /** How many captured events the ring holds. */
  eventCount: z.number().int().nonnegative(),
})
export type SourceSummary = z.infer<typeof SourceSummary>

export const Source = SourceSummary.extend({
  /** Counts the saves of `code`, from 1. */
  version: z.number().int().positive(),
  code: z.string(),
  /** Secret part of the webhook URL (`?b=TOKEN`). */
  token: z.string(),
  /** Requests of other methods are refused (405) and not stored. */
  methods: z.array(WebhookMethod),
  /** What the function may reach. */
  networkPolicy: NetworkPolicy,
  /** Text of the payload that the editor shows when no captured event is chosen. */
  samplePayload: z.string(),
  settings: z.array(Setting),
  target: PushTarget.nullable(),
})
export type Source = z.infer<typeof Source>

/** Header names and values in the order, case and number in which they arrived. */
export const RawHeaders = z.array(z.tuple([z.string(), z.string()]))
export type RawHeaders = z.infer<typeof RawHeaders>

export const CapturedEventSummary = z.object({
  id: Id,
  sourceId: Id,
  /** Grows by one with each event of the source, never reused: "Captured Event N". */
  number: z.number().int().positive(),
  receivedAt: Timestamp,
  method: z.string(),
  /** Path of the request target as received, undecoded, without the query. */
  path: z.string(),
  /** Query of the request target as received, without `?`; `''` when there is none. */
  query: z.string(),
  contentType: z.string().nullable(),
  /** Bytes of the body. */
  size: z.number().int().nonnegative(),
  /** A short line for lists: the event's type or first fields, when the body has them. */
  title: z.string(),
  /** Never gives way to newer events. */
  pinned: z.boolean(),
  /** What the user wrote on it; `''` when there is nothing. */
  note: z.string(),
})
export type CapturedEventSummary = z.infer<typeof CapturedEventSummary>

export const CapturedEvent = CapturedEventSummary.extend({
  httpVersion: z.string(),
  remoteAddress: z.string(),
  rawHeaders: RawHeaders,
  bodySha256: z.string(),
  bodyBase64: z.string(),
})
export type CapturedEvent = z.infer<typeof CapturedEvent>

export const CaptureWindow = z.object({
  sourceId: Id,
  openedAt: Timestamp,
  endsAt: Timestamp,
  captured: z.number().int().nonnegative(),
  /** Closes by itself after that many more events; `null` when only the time ends it. */
  remaining: z.number().int().nonnegative().nullable(),
  /** The clock stands still while the public address does not work; `endsAt` moves on. */
  paused: z.boolean(),
  /** Every event that the source keeps is pinned: webhooks are refused (507) until one is not. */
  full: z.boolean(),
})
export type CaptureWindow = z.infer<typeof CaptureWindow>

export const CaptureStatus = z.object({
  /** `null` while the listener is not running. */
  localUrl: z.string().nullable(),
  windows: z.array(CaptureWindow),
  tunnel: TunnelStatus,
  /**
   * Addresses that the next window is expected to have, to be copied before it is open: the port
   * may be taken then, and a relay may grant another name. `null` where nothing is known.
   */
  next: z.object({ localUrl: z.string().nullable(), publicUrl: z.string().nullable() }),
  /** The port of the preferences, while webhooks come to another one, or will. */
  busyPort: z
    .object({
      port: z.number().int(),
      /** Another program has it, or the system does not let this one have it. */
      reason: z.enum(['taken', 'forbidden']),
    })
    .nullable(),
  /**
   * Another process captures in the place of this one, whose windows are open still: it took this
   * one for dead. Webhooks that come here are refused until this one captures again.
   */
  takenOver: z
    .object({
      /** `null` once it has stopped. */
      holder: z.object({ name: z.string(), pid: z.number().int() }).nullable(),
    })
    .nullable(),
})
export type CaptureStatus = z.infer<typeof CaptureStatus>

/** What of the past could not be written, though the application runs. */
export const StoreTrouble = z.object({
  /** `capture_owned`: another process captures, and is to bring it in. */
  code: z.enum(['disk_full', 'capture_owned']),
  message: z.string(),
  hint: z.string(),
})
export type StoreTrouble = z.infer<typeof StoreTrouble>

export const RunStatus = z.enum(['ok', 'invalid', 'error', 'timeout', 'out-of-memory', 'crashed'])
export type RunStatus = z.infer<typeof RunStatus>

/** The label that users know an error by. */
export const ErrorClass = z.enum([
  'Bad Request',
  'Message Rejected',
  'Unsupported Event Type',
  'Retry',
  'Invalid Settings',
])
export type ErrorClass = z.infer<typeof ErrorClass>

export const RunError = z.object({
  class: ErrorClass,
  name: z.string(),
  message: z.string(),
  /** 1-based position in the user's file; `null` when the error has none there. */
  line: z.number().int().positive().nullable(),
  column: z.number().int().positive().nullable(),
  /** Frames of the user's file only. */
  stack: z.string(),
})
export type RunError = z.infer<typeof RunError>

export const LogLine = z.object({
  level: z.enum(['debug', 'info', 'log', 'warn', 'error']),
  text: z.string(),
  line: z.number().int().positive().nullable(),
})
export type LogLine = z.infer<typeof LogLine>

const JsonObject = z.record(z.string(), z.unknown())
export const RunOutput = z.object({ events: z.array(JsonObject), objects: z.array(JsonObject) })
export type RunOutput = z.infer<typeof RunOutput>

/** As it travels and is kept. */
export const KeptOutput = z.union([RunOutput, PackedOutput])
export type KeptOutput = z.infer<typeof KeptOutput>

/** As it is seen in a list of many. */
export const SeenOutput = z.union([RunOutput, OutputPreview])
export type SeenOutput = z.infer<typeof SeenOutput>

/** `path` is a JSON Pointer (RFC 6901) into the output. */
export const OutputWarning = z.object({ path: z.string(), message: z.string() })
export type OutputWarning = z.infer<typeof OutputWarning>

export const RunResult = z.object({
  status: RunStatus,
  output: KeptOutput.nullable(),
  /** `output` with its secrets masked, where it holds any: this and not the other is for eyes. */
  shown: KeptOutput.optional(),
  error: RunError.nullable(),
  logs: z.array(LogLine),
  warnings: z.array(OutputWarning),
  /** JSON Pointers to values of `shown` that hold a secret; to those of `output` in runs of before. */
  secretPaths: z.array(z.string()).default([]),
  /** What the function called over the network, in order. */
  calls: z.array(OutgoingCall).default([]),
  /** What is not kept or not as it was, a sentence each. */
  notices: z.array(z.string()).default([]),
  /** Milliseconds from the start of the user's script to the settled handler. */
  durationMs: z.number().nonnegative(),
  /** `null` when the run did not come that far, and for runs of before it was measured. */
  timing: RunTiming.nullable().default(null),
  /** `null` also when the run was stopped: nobody could ask its thread any more. */
  memory: RunMemory.nullable().default(null),
})
export type RunResult = z.infer<typeof RunResult>

export const Run = z.object({
  id: Id,
  sourceId: Id,
  sourceVersion: z.number().int().positive(),
  /** The captured event that was run, when it was run as it arrived. */
  eventId: Id.nullable(),
  /** What it ran on, in words: "Captured Event 3", "Sample payload". */
  label: z.string(),
  options: RunOptions,
  startedAt: Timestamp,
  /** Names the run of all events that it was part of; absent for a run of its own. */
  ringId: Id.optional(),
  result: RunResult,
})
export type Run = z.infer<typeof Run>

export const PushRequest = z.object({
  method: z.string(),
  url: z.string(),
  /** What was sent, pretty JSON; credentials are never part of it. */
  requestBody: z.string(),
  /** `null` when no answer came. */
  status: z.number().int().nullable(),
  responseBody: z.string(),
  ok: z.boolean(),
  durationMs: z.number().nonnegative(),
  /** What went wrong and what to do, when `ok` is false. */
  error: z.string().nullable(),
})
export type PushRequest = z.infer<typeof PushRequest>

export const Push = z.object({
  id: Id,
  sourceId: Id,
  runId: Id,
  startedAt: Timestamp,
  ok: z.boolean(),
  requests: z.array(PushRequest),
})
export type Push = z.infer<typeof Push>

/** The way through the main job at the first start. */
export const FirstStep = z.enum(['copy', 'capture', 'write', 'run', 'push'])

export const Preferences = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  tunnelProvider: TunnelProviderName,
  /** Third parties that the user agreed to send traffic through. */
  tunnelConsent: z.array(ThirdPartyTunnel),
  /** Third parties that the user was asked about and stays without: they are not asked again. */
  tunnelDeclined: z.array(ThirdPartyTunnel),
  /** Host of the localtunnel relay. */
  relayUrl: z.url({ protocol: /^https?$/ }),
  /** Base URL that forwards to the local listener, for the provider `url`. */
  ownPublicUrl: z.string(),
  /** Port of the listener; 0 lets the system choose. */
  capturePort: z.number().int().min(0).max(65535),
  /** How many runs of a source are kept, the newest. */
  runsKept: z.number().int().min(1).max(10_000),
  /** Older runs go, whatever their number. */
  runsKeptDays: z.number().int().min(1).max(3650),
  firstSteps: z.object({ done: z.array(FirstStep), dismissed: z.boolean() }),
})
export type Preferences = z.infer<typeof Preferences>

export const HostName = z.enum(['electron', 'server', 'cli'])
export type HostName = z.infer<typeof HostName>

export const AppInfo = z.object({
  version: z.string(),
  host: HostName,
  dataDir: z.string(),
  platform: z.string(),
  /** How encrypted settings are kept: by the system's keychain or by a key file. */
  secretStorage: z.enum(['keychain', 'key-file']),
  /** The host can ask the user for a folder. */
  canChooseFolder: z.boolean(),
})
export type AppInfo = z.infer<typeof AppInfo>
