/**
 * All that runs functions and looks after what they emit: in a thread of its own where a window
 * must not wait, in this one where there is none.
 */
import type { RunResult } from '#preload/model'
import { hiddenTexts } from './cassettes/placeholders.ts'
import {
  createObserver,
  OBSERVING_PATIENCE,
  STOPPED,
  type Observation,
  type Observer,
} from './coverage/observer.ts'
import { ownPorts as debuggerPorts } from './own-ports.ts'
import { notRecorded } from './run-network.ts'
import { createRuntime, type Runtime, type RunRequest } from './runtime.ts'
import type { RunAnswer, SentRequest, SharedText } from './thread/messages.ts'
import { packResult } from './thread/pack.ts'
import { ThreadConnection } from './thread/thread-connection.ts'
import { createWork, HANDED_OVER, type Workshop } from './thread/work.ts'
import { inThisThread, inThread } from './thread/workshops.ts'

export interface Engine {
  readonly runtime: Runtime
  readonly observer: Observer
  readonly work: Workshop
  /** Work of others than the runtime, by the name that the thread knows it by. */
  elsewhere<A extends readonly unknown[], R>(
    name: string,
    perform: (...args: A) => R,
  ): (...args: A) => Promise<R>
  /** Has ready what the first run needs; does nothing before, and so needs no `dispose` before. */
  start(): void
  dispose(): Promise<void>
}

export interface EngineOptions {
  /** Folder with the built runtime bundle. */
  readonly runtimeDir: string
  /** Executable to fork, by default the running one. */
  readonly execPath?: string | undefined
  readonly log: (message: string) => void
  /** Ports of the app's own servers, which may change: asked for each run. */
  readonly ownPorts: () => readonly number[]
}

/** For the command line: a thread more would only be one more to start. */
export function createLocalEngine({ runtimeDir, execPath, log, ownPorts }: EngineOptions): Engine {
  const common = { runtimeDir, log, ownPorts, ...(execPath === undefined ? {} : { execPath }) }
  const plain = createRuntime(common)
  // Starts no process before the first run that is observed.
  const observing = createRuntime({ ...common, observes: true, patience: OBSERVING_PATIENCE })
  const observer = createObserver({ runtime: plain, observing })
  return {
    runtime: { ...plain, run: async (...args) => packResult(await plain.run(...args)) },
    observer: {
      async run(...args) {
        const { result, observation } = await observer.run(...args)
        return { result: packResult(result), observation }
      },
    },
    work: inThisThread(createWork(plain)),
    elsewhere:
      (_name, perform) =>
      async (...args) =>
        perform(...args),
    start: () => undefined,
    async dispose() {
      await Promise.all([plain.dispose(), observing.dispose()])
    },
  }
}

/** Off the path of a window that is being opened. */
const startDelayMs = 500

/** Nothing that a function emits, and no payload, holds up the thread that asks. */
export function createThreadEngine(options: EngineOptions): Engine {
  const { runtimeDir, execPath = process.execPath, log } = options
  const thread = new ThreadConnection({ runtimeDir, execPath, keepsSpare: true, log })
  let starting: NodeJS.Timeout | undefined
  let pid: number | undefined

  async function run(
    request: RunRequest,
    observes: boolean,
    signal: AbortSignal | undefined,
    onObservation?: (observation: Observation | null) => void,
  ): Promise<RunResult> {
    const closed = [...options.ownPorts(), ...debuggerPorts()]
    const sent = toSent(request, closed, (text) => thread.share(text))
    const call = { type: 'run', request: sent, observes } as const
    const answer = await thread.call<RunAnswer>(call, { signal, onObservation })
    ;({ pid } = answer)
    const { result, recording } = answer
    try {
      await (recording === null ? undefined : request.network?.record?.(recording))
      return result
    } catch (error) {
      // The function has run and its calls went out: no failure here takes the result of that.
      return { ...result, notices: [...result.notices, notRecorded(error)] }
    }
  }

  return {
    runtime: {
      run: (request, signal) => run(request, false, signal),
      warm: () => thread.warm(),
      protectPort: (port) => thread.protectPort(port),
      pid: () => pid,
      dispose: () => thread.dispose(),
    },
    observer: {
      async run(request, signal) {
        let tell: ((observation: Observation) => void) | undefined
        const observation = new Promise<Observation>((resolve) => {
          tell = resolve
        })
        const take = (seen: Observation | null): void => tell?.(seen ?? STOPPED)
        return { result: await run(request, true, signal, take), observation }
      },
    },
    work: inThread(thread),
    elsewhere:
      (name) =>
      (...args) =>
        thread.call({ type: 'work', name, args }),
    start() {
      starting ??= setTimeout(() => thread.start(), startDelayMs).unref()
    },
    async dispose() {
      clearTimeout(starting)
      await thread.dispose()
    },
  }
}

function toSent(
  { network, observe: _observe, ...request }: RunRequest,
  closed: readonly number[],
  share: (text: string) => SharedText,
): SentRequest {
  const { policy = 'allow', record, replay = null, hides } = network ?? {}
  return {
    ...request,
    closedPorts: [...closed, ...(request.closedPorts ?? [])],
    network: {
      policy,
      records: record !== undefined,
      replay: typeof replay === 'string' && replay.length > HANDED_OVER ? share(replay) : replay,
      hidden: hides === undefined ? null : hiddenTexts(request.settings, hides),
    },
  }
}
