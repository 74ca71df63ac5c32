/**
 * The only list of what may cross a process boundary: every method with its parameters, its
 * result and the access it needs, and every event. Transports, the dispatcher and the client
 * are derived from it; none of them names a method.
 */
import { z } from 'zod'
import * as m from './model.ts'

export type Access = 'read' | 'write' | 'exec'

interface Method {
  readonly access: Access
  readonly params: z.ZodType
  readonly result: z.ZodType
}

const None = z.strictObject({})
const Done = z.object({})
const BySource = z.strictObject({ sourceId: m.Id })
const ByEvent = z.strictObject({ eventId: m.Id })
const Name = z.string().trim().min(1).max(200)

/** What a run is fed: a captured event as it arrived, or the text of the payload editor. */
const RunInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('event'), eventId: m.Id }),
  z.strictObject({ kind: z.literal('payload'), text: z.string().max(8_000_000) }),
])
export type RunInput = z.infer<typeof RunInput>

export const methods = {
  'app.info': { access: 'read', params: None, result: m.AppInfo },
  'preferences.get': { access: 'read', params: None, result: m.Preferences },
  'preferences.set': { access: 'write', params: m.Preferences.partial(), result: m.Preferences },

  'sources.list': { access: 'read', params: None, result: z.array(m.SourceSummary) },
  'sources.get': { access: 'read', params: BySource, result: m.Source },
  'sources.create': {
    access: 'write',
    params: z.strictObject({
      name: Name,
      profile: m.Profile.optional(),
      handler: m.HandlerInterface.optional(),
    }),
    result: m.Source,
  },
  'sources.update': {
    access: 'write',
    params: z.strictObject({
      sourceId: m.Id,
      name: Name.optional(),
      slug: m.Slug.optional(),
      profile: m.Profile.optional(),
      handler: m.HandlerInterface.optional(),
      samplePayload: z.string().max(8_000_000).optional(),
    }),
    result: m.Source,
  },
  /** Saves code. `baseVersion` is the version that was edited; a newer one is a `conflict`. */
  'sources.saveCode': {
    access: 'write',
    params: z.strictObject({
      sourceId: m.Id,
      code: z.string().max(4_000_000),
      baseVersion: z.number().int().positive(),
    }),
    result: m.Source,
  },
  'sources.rotateToken': { access: 'write', params: BySource, result: m.Source },
  'sources.delete': { access: 'write', params: BySource, result: Done },

  'settings.save': {
    access: 'write',
    params: z.strictObject({ sourceId: m.Id, settings: z.array(m.SettingDraft).max(100) }),
    result: z.array(m.Setting),
  },
  'settings.reveal': {
    access: 'read',
    params: z.strictObject({ sourceId: m.Id, name: m.SettingName }),
    result: z.object({ value: m.SettingValue.nullable() }),
  },

  'capture.status': { access: 'read', params: None, result: m.CaptureStatus },
  /** Opens the source's window (or opens it anew) and, unless the provider is `none`, the tunnel. */
  'capture.open': {
    access: 'write',
    params: z.strictObject({
      sourceId: m.Id,
      seconds: z.number().int().min(1).max(3600).optional(),
    }),
    result: m.CaptureStatus,
  },
  'capture.extend': {
    access: 'write',
    params: z.strictObject({ sourceId: m.Id, seconds: z.number().int().min(1).max(3600) }),
    result: m.CaptureStatus,
  },
  'capture.close': { access: 'write', params: BySource, result: m.CaptureStatus },
  'tunnel.retry': { access: 'write', params: None, result: m.CaptureStatus },

  /** The ring, newest first. */
  'events.list': { access: 'read', params: BySource, result: z.array(m.CapturedEventSummary) },
  'events.get': { access: 'read', params: ByEvent, result: m.CapturedEvent },
  'events.delete': { access: 'write', params: ByEvent, result: Done },
  'events.clear': { access: 'write', params: BySource, result: Done },

  /** Runs the saved code; answers when the run has ended, whatever its status. */
  'runs.start': {
    access: 'exec',
    params: z.strictObject({ sourceId: m.Id, input: RunInput }),
    result: m.Run,
  },
  'runs.cancel': { access: 'exec', params: BySource, result: Done },
  'runs.last': { access: 'read', params: BySource, result: m.Run.nullable() },

  'target.set': {
    access: 'write',
    params: z.strictObject({
      sourceId: m.Id,
      target: m.PushTarget.nullable(),
      /** Left out: the stored key stays. `null`: it is removed. */
      writeKey: z.string().max(1000).nullable().optional(),
    }),
    result: m.Source,
  },
  /** Pushes the output of a run, by default the source's last. */
  'push.start': {
    access: 'exec',
    params: z.strictObject({ sourceId: m.Id, runId: m.Id.optional() }),
    result: m.Push,
  },
  'push.last': { access: 'read', params: BySource, result: m.Push.nullable() },
} as const satisfies Record<string, Method>

export const events = {
  'sources.changed': z.object({ sourceId: m.Id }),
  'capture.changed': m.CaptureStatus,
  'events.added': z.object({ event: m.CapturedEventSummary }),
  'events.removed': z.object({ sourceId: m.Id, eventIds: z.array(m.Id) }),
  'runs.started': z.object({ sourceId: m.Id, runId: m.Id }),
  'runs.finished': z.object({ run: m.Run }),
  'push.finished': z.object({ push: m.Push }),
  'preferences.changed': m.Preferences,
} as const satisfies Record<string, z.ZodType>

export type MethodName = keyof typeof methods
export type EventName = keyof typeof events
/** What a caller passes in; defaults and trims are applied by the dispatcher. */
export type Params<M extends MethodName> = z.input<(typeof methods)[M]['params']>
/** What a handler receives, parsed. */
export type Parsed<M extends MethodName> = z.output<(typeof methods)[M]['params']>
export type Result<M extends MethodName> = z.output<(typeof methods)[M]['result']>
export type EventData<E extends EventName> = z.output<(typeof events)[E]>

export type Api = { readonly [M in MethodName]: (params: Params<M>) => Promise<Result<M>> }

export function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(methods, name)
}

export function isEventName(name: string): name is EventName {
  return Object.hasOwn(events, name)
}
