/** What has been run and saved: runs with what they ran on, and every version of the code. */
import { z } from 'zod'
import { ErrorClass, Id, Run, RunStatus, Timestamp } from '../model.ts'
import { RunOptions } from './run-options.ts'

/** A run as a row of a list, without its output and logs. */
export const RunSummary = z.object({
  id: Id,
  sourceVersion: z.number().int().positive(),
  eventId: Id.nullable(),
  label: z.string(),
  startedAt: Timestamp,
  options: RunOptions,
  /** The run of all events that it was part of. */
  ringId: Id.nullable(),
  status: RunStatus,
  durationMs: z.number().nonnegative(),
  errorClass: ErrorClass.nullable(),
  /** Name and message. */
  error: z.string().nullable(),
  events: z.number().int().nonnegative(),
  objects: z.number().int().nonnegative(),
  warnings: z.number().int().nonnegative(),
  logs: z.number().int().nonnegative(),
})
export type RunSummary = z.infer<typeof RunSummary>

export const PastRun = z.object({
  run: Run,
  /** In the form of the payload editor; `null` for runs of before payloads were kept. */
  payload: z.string().nullable(),
  /** The code that ran; `null` when its version is no longer kept. */
  code: z.string().nullable(),
})
export type PastRun = z.infer<typeof PastRun>

export const CodeVersion = z.object({
  version: z.number().int().positive(),
  savedAt: Timestamp,
  size: z.number().int().nonnegative(),
  /** Kept runs of this version. */
  runs: z.number().int().nonnegative(),
})
export type CodeVersion = z.infer<typeof CodeVersion>
