/**
 * Entry of the code that is evaluated first in each context: defines the globals of the profile
 * and answers with the few functions that the host may call, with strings.
 */
import { openBridge, type Bridge } from './bridge.ts'
import { deliver } from './channels.ts'
import { createConsole } from './console.ts'
import { makeDeterministic, type Seed } from './determinism.ts'
import { defineGlobals } from './globals.ts'
import { provideLibrary, type Factory } from './libraries.ts'
import { createNodeScope } from './node-scope.ts'
import { createRun, type Job, type Run } from './run.ts'
import type { Emitted } from './segment.ts'
import { createSignatureWatch } from './signature.ts'
import { fireTimer, onTimerError } from './timers.ts'
import { startWatch } from './watch.ts'

export interface Guest {
  /** Frozen clock and seeded randomness; before anything of the user runs. */
  freeze(seed: string): void
  /** From here on what is read of the payload is noted; before `begin`. */
  watch(): void
  begin(job: string): void
  call(handler: unknown): void
  fail(thrown: unknown): void
  timer(id: number): void
  event(channel: number, name: string, data: string): void
  library(factory: Factory): void
}

export interface RealmOptions {
  readonly profile: string
  readonly legacy: boolean
}

export function start(bridge: Bridge, options: string): Guest {
  openBridge(bridge)
  const { profile, legacy } = JSON.parse(options) as RealmOptions
  const emitted: Emitted = { events: [], objects: [] }
  const fail = (error: unknown): void => run.fail(error)
  const signature = createSignatureWatch()
  const console = createConsole(() => Date.now())
  const node = createNodeScope({ console, fail, hashed: signature.hashed })
  const { makeRequest } = defineGlobals(emitted, profile, console, node, signature.textRead, legacy)
  const run: Run = createRun(emitted, legacy, makeRequest, () => signature.end())
  onTimerError(fail)
  return {
    freeze: (seed) => makeDeterministic(JSON.parse(seed) as Seed),
    watch: startWatch,
    begin(text) {
      const job = JSON.parse(text) as Job
      signature.begin(job.request.text)
      run.begin(job)
    },
    call: (handler) => run.call(handler),
    fail,
    timer: fireTimer,
    event(channel, name, data) {
      try {
        deliver(channel, name, data)
      } catch (error) {
        // Thrown by a listener that nobody awaits: it would end the vendor's process.
        fail(error)
      }
    },
    library: provideLibrary,
  }
}
