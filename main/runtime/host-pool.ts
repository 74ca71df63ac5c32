/**
 * The processes that run functions: one for each group of runs, so that no function shares one
 * with another source's settings, and one ahead of need for whichever group comes next.
 */
import type { AppError } from '#preload/errors'
import { connectHost, isClosing, type HostConnection } from './host-connection.ts'
import { removeLeftHostFolders } from './host-folders.ts'
import type { HostOptions } from './host-process.ts'
import { idleHostMs, maxBusyHosts, maxHosts, pauseMs, spareDelayMs, wornRuns } from './limits.ts'

export interface HostPoolOptions extends HostOptions {
  readonly log: (message: string) => void
  readonly hostStartMs: number
  /** Runs after which a host is replaced while it serves. */
  readonly maxHostRuns: number
  /** Keeps one ahead of need: not worth it for a process that runs a single group. */
  readonly keepsSpare: boolean
}

/** A host for one run; to be released when that is over, whatever became of it. */
export interface Lease {
  readonly connection: Promise<HostConnection>
  release(): void
}

interface Slot {
  readonly connection: Promise<HostConnection>
  live: HostConnection | null
  runs: number
  timer: NodeJS.Timeout | undefined
}

interface Waiting {
  readonly group: string
  readonly start: () => void
  readonly fail: (error: AppError) => void
}

export class HostPool {
  readonly #options: HostPoolOptions
  /** By group, the one used last at the end. */
  readonly #held = new Map<string, Slot>()
  #queue: Waiting[] = []
  #spare: Slot | null = null
  /** Also those on their way in and out. */
  readonly #all = new Set<Slot>()
  readonly #closing = new AbortController()
  #refill: NodeJS.Timeout | undefined
  #sweeping: Promise<void> | undefined

  constructor(options: HostPoolOptions) {
    this.#options = options
    this.#refillLater()
  }

  take(group: string): Lease {
    if (this.#isClosing) {
      return { connection: Promise.reject(isClosing()), release: () => undefined }
    }
    if (this.#queue.length > 0 || this.#mustWait(group)) {
      return this.#takeLater(group)
    }
    const slot = this.#use(group)
    return { connection: slot.connection, release: () => this.#release(slot) }
  }

  #mustWait(group: string): boolean {
    const busy = [...this.#held.values()].filter(({ runs }) => runs > 0)
    return !this.#held.has(group) && busy.length >= maxBusyHosts
  }

  #takeLater(group: string): Lease {
    let slot: Slot | null = null
    let waiting: Waiting | null = null
    const connection = new Promise<HostConnection>((resolve, reject) => {
      waiting = {
        group,
        start: () => {
          slot = this.#use(group)
          resolve(slot.connection)
        },
        fail: reject,
      }
      this.#queue.push(waiting)
    })
    return {
      connection,
      release: () => {
        this.#queue = this.#queue.filter((other) => other !== waiting)
        if (slot !== null) {
          this.#release(slot)
        }
      },
    }
  }

  /** Those whose group has a host by now need not wait for another one. */
  #admit(): void {
    const queue = this.#queue
    this.#queue = []
    for (const waiting of queue) {
      if (this.#mustWait(waiting.group)) {
        this.#queue.push(waiting)
      } else {
        waiting.start()
      }
    }
  }

  #use(group: string): Slot {
    const slot = this.#held.get(group) ?? this.#spare ?? this.#connect()
    if (slot === this.#spare) {
      this.#spare = null
    }
    clearTimeout(slot.timer)
    slot.runs += 1
    this.#held.delete(group)
    this.#held.set(group, slot)
    this.#makeRoom()
    this.#refillLater()
    return slot
  }

  warm(): void {
    if (this.#isClosing || this.#spare !== null) {
      return
    }
    this.#spare = this.#connect()
    // One that cannot start is reported by the run that needs it.
    this.#spare.connection.catch((error: unknown) => {
      if (!this.#isClosing) {
        this.#options.log(String(error))
      }
    })
  }

  /** Of the process that ran last, or is to run next. */
  pid(): number | undefined {
    return ([...this.#held.values()].at(-1) ?? this.#spare)?.live?.pid
  }

  async dispose(): Promise<void> {
    this.#closing.abort()
    for (const { fail } of this.#queue.splice(0)) {
      fail(isClosing())
    }
    clearTimeout(this.#refill)
    const slots = [...this.#all]
    for (const { live, timer } of slots) {
      clearTimeout(timer)
      live?.end()
    }
    await Promise.allSettled(
      slots.map(async ({ connection }) => {
        const { gone } = await connection
        await gone
      }),
    )
    await this.#sweeping
  }

  get #isClosing(): boolean {
    return this.#closing.signal.aborted
  }

  #connect(): Slot {
    // Off the way of whoever made the pool, and not at all where nothing is run.
    this.#sweeping ??= removeLeftHostFolders()
    const connection = connectHost({
      ...this.#options,
      startMs: this.#options.hostStartMs,
      closing: this.#closing.signal,
      onLeave: (retires) => {
        this.#drop(slot)
        if (retires) {
          this.warm()
        }
      },
    })
    const slot: Slot = { connection, live: null, runs: 0, timer: undefined }
    this.#all.add(slot)
    connection
      .then((live) => {
        slot.live = live
        return live.gone
      })
      .catch(() => undefined)
      .finally(() => this.#all.delete(slot))
    return slot
  }

  #release(slot: Slot): void {
    slot.runs -= 1
    this.#admit()
    const { live } = slot
    if (live === null || !live.serving || this.#isClosing) {
      return
    }
    if (live.runs >= this.#options.maxHostRuns) {
      this.#replace(slot)
    } else if (slot.runs === 0) {
      const isWorn = live.runs >= wornRuns
      slot.timer = setTimeout(
        () => (isWorn ? this.#replace(slot) : this.#end(slot)),
        isWorn ? pauseMs : idleHostMs,
      ).unref()
    }
  }

  /** The next host is made ready before it is needed. */
  #replace(slot: Slot): void {
    this.warm()
    this.#end(slot)
  }

  #end(slot: Slot): void {
    this.#drop(slot)
    slot.live?.retire()
  }

  /** No new runs are given to it. */
  #drop(slot: Slot): void {
    clearTimeout(slot.timer)
    if (this.#spare === slot) {
      this.#spare = null
    }
    for (const [group, held] of this.#held) {
      if (held === slot) {
        this.#held.delete(group)
      }
    }
  }

  #makeRoom(): void {
    for (const slot of this.#held.values()) {
      if (this.#held.size <= maxHosts) {
        return
      }
      if (slot.runs === 0) {
        this.#end(slot)
      }
    }
  }

  /** Off the path of the run that comes first. */
  #refillLater(): void {
    if (this.#options.keepsSpare) {
      clearTimeout(this.#refill)
      this.#refill = setTimeout(() => this.warm(), spareDelayMs).unref()
    }
  }
}
