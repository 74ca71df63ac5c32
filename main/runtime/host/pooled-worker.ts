/** One worker thread and the run in it: holds the deadline and stops it for good. */
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { runMemoryMb, terminateMs, workerHeapMb } from '../limits.ts'
import type { EndStatus, Measures, Observed, RunJob, WireCall } from '../protocol.ts'
import type { FromWorker, LogTuple, ToWorker, WorkerSetup } from './messages.ts'

export interface RunEnd {
  readonly status: EndStatus
  readonly result: string | null
  readonly durationMs: number
  readonly measures: Measures | null
  readonly observed?: Observed | undefined
}

export interface RunSink {
  logs(lines: readonly LogTuple[], dropped: number): void
  call(call: WireCall | null): void
  end(end: RunEnd): void
}

export interface WorkerHooks {
  /** Counts what runs and notes what is read, in all its runs. */
  readonly observes?: boolean
  readonly onFree: (worker: PooledWorker) => void
  readonly onStuck: () => void
}

/** A worker that does not come to rest this soon after its result is stuck in microtasks. */
const settleMs = 250
/** Compiling the largest text takes well under this. */
const compileMs = 5000
const maxRuns = 200

export class PooledWorker {
  readonly #worker: Worker
  readonly #hooks: WorkerHooks
  readonly #waiting: ToWorker[] = []
  #ready = false
  #settling = false
  #dead = false
  #runs = 0
  #job: RunJob | null = null
  #sink: RunSink | null = null
  #startedAt = 0
  #memoryAtStart = 0
  #timer: NodeJS.Timeout | undefined
  #measuring = false
  /** Runs of different groups never share a worker. */
  group: string | null = null
  /** The thread has ended. */
  readonly gone: Promise<void>

  constructor(runtimeDir: string, hooks: WorkerHooks) {
    this.#hooks = hooks
    const setup: WorkerSetup = { runtimeDir, observes: hooks.observes === true }
    this.#worker = new Worker(path.join(runtimeDir, 'worker.cjs'), {
      workerData: setup,
      env: {},
      stdin: false,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: workerHeapMb, maxYoungGenerationSizeMb: 8 },
    })
    this.#worker.on('message', (message: FromWorker) => this.#receive(message))
    this.#worker.on('error', (error: NodeJS.ErrnoException) => {
      // The core keeps the tail of this for its own log.
      process.stderr.write(`worker: ${String(error?.stack ?? error)}\n`)
      this.stop(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out-of-memory' : 'crashed')
    })
    this.gone = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        this.stop('crashed')
        resolve()
      })
    })
  }

  get dead(): boolean {
    return this.#dead
  }

  get ready(): boolean {
    return this.#ready
  }

  /** Between the result and the return to the event loop. */
  get settling(): boolean {
    return this.#settling && !this.#dead
  }

  get running(): string | null {
    return this.#job?.id ?? null
  }

  run(job: RunJob, sink: RunSink): void {
    this.#job = job
    this.#sink = sink
    this.#runs += 1
    this.group = job.group
    this.#startedAt = performance.now()
    this.#memoryAtStart = process.memoryUsage.rss()
    this.#arm(compileMs, 'timeout')
    const message: ToWorker = { type: 'run', job }
    if (this.#ready) {
      this.#post(message)
    } else {
      this.#waiting.push(message)
    }
  }

  /** Buffers that were never written to are in no resident memory: only V8 knows of them. */
  async measure(): Promise<void> {
    const id = this.running
    // Node 20 cannot ask a thread that is busy.
    if (id === null || this.#measuring || !('getHeapStatistics' in this.#worker)) {
      return
    }
    this.#measuring = true
    try {
      const { external_memory: bytes } = await this.#worker.getHeapStatistics()
      if (bytes > runMemoryMb * 1e6 && this.running === id) {
        this.stop('out-of-memory')
      }
    } catch {
      // The thread has ended.
    } finally {
      this.#measuring = false
    }
  }

  /** Ends the run in this worker, if any, with a status of its own, and the thread. */
  stop(status: EndStatus): void {
    const durationMs = performance.now() - this.#startedAt
    this.#end({ status, result: null, durationMs, measures: null })
    if (this.#dead) {
      return
    }
    this.#dead = true
    clearTimeout(this.#timer)
    // A thread that cannot be stopped takes its process with it; the core starts a new one.
    const stuck = setTimeout(this.#hooks.onStuck, terminateMs)
    void this.#worker.terminate().finally(() => clearTimeout(stuck))
    this.#hooks.onFree(this)
  }

  #post(message: ToWorker): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
    this.#worker.postMessage(message)
  }

  /** Near its limit V8 may collect garbage for seconds: then memory is why the time ran out. */
  #isFull(): boolean {
    const grown = process.memoryUsage.rss() - this.#memoryAtStart
    return this.#sink !== null && grown > workerHeapMb * 0.8 * 1e6
  }

  #arm(ms: number, status: EndStatus): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.stop(this.#isFull() ? 'out-of-memory' : status), ms)
  }

  #end(end: RunEnd): void {
    const sink = this.#sink
    this.#sink = null
    this.#job = null
    sink?.end(end)
  }

  #receive(message: FromWorker): void {
    if (this.#dead) {
      return
    }
    switch (message.type) {
      case 'ready':
        this.#ready = true
        for (const waiting of this.#waiting.splice(0)) {
          this.#post(waiting)
        }
        break
      case 'started':
        this.#startedAt = performance.now()
        this.#arm(this.#job?.deadlineMs ?? 0, 'timeout')
        break
      case 'logs':
        this.#sink?.logs(message.lines, message.dropped)
        break
      case 'call':
        this.#sink?.call(message.call)
        break
      case 'done': {
        const { result, durationMs, measures, observed } = message
        this.#settling = true
        this.#arm(settleMs, 'crashed')
        this.#end({ status: 'done', result, durationMs, measures, observed })
        break
      }
      case 'settled':
        this.#settling = false
        clearTimeout(this.#timer)
        if (message.clean && this.#runs < maxRuns) {
          this.#hooks.onFree(this)
          // Not before: the making of a context may keep the result from leaving this process.
          if (this.#job === null) {
            this.#post({ type: 'prepare' })
          }
        } else {
          this.stop('crashed')
        }
        break
    }
  }
}
