/** The runtime's thread as the app's own sees it: calls, their answers, and what if it ends. */
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Observation } from '#main/runtime/coverage/observer'
import { ownHostFolders, removeHostFolders } from '#main/runtime/host-folders'
import { AppError, fromWire } from '#preload/errors'
import type { Call, FromThread, SharedText, ThreadSetup, ToThread } from './messages.ts'

export interface ThreadOptions extends Omit<ThreadSetup, 'hostFolders'> {
  readonly log: (message: string) => void
  /** How long the thread may be silent while it is waited for. */
  readonly silentMs?: number
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
  /** `null` when it ended before it could tell. */
  readonly onObservation?: ((observation: Observation | null) => void) | undefined
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: AppError) => void
}

/** The largest output is parsed, checked and masked in a second or two. */
const SILENT_MS = 30_000

/** Asked for within that time. Answers are counted, not time: the machine may have slept. */
const PINGS = 4

/** How long a text stays with the thread that no call is about. */
const SHARED_MS = 10_000

/** What `dispose` waits for: the processes that it ends. */
const DISPOSE_MS = 5000

export class ThreadConnection {
  readonly #options: ThreadOptions
  #worker: Worker | null = null
  #nextId = 1
  readonly #waiting = new Map<number, Waiting>()
  readonly #observations = new Map<number, (observation: Observation | null) => void>()
  readonly #ports = new Set<number>()
  #shared: { readonly id: number; readonly text: string; release?: NodeJS.Timeout } | null = null
  #unanswered = 0
  #watch: NodeJS.Timeout | undefined
  #onDisposed: () => void = () => undefined
  #isClosed = false
  #disposing: Promise<void> | undefined
  /** What those of its processes that have ended leave behind, until it is gone. */
  #sweeping: Promise<void> = Promise.resolve()

  constructor(options: ThreadOptions) {
    this.#options = options
  }

  /** Starts it ahead of need. */
  start(): void {
    if (!this.#isClosed) {
      this.#running()
    }
  }

  warm(): void {
    this.#post({ type: 'warm' })
  }

  protectPort(port: number): void {
    this.#ports.add(port)
    if (this.#worker !== null) {
      this.#post({ type: 'protect-port', port })
    }
  }

  /** A large text that many calls are about: sent once. For a call that is made at once. */
  share(text: string): SharedText {
    if (this.#shared?.text !== text) {
      this.#forgetShared()
      const id = this.#nextId++
      this.#post({ type: 'share', id, text })
      this.#shared = { id, text }
    }
    const shared = this.#shared
    clearTimeout(shared.release)
    shared.release = setTimeout(() => {
      this.#forgetShared()
      this.#post({ type: 'unshare' })
    }, SHARED_MS).unref()
    return { shared: shared.id }
  }

  #forgetShared(): void {
    clearTimeout(this.#shared?.release)
    this.#shared = null
  }

  /** `Answer` is what this kind of call is answered with. */
  async call<Answer>(call: Call, { signal, onObservation }: CallOptions = {}): Promise<Answer> {
    if (this.#isClosed) {
      throw new AppError('runtime_failed', 'Hookbench is closing.')
    }
    const id = this.#nextId++
    // Throws for what cannot be copied: before anything waits for its answer.
    this.#post({ type: 'call', id, call })
    const cancel = (): void => this.#post({ type: 'cancel', id })
    const over = (): void => signal?.removeEventListener('abort', cancel)
    signal?.addEventListener('abort', cancel)
    if (signal?.aborted === true) {
      cancel()
    }
    const answer = new Promise<Answer>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
    })
    if (onObservation !== undefined) {
      this.#observations.set(id, (observation) => {
        over()
        onObservation(observation)
      })
    }
    this.#watchOver()
    // An observed run goes on after its answer, and can be cancelled until then.
    return onObservation === undefined ? answer.finally(over) : answer
  }

  dispose(): Promise<void> {
    return (this.#disposing ??= this.#dispose())
  }

  async #dispose(): Promise<void> {
    this.#isClosed = true
    this.#forgetShared()
    const worker = this.#worker
    if (worker !== null) {
      await new Promise<void>((resolve) => {
        const late = setTimeout(resolve, DISPOSE_MS)
        this.#onDisposed = () => {
          clearTimeout(late)
          resolve()
        }
        this.#post({ type: 'dispose' })
      })
      await worker.terminate()
    }
    await this.#sweeping
  }

  #running(): Worker {
    if (this.#worker !== null) {
      return this.#worker
    }
    const { runtimeDir, execPath, keepsSpare } = this.#options
    const hostFolders = `${ownHostFolders()}${randomUUID()}-`
    const setup: ThreadSetup = { runtimeDir, execPath, keepsSpare, hostFolders }
    const worker = new Worker(path.join(runtimeDir, 'thread.cjs'), { workerData: setup })
    this.#worker = worker
    this.#unanswered = 0
    let reason = 'it was ended'
    worker.on('message', (message: FromThread) => this.#receive(message))
    worker.on('error', (error: Error) => {
      reason = error.message
    })
    worker.on('messageerror', () => void worker.terminate())
    worker.on('exit', () => {
      this.#left(worker, reason)
      this.#sweeping = Promise.all([this.#sweeping, removeHostFolders(hostFolders)]).then(
        () => undefined,
      )
    })
    for (const port of this.#ports) {
      this.#post({ type: 'protect-port', port })
    }
    return worker
  }

  #post(message: ToThread): void {
    if (!this.#isClosed || message.type === 'dispose') {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
      this.#running().postMessage(message)
    }
  }

  #receive(message: FromThread): void {
    this.#unanswered = 0
    switch (message.type) {
      case 'answer':
        this.#take(message.id)?.resolve(message.value)
        break
      case 'refusal':
        this.#observed(message.id, null)
        this.#take(message.id)?.reject(fromWire(message.error))
        break
      case 'observation':
        this.#observed(message.id, message.observation)
        break
      case 'log':
        this.#options.log(message.message)
        break
      case 'disposed':
        this.#onDisposed()
        break
      case 'pong':
        break
    }
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    return waiting
  }

  #observed(id: number, observation: Observation | null): void {
    const take = this.#observations.get(id)
    this.#observations.delete(id)
    take?.(observation)
  }

  /**
   * Its processes see their channel close, and end. The next call starts a new one. Until the app
   * ends each stays an entry of the process table (a zombie): its end is told to the loop that
   * started it, which is gone with the thread, and Node has no other way to ask for it.
   */
  #left(worker: Worker, reason: string): void {
    if (this.#worker !== worker) {
      return
    }
    this.#worker = null
    this.#forgetShared()
    clearInterval(this.#watch)
    this.#watch = undefined
    this.#onDisposed()
    if (!this.#isClosed) {
      this.#options.log(`The runtime's thread ended: ${reason}`)
    }
    for (const id of this.#observations.keys()) {
      this.#observed(id, null)
    }
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    const error = this.#isClosed
      ? new AppError('runtime_failed', 'Hookbench is closing.')
      : new AppError('runtime_failed', `The thread that looks after functions ended: ${reason}.`, {
          hint: 'Try again: it is started anew. If it ends each time, emit less in one run.',
        })
    for (const { reject } of waiting) {
      reject(error)
    }
  }

  /** Whatever keeps it busy for so long will not end, and others wait. */
  #watchOver(): void {
    if (this.#watch !== undefined) {
      return
    }
    const { silentMs = SILENT_MS } = this.#options
    this.#unanswered = 0
    this.#watch = setInterval(() => {
      if (this.#waiting.size + this.#observations.size === 0) {
        clearInterval(this.#watch)
        this.#watch = undefined
      } else if (this.#unanswered === PINGS) {
        void this.#worker?.terminate()
      } else {
        this.#unanswered += 1
        this.#post({ type: 'ping' })
      }
    }, silentMs / PINGS).unref()
  }
}
