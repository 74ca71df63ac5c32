/** The function on all captured events at once, each result beside what was accepted before. */
import { z } from 'zod'
import { Id, RunError, RunStatus, SeenOutput, Timestamp } from '../model.ts'

/**
 * `fixed`: a failure was accepted and now there is output. `regressed`: the other way round.
 * `changed`: any other difference. `new`: nothing has been accepted for this payload yet.
 */
export const RingVerdict = z.enum(['same', 'changed', 'fixed', 'regressed', 'new'])
export type RingVerdict = z.infer<typeof RingVerdict>

/** `path` is a JSON Pointer; a side that has nothing there is null, a long one is the start of its text. */
export const RingDifference = z.object({
  path: z.string(),
  kind: z.enum(['changed', 'missing', 'extra']),
  before: z.unknown(),
  after: z.unknown(),
})
export type RingDifference = z.infer<typeof RingDifference>

/** One side of a comparison: an output, or that the run failed and how. */
const RingOutcome = z.object({
  output: SeenOutput.nullable(),
  error: RunError.pick({ class: true, name: true, message: true }).partial().nullable(),
  status: RunStatus.nullable(),
})
export type RingOutcome = z.infer<typeof RingOutcome>

export const RingRow = z.object({
  /** Names the payload by what is in it. */
  key: z.string(),
  /** "Captured Event 3" or "Sample payload". */
  label: z.string(),
  title: z.string(),
  /** `null` for the sample payload. */
  eventId: Id.nullable(),
  verdict: RingVerdict,
  durationMs: z.number().nonnegative(),
  warnings: z.number().int().nonnegative(),
  now: RingOutcome,
  /** Where in the user's file it failed. */
  line: z.number().int().positive().nullable(),
  /** What was accepted; `null` while the verdict is `new`. */
  baseline: RingOutcome.nullable(),
  acceptedAt: Timestamp.nullable(),
  /** The first of them. */
  differences: z.array(RingDifference),
  moreDifferences: z.number().int().nonnegative(),
})
export type RingRow = z.infer<typeof RingRow>

export const RingReport = z.object({
  sourceId: Id,
  sourceVersion: z.number().int().positive(),
  startedAt: Timestamp,
  /** Payloads there were to run; fewer rows when it was cancelled. */
  total: z.number().int().nonnegative(),
  isCancelled: z.boolean(),
  /** The last accept can be taken back. */
  canUndo: z.boolean(),
  /** Why its runs are not in the history. */
  notice: z.string().optional(),
  /** Newest captured event first, the sample payload last. */
  rows: z.array(RingRow),
})
export type RingReport = z.infer<typeof RingReport>

/** A folder of cases for `hookbench test`, file by file. */
export const ExportedCases = z.object({
  files: z.array(z.object({ path: z.string(), text: z.string() })),
  /** What the cases lack and what follows from it, a sentence each. */
  notes: z.array(z.string()),
  /** Secrets that were left out: "header Authorization", "setting apiKey". */
  withheld: z.array(z.string()),
})
export type ExportedCases = z.infer<typeof ExportedCases>

/** The same folder as one file, for hosts that can only hand out files. */
export const CasesArchive = z.object({
  fileName: z.string(),
  mediaType: z.string(),
  base64: z.string(),
})
export type CasesArchive = z.infer<typeof CasesArchive>
