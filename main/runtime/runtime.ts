/**
 * Runs functions: one host process, started when first needed and again after it crashed. A run
 * settles with a result whatever the function does; it rejects only if no host can be started.
 */
import { randomUUID } from 'node:crypto'
import type { HandlerInterface, Profile, RawHeaders, RunResult, SettingValue } from '#preload/model'
import { asDeployed } from './as-deployed.ts'
import { CallCollector } from './call-collector.ts'
import { clockMs } from './clock.ts'
import { connectHost, isClosing, type HostConnection } from './host-connection.ts'
import {
  deadlineMs,
  hostStartMs,
  maxHostRuns,
  pauseMs,
  startGraceMs,
  terminateMs,
  wornRuns,
} from './limits.ts'
import { LogCollector } from './log-collector.ts'
import { createMask } from './mask.ts'
import { ownPorts } from './own-ports.ts'
import type { RunJob } from './protocol.ts'
import { cancelled, toResult, type ResultContext } from './result.ts'
import { takeRecording, toJobNetwork, type RunNetwork } from './run-network.ts'
import { unlessAborted } from './unless-aborted.ts'

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
  /** Gives the function its body as a deployed one gets it: JSON keys sorted. */
  readonly asDeployed?: boolean
  /** Freezes the clock and seeds randomness, so that two runs can be compared byte for byte. */
  readonly deterministic?: { readonly now: number; readonly seed: number }
  /** By default calls go out to any address. */
  readonly network?: RunNetwork
}

export interface Runtime {
  run(request: RunRequest, signal?: AbortSignal): Promise<RunResult>
  /** Starts the host and a spare worker ahead of need. */
  warm(): void
  /** A port of the app's own on this machine, which no function may connect to. */
  protectPort(port: number): void
  /** Process id of the running host, for those who watch its memory. */
  pid(): number | undefined
  dispose(): Promise<void>
}

export interface RuntimeOptions {
  /** Folder with the built runtime bundle. */
  readonly runtimeDir: string
  /** Executable to fork, by default the running one. */
  readonly execPath?: string
  readonly log?: (message: string) => void
  /** How long the process may take until it takes runs. */
  readonly hostStartMs?: number
  /** Runs after which a host is replaced while it serves. */
  readonly maxHostRuns?: number
  /** Times the profile's deadline: for a machine that is too busy to be held to it. */
  readonly patience?: number
  /** Ports of the app's own servers, which may change: asked for each run. */
  readonly ownPorts?: () => readonly number[]
}

export function createRuntime(options: RuntimeOptions): Runtime {
  const { runtimeDir, execPath = process.execPath, log = () => undefined } = options
  const maxRuns = options.maxHostRuns ?? maxHostRuns
  /** The one that new runs go to; one that retires is still among all. */
  let current: Promise<HostConnection> | null = null
  const all = new Set<HostConnection>()
  let pid: number | undefined
  const closing = new AbortController()
  let pause: NodeJS.Timeout | undefined
  const ports = new Set<number>()

  function connect(): Promise<HostConnection> {
    const connecting = connectHost({
      execPath,
      runtimeDir,
      startMs: options.hostStartMs ?? hostStartMs,
      closing: closing.signal,
      log,
      onLeave(retires) {
        if (current === connected) {
          current = null
          if (retires && !closing.signal.aborted) {
            warm()
          }
        }
      },
    })
    const connected = connecting.then((connection) => {
      all.add(connection)
      pid = connection.pid
      void connection.gone.then(() => all.delete(connection))
      return connection
    })
    return connected
  }

  function host(): Promise<HostConnection> {
    if (closing.signal.aborted) {
      return Promise.reject(isClosing())
    }
    current ??= connect()
    return current
  }

  /** The next host is made ready before it is needed. */
  function replace(connection: HostConnection): void {
    current = null
    if (!closing.signal.aborted) {
      warm()
    }
    connection.retire()
  }

  function checkWear(connection: HostConnection): void {
    clearTimeout(pause)
    if (connection.runs >= maxRuns && connection.serving) {
      replace(connection)
    } else if (connection.runs >= wornRuns) {
      pause = setTimeout(() => {
        if (connection.idle && connection.serving) {
          replace(connection)
        }
      }, pauseMs).unref()
    }
  }

  function warm(): void {
    // A host that cannot start is reported by the run that needs it.
    host().catch((error: unknown) => log(String(error)))
  }

  async function run(request: RunRequest, signal?: AbortSignal): Promise<RunResult> {
    const logs = new LogCollector(createMask(request.secrets))
    const calls = new CallCollector(request.secrets)
    const askedAt = clockMs()
    const startedAt = performance.now()
    const context = (durationMs: number, notices: readonly string[] = []): ResultContext => ({
      profile: request.profile,
      secrets: request.secrets,
      logs: logs.result(),
      calls: calls.result(durationMs, notices),
    })
    const connection = await unlessAborted(host(), signal)
    if (connection === null) {
      return cancelled(context(0), 0)
    }
    const made = toJob(request, [...ports, ...(options.ownPorts?.() ?? []), ...ownPorts()])
    const job = { ...made, deadlineMs: made.deadlineMs * (options.patience ?? 1) }
    return new Promise((resolve) => {
      const finish = (result: RunResult): void => {
        clearTimeout(backstop)
        signal?.removeEventListener('abort', abort)
        connection.forget(job.id)
        checkWear(connection)
        resolve(result)
      }
      const abort = (): void => {
        connection.cancel(job.id)
        const durationMs = performance.now() - startedAt
        finish(cancelled(context(durationMs), durationMs))
      }
      // The host holds the deadline; this ends the run of a host that no longer answers.
      const backstop = setTimeout(
        () => connection.kill(),
        startGraceMs + job.deadlineMs + terminateMs,
      )
      signal?.addEventListener('abort', abort)
      connection.run(job, {
        logs,
        calls,
        startedAt,
        end(ended) {
          const missing = takeRecording(request, calls)
          finish(toResult(ended, context(ended.durationMs, missing), askedAt))
        },
      })
    })
  }

  return {
    run,
    warm,
    protectPort: (port) => void ports.add(port),
    pid: () => pid,
    async dispose() {
      closing.abort()
      clearTimeout(pause)
      await current?.catch(() => undefined)
      const leaving = [...all]
      for (const connection of leaving) {
        connection.kill()
      }
      await Promise.all(leaving.map(({ gone }) => gone))
    },
  }
}

function toJob(request: RunRequest, closedPorts: readonly number[]): RunJob {
  const { path, query, rawHeaders, body } = request.request
  // Text is all that a function can ask for, so the bytes need not travel.
  const sent = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')
  const text = request.asDeployed === true ? asDeployed(sent) : sent
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
    network: toJobNetwork(request, closedPorts),
  }
}
