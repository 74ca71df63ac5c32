/** A running host and the runs in it: who waits for what, and what happens when it leaves. */
import { AppError } from '#preload/errors'
import type { CallCollector } from './call-collector.ts'
import { startHost, type HostOptions, type HostProcess } from './host-process.ts'
import { retireMs } from './limits.ts'
import type { LogCollector } from './log-collector.ts'
import type { FromHost, RunJob } from './protocol.ts'
import type { Ended } from './result.ts'

export interface Pending {
  readonly logs: LogCollector
  readonly calls: CallCollector
  readonly startedAt: number
  readonly end: (ended: Ended) => void
}

export interface ConnectionOptions extends HostOptions {
  /** How long the process may take until it takes runs. */
  readonly startMs: number
  /** Ends a process that is still starting. */
  readonly closing: AbortSignal
  readonly log: (message: string) => void
  /** No new runs may be given to this host: it is gone, or will be (`retires`). */
  readonly onLeave: (retires: boolean) => void
}

interface Connected {
  readonly process: HostProcess
  readonly pending: Map<string, Pending>
  readonly gone: Promise<void>
  readonly onEnding: () => void
}

export class HostConnection {
  readonly #process: HostProcess
  readonly #pending: Map<string, Pending>
  readonly gone: Promise<void>
  /** Told before it is ended because nobody needs it any more: that is no news. */
  readonly #onEnding: () => void
  #retired = false
  #isGone = false
  #runs = 0
  #progressAt = performance.now()

  constructor({ process, pending, gone, onEnding }: Connected) {
    this.#process = process
    this.#pending = pending
    this.gone = gone
    this.#onEnding = onEnding
    void this.#remember(gone)
  }

  async #remember(gone: Promise<void>): Promise<void> {
    await gone
    this.#isGone = true
  }

  get pid(): number | undefined {
    return this.#process.pid
  }

  get runs(): number {
    return this.#runs
  }

  /** When it last ended a run. */
  get progressAt(): number {
    return this.#progressAt
  }

  /** Not yet on its way out. */
  get serving(): boolean {
    return !this.#retired
  }

  run(job: RunJob, pending: Pending): void {
    this.#runs += 1
    if (this.#isGone) {
      pending.end({ status: 'crashed', result: null, durationMs: 0, measures: null })
      return
    }
    const end = (ended: Ended): void => {
      this.#progressAt = performance.now()
      pending.end(ended)
    }
    this.#pending.set(job.id, { ...pending, end })
    this.#process.send({ type: 'run', job })
  }

  cancel(id: string): void {
    this.#process.send({ type: 'cancel', id })
    this.forget(id)
  }

  forget(id: string): void {
    this.#pending.delete(id)
    this.#killIfDone()
  }

  /** The other runs may end first: they are not to blame for a thread that does not stop. */
  retire(): void {
    if (this.#retired) {
      return
    }
    this.#retired = true
    setTimeout(() => this.end(), retireMs).unref()
    this.#killIfDone()
  }

  /** It does not answer any more. */
  kill(): void {
    this.#process.kill()
  }

  /** Nobody needs it any more. */
  end(): void {
    this.#onEnding()
    this.#process.kill()
  }

  #killIfDone(): void {
    if (this.#retired && this.#pending.size === 0) {
      this.end()
    }
  }
}

export function connectHost(options: ConnectionOptions): Promise<HostConnection> {
  const { startMs, closing } = options
  return new Promise((resolve, reject) => {
    const pending = new Map<string, Pending>()
    let connection: HostConnection | null = null
    let isEnding = false
    const onEnding = (): void => {
      isEnding = true
    }
    let setGone: (() => void) | undefined
    const gone = new Promise<void>((done) => {
      setGone = done
    })
    const settle = (): void => {
      clearTimeout(deadline)
      closing.removeEventListener('abort', kill)
    }
    const fail = (error: AppError): void => {
      settle()
      options.onLeave(false)
      reject(closing.aborted ? isClosing() : error)
    }
    /** Its exit is what ends the wait: whoever closes does not leave it behind. */
    const kill = (): void => {
      started.then(
        (process) => process.kill(),
        () => undefined,
      )
    }
    const deadline = setTimeout(() => {
      fail(tooSlow(startMs))
      kill()
    }, startMs)
    closing.addEventListener('abort', kill)
    const started = startHost(options, {
      message(message) {
        if (message.type === 'ready') {
          settle()
          started.then((process) => {
            connection = new HostConnection({ process, pending, gone, onEnding })
            return resolve(connection)
          }, reject)
        } else if (message.type === 'retire') {
          options.onLeave(true)
          connection?.retire()
        } else {
          receive(pending, message)
        }
      },
      exit({ stderr, reason }) {
        if (!isEnding && !closing.aborted) {
          options.log(`The runtime process ended (${reason}). ${stderr}`.trim())
        }
        endAll(pending, stderr)
        fail(cannotStart(stderr === '' ? reason : stderr))
        setGone?.()
      },
    })
    started.catch((error: unknown) =>
      fail(cannotStart(error instanceof Error ? error.message : String(error))),
    )
  })
}

type Told = Extract<FromHost, { readonly id: string }>

function receive(pending: ReadonlyMap<string, Pending>, message: Told): void {
  const run = pending.get(message.id)
  switch (message.type) {
    case 'logs':
      run?.logs.add(message.lines, message.dropped)
      break
    case 'call':
      run?.calls.add(message.call)
      break
    case 'calls-dropped':
      run?.calls.drop(message.count)
      break
    case 'end': {
      const { status, result, durationMs, measures, observed } = message
      run?.end({ status, result, durationMs, measures, observed })
      break
    }
  }
}

/** V8 says so before it aborts the process on an allocation that no handler can refuse. */
const fatalMemory = /FATAL ERROR: .*(out of memory|allocation failed|invalid (array|table))/i

function endAll(pending: ReadonlyMap<string, Pending>, stderr: string): void {
  const status = fatalMemory.test(stderr) ? 'out-of-memory' : 'crashed'
  for (const { end, startedAt } of pending.values()) {
    end({ status, result: null, durationMs: performance.now() - startedAt, measures: null })
  }
}

export function isClosing(): AppError {
  return new AppError('runtime_failed', 'Hookbench is closing.')
}

function tooSlow(startMs: number): AppError {
  const message = `The runtime process was not ready within ${startMs / 1000} s and was stopped.`
  return new AppError('runtime_failed', message, {
    hint: 'Try again. If it stays so, the machine is too busy, or something holds new processes back, such as a virus scanner.',
  })
}

function cannotStart(reason: string): AppError {
  return new AppError('runtime_failed', `The runtime process could not be started: ${reason}`, {
    hint: 'Run `npm run build` if the runtime bundle is missing, then try again.',
  })
}
