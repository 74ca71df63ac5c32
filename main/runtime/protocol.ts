/** Messages between the core and the runtime host. What comes from the host is not trusted. */
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
}

export type ToHost =
  | { readonly type: 'run'; readonly job: RunJob }
  | { readonly type: 'cancel'; readonly id: string }
  | { readonly type: 'warm' }

const Position = z.number().int().positive().nullable()

/** Level, text, line: short, because a run may send many. */
export const RawLog = z.tuple([
  z.enum(['debug', 'info', 'log', 'warn', 'error']),
  z.string().max(100_000),
  Position,
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
  z.object({
    type: z.literal('end'),
    id: z.string(),
    status: z.enum(endStatuses),
    result: z.string().nullable(),
    durationMs: z.number().nonnegative(),
  }),
])
export type FromHost = z.infer<typeof FromHost>
