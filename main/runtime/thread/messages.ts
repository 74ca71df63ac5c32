/** Messages between the app's own thread and that of the runtime: both are ours and trusted. */
import type { Cassette } from '#main/runtime/cassettes/cassette'
import type { Recording } from '#main/runtime/cassettes/record'
import type { Observation } from '#main/runtime/coverage/observer'
import type { RunRequest } from '#main/runtime/runtime'
import type { WireError } from '#preload/errors'
import type { RunResult } from '#preload/model'
import type { NetworkPolicy } from '#preload/model/network'

export interface ThreadSetup {
  readonly runtimeDir: string
  readonly execPath: string
  readonly keepsSpare: boolean
  /** How the names of its hosts' folders begin: when it dies, nobody else knows them. */
  readonly hostFolders: string
}

/** Stands for a text that the thread has already. */
export interface SharedText {
  readonly shared: number
}

/** A request without what cannot leave its thread: functions. */
export type SentRequest = Omit<RunRequest, 'network' | 'observe'> & {
  readonly network: {
    readonly policy: NetworkPolicy
    readonly records: boolean
    readonly replay: Cassette | string | SharedText | null
    /** Texts of settings that a recording must not hold; `null` for those of secrets. */
    readonly hidden: readonly string[] | null
  }
}

export type Call =
  | { readonly type: 'run'; readonly request: SentRequest; readonly observes: boolean }
  | { readonly type: 'work'; readonly name: string; readonly args: readonly unknown[] }

export type ToThread =
  | { readonly type: 'call'; readonly id: number; readonly call: Call }
  | { readonly type: 'cancel'; readonly id: number }
  /** Takes the place of the one before. */
  | { readonly type: 'share'; readonly id: number; readonly text: string }
  | { readonly type: 'unshare' }
  | { readonly type: 'warm' }
  | { readonly type: 'protect-port'; readonly port: number }
  | { readonly type: 'ping' }
  | { readonly type: 'dispose' }

export interface RunAnswer {
  readonly result: RunResult
  /** When calls were to be recorded. */
  readonly recording: Recording | null
  /** Of the runtime process. */
  readonly pid: number | undefined
}

export type FromThread =
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'refusal'; readonly id: number; readonly error: WireError }
  /** Of an observed run, after its answer. */
  | { readonly type: 'observation'; readonly id: number; readonly observation: Observation }
  | { readonly type: 'log'; readonly message: string }
  | { readonly type: 'pong' }
  | { readonly type: 'disposed' }
