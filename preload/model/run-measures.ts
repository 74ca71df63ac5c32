/** What a run took of time and memory. */
import { z } from 'zod'

/** Where the time went; the three add up to what whoever started the run waited for it. */
export const RunTiming = z.object({
  /** Until the function's script began: process, thread and context made ready, code compiled. */
  startMs: z.number().nonnegative(),
  /** Until the handler had settled, or the run was stopped. */
  runMs: z.number().nonnegative(),
  /** Until the output was written as JSON, taken over and checked. */
  checkMs: z.number().nonnegative(),
})
export type RunTiming = z.infer<typeof RunTiming>

/** The most that a run added to what its thread held before, garbage not yet collected included. */
export const RunMemory = z.object({
  /** Values of the function and of the libraries that it touched. */
  heapBytes: z.number().int().nonnegative(),
  /** What lies outside of the heap: buffers, typed arrays. */
  bufferBytes: z.number().int().nonnegative(),
})
export type RunMemory = z.infer<typeof RunMemory>
