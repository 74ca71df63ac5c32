/**
 * Runs functions: one host process, started when first needed and again after it crashed. A run
 * settles with a result whatever the function does; it rejects only if no host can be started.
 */
import { randomUUID } from 'node:crypto'
import { AppError } from '#preload/errors'
import type { HandlerInterface, Profile, RawHeaders, RunResult, SettingValue } from '#preload/model'
import { startHost, type HostProcess } from './host-process.ts'
import { deadlineMs, startGraceMs, terminateMs } from './limits.ts'
import { LogCollector } from './log-collector.ts'
import { createMask } from './mask.ts'
import type { FromHost, RunJob } from './protocol.ts'
import { cancelled, toResult, type Ended } from './result.ts'

export interface IncomingRequest {
  readonly method: string
  /** Raw, without the query. */
  readonly path: string
  /** Raw, without `?`. */
  readonly query: string
  readonly rawHeaders: RawHeaders
  readonly body: Uint8Array
}

export interface RunRequest {
  readonly code: string
  readonly handler: HandlerInterface
  readonly profile: Profile
  readonly settings: Readonly<Record<string, SettingValue>>
  readonly request: IncomingRequest
  /** Values to mask in logs and errors. */
  readonly secrets: readonly string[]
  /** Runs of one group may share a warm worker, those of different groups never do. */
  readonly group: string
  /** Freezes the clock and seeds randomness, so that two runs can be compared byte for byte. */
  readonly deterministic?: { readonly now: number; readonly seed: number }
}

export interface Runtime {
  run(request: RunRequest, signal?: AbortSignal): Promise<RunResult>
  /** Starts the host and a spare worker ahead of need. */
  warm(): void
  dispose(): Promise<void>
}

export interface RuntimeOptions {
  /** Folder with the built runtime bundle. */
  readonly runtimeDir: string
  /** Executable to fork, by default the running one. */
  readonly execPath?: string
  readonly log?: (message: string) => void
}

interface Pending {
  readonly logs: LogCollector
  readonly startedAt: number
  readonly end: (ended: Ended) => void
}

interface Host {
  readonly process: HostProcess
  readonly pending: Map<string, Pending>
  readonly gone: Promise<void>
}

export function createRuntime(options: RuntimeOptions): Runtime {
  const { runtimeDir, execPath = process.execPath, log = () => undefined } = options
  let current: Promise<Host> | null = null
  let disposed = false

  function host(): Promise<Host> {
    if (disposed) {
      return Promise.reject(new AppError('runtime_failed', 'Hookbench is closing.'))
    }
    current ??= start()
    return current
  }

  function start(): Promise<Host> {
    return new Promise((resolve, reject) => {
      const pending = new Map<string, Pending>()
      let ready = false
      let ended: (() => void) | undefined
      const gone = new Promise<void>((resolveGone) => {
        ended = resolveGone
      })
      const started = startHost(execPath, runtimeDir, {
        message(message) {
          if (message.type === 'ready') {
            ready = true
            void started.then((child) => resolve({ process: child, pending, gone }), reject)
          } else {
            receive(pending, message)
          }
        },
        exit({ stderr, reason }) {
          current = null
          log(`The runtime process ended (${reason}). ${stderr}`.trim())
          endAll(pending, stderr)
          if (!ready) {
            reject(cannotStart(stderr === '' ? reason : stderr))
          }
          ended?.()
        },
      })
      started.catch((error: unknown) => {
        current = null
        reject(cannotStart(error instanceof Error ? error.message : String(error)))
      })
    })
  }

  async function run(request: RunRequest, signal?: AbortSignal): Promise<RunResult> {
    const logs = new LogCollector(createMask(request.secrets))
    const startedAt = performance.now()
    const context = (): Parameters<typeof toResult>[1] => ({
      profile: request.profile,
      secrets: request.secrets,
      logs: logs.result(),
    })
    if (signal?.aborted === true) {
      return cancelled(context(), 0)
    }
    const { process: child, pending } = await host()
    const job = toJob(request)
    return new Promise((resolve) => {
      const abort = (): void => {
        child.send({ type: 'cancel', id: job.id })
        finish(cancelled(context(), performance.now() - startedAt))
      }
      // The host holds the deadline; this ends the run of a host that no longer answers.
      const backstop = setTimeout(() => child.kill(), startGraceMs + job.deadlineMs + terminateMs)
      const finish = (result: RunResult): void => {
        clearTimeout(backstop)
        signal?.removeEventListener('abort', abort)
        pending.delete(job.id)
        resolve(result)
      }
      signal?.addEventListener('abort', abort)
      pending.set(job.id, { logs, startedAt, end: (ended) => finish(toResult(ended, context())) })
      if (signal?.aborted === true) {
        abort()
      } else {
        child.send({ type: 'run', job })
      }
    })
  }

  return {
    run,
    warm() {
      // A host that cannot start is reported by the run that needs it.
      host().catch((error: unknown) => log(String(error)))
    },
    async dispose() {
      disposed = true
      const running = await (current ?? Promise.resolve(null)).catch(() => null)
      running?.process.kill()
      await running?.gone
    },
  }
}

function toJob(request: RunRequest): RunJob {
  const { path, query, rawHeaders, body } = request.request
  // Text is all that a function can ask for, so the bytes need not travel.
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')
  const { deterministic } = request
  return {
    // Not to be guessed by code that forges messages of other runs.
    id: randomUUID(),
    group: request.group,
    profile: request.profile,
    legacy: request.handler === 'legacy',
    code: request.code,
    input: JSON.stringify({
      request: { path, query, rawHeaders, text },
      settings: request.settings,
    }),
    deadlineMs: deadlineMs[request.profile],
    seed:
      deterministic === undefined ? null : { now: deterministic.now, random: deterministic.seed },
  }
}

function receive(pending: ReadonlyMap<string, Pending>, message: FromHost): void {
  if (message.type === 'logs') {
    pending.get(message.id)?.logs.add(message.lines, message.dropped)
  } else if (message.type === 'end') {
    const { status, result, durationMs } = message
    pending.get(message.id)?.end({ status, result, durationMs })
  }
}

function endAll(pending: ReadonlyMap<string, Pending>, stderr: string): void {
  // V8 says so before it aborts the process on an allocation that no handler can refuse.
  const status = /out of memory|Allocation failed|invalid (array|table) (length|size)/i.test(stderr)
    ? 'out-of-memory'
    : 'crashed'
  for (const { end, startedAt } of pending.values()) {
    end({ status, result: null, durationMs: performance.now() - startedAt })
  }
}

function cannotStart(reason: string): AppError {
  return new AppError('runtime_failed', `The runtime process could not be started: ${reason}`, {
    hint: 'Run `npm run build` if the runtime bundle is missing, then try again.',
  })
}
