/** Messages between the host's main thread and a worker. */
import type { Measures, Observed, RunJob, WireCall } from '../protocol.ts'

export interface WorkerSetup {
  readonly runtimeDir: string
  readonly observes: boolean
}

export type ToWorker =
  | { readonly type: 'run'; readonly job: RunJob }
  /** Makes the context of the next run, whose kind will likely be that of the last one. */
  | { readonly type: 'prepare' }

/** One log line: level, text, line of the user's file, and how many characters the text lacks. */
export type LogTuple = readonly [level: string, text: string, line: number | null, cut?: number]

export type FromWorker =
  | { readonly type: 'ready' }
  /** The user's script starts now: the deadline counts from here. */
  | { readonly type: 'started'; readonly id: string }
  | { readonly type: 'logs'; readonly lines: readonly LogTuple[]; readonly dropped: number }
  /** Told when it starts and when it is over; `null` is one too many to be kept. */
  | { readonly type: 'call'; readonly call: WireCall | null }
  | {
      readonly type: 'done'
      readonly id: string
      readonly result: string
      readonly durationMs: number
      /** `null` when the function's script never began. */
      readonly measures: Measures | null
      /** Left out by workers that do not observe. */
      readonly observed?: Observed
    }
  /** The event loop was reached after a run; a clean worker may be used again. */
  | { readonly type: 'settled'; readonly clean: boolean }
