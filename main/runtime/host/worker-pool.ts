/** Workers kept ahead of need: one spare for whoever comes, and warm ones for their groups. */
import type { RunJob } from '../protocol.ts'
import { PooledWorker, type RunSink } from './pooled-worker.ts'

/** Runs at the same time: more would starve each other of their second. */
const maxRunning = 4
/** Workers of a group that take turns: one makes its next context while the other runs. */
const turns = 2
/** Idle workers that keep their group; each holds about 10 MB. */
const maxIdle = 3
/** After a pause the workers' memory goes back to the machine; the spare serves the next run. */
const idleMs = 5000

interface Waiting {
  readonly job: RunJob
  readonly sink: RunSink
}

export class WorkerPool {
  readonly #runtimeDir: string
  readonly #onStuck: () => void
  readonly #all = new Set<PooledWorker>()
  /** Oldest first. */
  #idle: PooledWorker[] = []
  #spare: PooledWorker | null = null
  #queue: Waiting[] = []
  #trim: NodeJS.Timeout | undefined

  constructor(runtimeDir: string, onStuck: () => void) {
    this.#runtimeDir = runtimeDir
    this.#onStuck = onStuck
  }

  warm(): void {
    this.#spare ??= this.#create()
  }

  run(job: RunJob, sink: RunSink): void {
    if (this.#mustWait(job.group)) {
      this.#queue.push({ job, sink })
    } else {
      clearTimeout(this.#trim)
      this.#take(job.group).run(job, sink)
    }
  }

  cancel(id: string): void {
    this.#queue = this.#queue.filter(({ job }) => job.id !== id)
    for (const worker of this.#all) {
      if (worker.running === id) {
        worker.stop('crashed')
      }
    }
  }

  /** Buffers are not part of any worker's heap: the process is over its cap, so all runs end. */
  stopRunning(): void {
    for (const worker of this.#all) {
      if (worker.running !== null) {
        worker.stop('out-of-memory')
      }
    }
  }

  /** Stops those whose own buffers are over the cap. */
  measure(): void {
    for (const worker of this.#all) {
      void worker.measure()
    }
  }

  get running(): boolean {
    return this.#busy > 0
  }

  get #busy(): number {
    return [...this.#all].filter((worker) => worker.running !== null).length
  }

  /** A worker of the group that is coming to rest is nearer than a new one. */
  #mustWait(group: string): boolean {
    if (this.#busy >= maxRunning) {
      return true
    }
    const own = [...this.#all].filter((worker) => worker.group === group)
    const takesSpare = own.length < turns && this.#spare?.ready === true
    return this.#idleOf(group) === undefined && !takesSpare && own.some((worker) => worker.settling)
  }

  /** The one that rests the longest: it has its next context. */
  #idleOf(group: string): PooledWorker | undefined {
    return this.#idle.find((worker) => worker.group === group)
  }

  #take(group: string): PooledWorker {
    const own = this.#idleOf(group)
    if (own !== undefined) {
      this.#idle = this.#idle.filter((worker) => worker !== own)
      return own
    }
    const spare = this.#spare ?? this.#create()
    this.#spare = null
    // Made after the run has its worker, off the path of its start.
    setImmediate(() => this.warm())
    return spare
  }

  #create(): PooledWorker {
    const worker = new PooledWorker(this.#runtimeDir, {
      onFree: (freed) => this.#free(freed),
      onStuck: this.#onStuck,
    })
    this.#all.add(worker)
    return worker
  }

  #free(worker: PooledWorker): void {
    if (worker.dead) {
      this.#all.delete(worker)
      this.#idle = this.#idle.filter((other) => other !== worker)
      if (this.#spare === worker) {
        this.#spare = null
      }
    } else {
      this.#idle.push(worker)
      if (this.#idle.length > maxIdle) {
        this.#idle.shift()?.stop('crashed')
      }
    }
    for (const { job, sink } of this.#queue.splice(0)) {
      this.run(job, sink)
    }
    this.#trimLater()
  }

  #trimLater(): void {
    clearTimeout(this.#trim)
    if (this.#busy === 0 && this.#idle.length > 0) {
      this.#trim = setTimeout(() => {
        for (const worker of this.#idle.splice(0)) {
          worker.stop('crashed')
        }
      }, idleMs).unref()
    }
  }
}
