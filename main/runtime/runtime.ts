/**
 * Runs functions in host processes, started when first needed and again after one crashed. A run
 * settles with a result whatever the function does; it rejects only if no host can be started.
 */
import { randomUUID } from 'node:crypto'
import type { HandlerInterface, Profile, RawHeaders, RunResult, SettingValue } from '#preload/model'
import { asDeployed } from './as-deployed.ts'
import { CallCollector } from './call-collector.ts'
import { clockMs } from './clock.ts'
import type { HostConnection, Pending } from './host-connection.ts'
import { HostPool } from './host-pool.ts'
import { deadlineMs, hostStartMs, maxHostRuns, startGraceMs, terminateMs } from './limits.ts'
import { LogCollector } from './log-collector.ts'
import { createMask } from './mask.ts'
import { ownPorts } from './own-ports.ts'
import type { Observed, RunJob } from './protocol.ts'
import { cancelled, toResult, type Ended, type PlainResult, type ResultContext } from './result.ts'
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
  /** Runs of one group share a process and its warm workers, those of different groups never do. */
  readonly group: string
  /** Gives the function its body as a deployed one gets it: JSON keys sorted. */
  readonly asDeployed?: boolean
  /** Freezes the clock and seeds randomness, so that two runs can be compared byte for byte. */
  readonly deterministic?: { readonly now: number; readonly seed: number }
  /** By default calls go out to any address. */
  readonly network?: RunNetwork
  /** Ports of this machine that stay closed to it, besides those of the runtime's own options. */
  readonly closedPorts?: readonly number[]
  /** In a runtime that observes. */
  readonly observe?: {
    /** Also what is read of the payload, for which the function is given proxies of it. */
    readonly reads: boolean
    /** Given what was seen before the run settles; not called when the run was stopped. */
    readonly take: (observed: Observed) => void
  }
}

export interface Runtime<Result extends RunResult = RunResult> {
  run(request: RunRequest, signal?: AbortSignal): Promise<Result>
  /** Starts a host with a worker ahead of need. */
  warm(): void
  /** A port of the app's own on this machine, which no function may connect to. */
  protectPort(port: number): void
  /** Process id of the host that ran last, for those who watch its memory. */
  pid(): number | undefined
  dispose(): Promise<void>
}

export interface RuntimeOptions {
  /** Folder with the built runtime bundle. */
  readonly runtimeDir: string
  /** Executable to fork, by default the running one. */
  readonly execPath?: string
  readonly log?: (message: string) => void
  /** How the names of its hosts' temporary folders begin. */
  readonly hostFolders?: string
  /** How long a host may take until it takes runs. */
  readonly hostStartMs?: number
  /** How long a host may go without ending a run, besides the deadline of one. */
  readonly graceMs?: number
  /** Has a host ready for the next group: for a process that runs functions of several sources. */
  readonly keepsSpare?: boolean
  /** Runs after which a host is replaced while it serves. */
  readonly maxHostRuns?: number
  /** Times the profile's deadline: for a machine that is too busy to be held to it. */
  readonly patience?: number
  /** Observes its runs, which are slower for it; in a process of its own. */
  readonly observes?: boolean
  /** Ports of the app's own servers, which may change: asked for each run. */
  readonly ownPorts?: () => readonly number[]
}

/** In this very thread: where a window must not wait, see `createRuntimeThread`. */
export function createRuntime(options: RuntimeOptions): Runtime<PlainResult> {
  const { runtimeDir, execPath = process.execPath, log = () => undefined } = options
  const hosts = new HostPool({
    execPath,
    runtimeDir,
    folders: options.hostFolders,
    observes: options.observes === true,
    log,
    hostStartMs: options.hostStartMs ?? hostStartMs,
    maxHostRuns: options.maxHostRuns ?? maxHostRuns,
    keepsSpare: options.keepsSpare ?? false,
  })
  const { graceMs = startGraceMs } = options
  const ports = new Set<number>()

  async function run(request: RunRequest, signal?: AbortSignal): Promise<PlainResult> {
    const logs = new LogCollector(createMask(request.secrets))
    const calls = new CallCollector(request.secrets)
    const askedAt = clockMs()
    const context = (durationMs: number, notices: readonly string[] = []): ResultContext => ({
      profile: request.profile,
      secrets: request.secrets,
      logs: logs.result(),
      calls: calls.result(durationMs, notices),
    })
    const lease = hosts.take(request.group)
    try {
      const connection = await unlessAborted(lease.connection, signal)
      if (connection === null) {
        return cancelled(context(0), 0)
      }
      const startedAt = performance.now()
      const ended = await perform(
        connection,
        toJob(request),
        { logs, calls, startedAt, graceMs },
        signal,
      )
      if (ended === null) {
        const durationMs = performance.now() - startedAt
        return cancelled(context(durationMs), durationMs)
      }
      const missing = await takeRecording(request, calls)
      if (ended.observed != null) {
        request.observe?.take(ended.observed)
      }
      return toResult(ended, context(ended.durationMs, missing), askedAt)
    } finally {
      lease.release()
    }
  }

  function toJob(request: RunRequest): RunJob {
    const closed = [...ports, ...(options.ownPorts?.() ?? []), ...(request.closedPorts ?? [])]
    const job = jobOf(request, [...closed, ...ownPorts()])
    return { ...job, deadlineMs: job.deadlineMs * (options.patience ?? 1) }
  }

  return {
    run,
    warm: () => hosts.warm(),
    protectPort: (port) => void ports.add(port),
    pid: () => hosts.pid(),
    dispose: () => hosts.dispose(),
  }
}

/** `null` when nobody waits for it any more. */
async function perform(
  connection: HostConnection,
  job: RunJob,
  { graceMs, ...sinks }: Pick<Pending, 'logs' | 'calls' | 'startedAt'> & { graceMs: number },
  signal?: AbortSignal,
): Promise<Ended | null> {
  // The host holds the deadline; this ends the run of a host that no longer answers. One that
  // still ends the runs before this one does.
  const patienceMs = graceMs + job.deadlineMs + terminateMs
  const watch = (ms: number): NodeJS.Timeout =>
    setTimeout(() => {
      const leftMs = connection.progressAt + patienceMs - performance.now()
      if (leftMs > 0) {
        backstop = watch(leftMs)
      } else {
        connection.kill()
      }
    }, ms)
  let backstop = watch(patienceMs)
  const end = new Promise<Ended>((resolve) => {
    connection.run(job, { ...sinks, end: resolve })
  })
  const ended = await unlessAborted(end, signal)
  clearTimeout(backstop)
  if (ended === null) {
    connection.cancel(job.id)
  } else {
    connection.forget(job.id)
  }
  return ended
}

function jobOf(request: RunRequest, closedPorts: readonly number[]): RunJob {
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
    watchesReads: request.observe?.reads === true,
  }
}
