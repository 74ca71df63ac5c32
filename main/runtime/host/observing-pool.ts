/**
 * The pool of a host that observes: one worker at a time, since the flag that a worker needs while
 * it starts is the whole process's, and no code of a user may be parsed meanwhile.
 */
import type { RunJob } from '../protocol.ts'
import { PooledWorker, type RunSink } from './pooled-worker.ts'

interface Waiting {
  readonly job: RunJob
  readonly sink: RunSink
}

export class ObservingPool {
  readonly #runtimeDir: string
  readonly #onStuck: () => void
  #worker: PooledWorker | null = null
  #queue: Waiting[] = []
  #isStarting = false

  constructor(runtimeDir: string, onStuck: () => void) {
    this.#runtimeDir = runtimeDir
    this.#onStuck = onStuck
  }

  warm(): void {
    this.#worker ??= this.#create()
  }

  run(job: RunJob, sink: RunSink): void {
    this.#queue.push({ job, sink })
    this.#next()
  }

  cancel(id: string): void {
    this.#queue = this.#queue.filter(({ job }) => job.id !== id)
    if (this.#worker?.running === id) {
      this.#worker.stop('crashed')
    }
  }

  stopRunning(): void {
    this.#worker?.stop('out-of-memory')
  }

  measure(): void {
    void this.#worker?.measure()
  }

  get running(): boolean {
    return this.#worker?.running != null
  }

  #create(): PooledWorker {
    return new PooledWorker(this.#runtimeDir, {
      observes: true,
      onFree: () => this.#next(),
      onStuck: this.#onStuck,
    })
  }

  #next(): void {
    const [first] = this.#queue
    const worker = this.#worker
    if (first === undefined || this.#isStarting || this.running || worker?.settling === true) {
      return
    }
    const isOfOthers = worker?.group != null && worker.group !== first.job.group
    if (worker === null || worker.dead || isOfOthers) {
      void this.#replace(worker)
    } else {
      this.#queue.shift()
      worker.run(first.job, first.sink)
    }
  }

  async #replace(old: PooledWorker | null): Promise<void> {
    this.#isStarting = true
    old?.stop('crashed')
    await old?.gone
    this.#worker = this.#create()
    this.#isStarting = false
    this.#next()
  }
}
