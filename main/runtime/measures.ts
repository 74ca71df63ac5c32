/** From what the host measured to what is told of a run. */
import type { RunMemory, RunTiming } from '#preload/model/run-measures'
import type { Measures } from './protocol.ts'

export interface Phases {
  /** By the clock of all processes. */
  readonly askedAt: number
  readonly endedAt: number
  /** From the start of the function's script. */
  readonly durationMs: number
  readonly measures: Measures | null
}

/**
 * The host is not trusted: whatever it says, the phases add up to the time that has passed. Where
 * it could not say when the script began, all that is not the run was its start.
 */
export function timingOf({ askedAt, endedAt, durationMs, measures }: Phases): RunTiming {
  const total = Math.max(0, endedAt - askedAt)
  const runMs = Math.min(durationMs, total)
  const startMs =
    measures === null
      ? total - runMs
      : Math.min(Math.max(0, measures.startedAt - askedAt), total - runMs)
  return { startMs, runMs, checkMs: Math.max(0, total - startMs - runMs) }
}

export function memoryOf(measures: Measures | null): RunMemory | null {
  return measures === null
    ? null
    : { heapBytes: measures.heapBytes, bufferBytes: measures.bufferBytes }
}
