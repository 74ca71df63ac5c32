/** Messages between the core and the runtime host. What comes from the host is not trusted. */
import { type CallBody, type NetworkPolicy, OutgoingCall } from '#preload/model/network'
import { z } from 'zod'

export interface RunJob {
  readonly id: string
  readonly group: string
  readonly profile: string
  readonly legacy: boolean
  readonly code: string
  /** JSON for the guest: request and settings. */
  readonly input: string
  readonly deadlineMs: number
  readonly seed: { readonly now: number; readonly random: number } | null
  readonly network: JobNetwork
  /** Notes what is read of the payload. */
  readonly watchesReads: boolean
}

export interface JobNetwork {
  readonly policy: NetworkPolicy
  /** Ports of this machine that stay closed under every policy. */
  readonly ownPorts: readonly number[]
  /** Keeps whole bodies and what calls are matched by. */
  readonly record: boolean
  /** `null`: calls go out for real. */
  readonly replay: readonly ReplayCall[] | null
  /** Texts of settings, as bytes, with what stands for them where calls are matched. */
  readonly placeholders: readonly (readonly [binary: string, placeholder: string])[]
}

/** A call of a cassette, with the values of settings where placeholders stood. */
export interface ReplayCall {
  readonly method: string
  readonly url: string
  readonly bodySha256: string
  readonly masked: readonly string[]
  readonly status: number | null
  readonly statusText: string
  readonly headers: readonly (readonly [string, string])[]
  /** Text is packed again as `content-encoding` says. */
  readonly body: Pick<CallBody, 'encoding' | 'data'>
  readonly error: WireError | null
}

export type ToHost =
  | { readonly type: 'run'; readonly job: RunJob }
  | { readonly type: 'cancel'; readonly id: string }
  | { readonly type: 'warm' }

const Position = z.number().int().positive().nullable()

/** Level, text, line, characters that the text lacks: short, because a run may send many. */
export const RawLog = z.tuple([
  z.enum(['debug', 'info', 'log', 'warn', 'error']),
  z.string().max(100_000),
  Position,
  z.number().int().nonnegative().optional(),
])
export type RawLog = z.infer<typeof RawLog>

export const Report = z.object({
  name: z.string().max(40_000),
  message: z.string().max(40_000),
  line: Position,
  column: Position,
  stack: z.string().max(40_000),
})
export type Report = z.infer<typeof Report>

/** What the guest says at the end of a run; `output` is JSON text. */
export const GuestResult = z.object({
  error: Report.nullable(),
  output: z.string().nullable(),
})
export type GuestResult = z.infer<typeof GuestResult>

export const Observed = z.object({
  /** Start, end and count of each range of the user's text without its BOM, flat. */
  ranges: z.array(z.number().int().nonnegative()).max(300_000),
  /** JSON of the guest. */
  reads: z.string().max(4_000_000).nullable(),
})
export type Observed = z.infer<typeof Observed>

/** An error of the network, as plain as it reached the function. */
export const WireError = z.object({
  message: z.string().max(40_000),
  code: z.string().max(200).optional(),
  errno: z.union([z.number(), z.string()]).optional(),
  syscall: z.string().max(200).optional(),
  address: z.string().max(1000).optional(),
  port: z.number().optional(),
  hostname: z.string().max(1000).optional(),
})
export type WireError = z.infer<typeof WireError>

export const WireCall = OutgoingCall.omit({ error: true }).extend({
  error: WireError.nullable(),
  /** Only when calls are recorded, and the body is whole. */
  key: z.object({ sha256: z.string(), masked: z.array(z.string()) }).nullable(),
  /** False for what is told at the start, and for what the end of the run cut off. */
  isOver: z.boolean(),
})
export type WireCall = z.infer<typeof WireCall>

export const Measures = z.object({
  /** By the clock of all processes: when the function's script began. */
  startedAt: z.number(),
  heapBytes: z.number().int().nonnegative(),
  bufferBytes: z.number().int().nonnegative(),
})
export type Measures = z.infer<typeof Measures>

export const endStatuses = ['done', 'timeout', 'out-of-memory', 'crashed'] as const
export type EndStatus = (typeof endStatuses)[number]

export const FromHost = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** A thread or its memory stays: the process must go once its other runs have ended. */
  z.object({ type: z.literal('retire') }),
  z.object({
    type: z.literal('logs'),
    id: z.string(),
    lines: z.array(RawLog).max(1000),
    dropped: z.number().int().nonnegative(),
  }),
  z.object({ type: z.literal('call'), id: z.string(), call: WireCall }),
  z.object({
    type: z.literal('calls-dropped'),
    id: z.string(),
    count: z.number().int().positive(),
  }),
  z.object({
    type: z.literal('end'),
    id: z.string(),
    status: z.enum(endStatuses),
    result: z.string().nullable(),
    /** From the start of the function's script to the settled handler. */
    durationMs: z.number().nonnegative(),
    measures: Measures.nullable(),
    observed: Observed.nullish(),
  }),
])
export type FromHost = z.infer<typeof FromHost>
