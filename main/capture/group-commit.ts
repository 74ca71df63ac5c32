/**
 * Turns many small writes into few transactions: the events of one turn of the loop are
 * committed together, and while the disk syncs them the next ones gather. A promise settles
 * only when its event survives a loss of power.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { NewEvent } from '#main/store/events-repo'
import { AppError } from '#preload/errors'
import { addDurably, type Committed, type DurableEvents } from './add-durably.ts'

export interface GroupCommit {
  add(event: NewEvent): Promise<void>
  /** Commits what is waiting now; resolves when all of it is settled. */
  flush(): Promise<void>
}

interface Waiting {
  readonly event: NewEvent
  resolve(): void
  reject(error: unknown): void
}

/** Larger transactions save nothing and hold up everything else in the process. */
const MAX_BATCH_BYTES = 4 * 1024 * 1024

/** A good disk answers in a tenth of that, a busy or spinning one takes several times as long. */
const SLOW_SYNC_MS = 1

/** How long a commit waits for senders that are expected back, and then do not come. */
const GATHER_MS = 1

export function createGroupCommit(
  events: DurableEvents,
  onCommitted: (committed: Committed) => void,
  onFailure: (error: unknown) => void,
): GroupCommit {
  const waiting: Waiting[] = []
  let running: Promise<void> | undefined
  /**
   * A sync costs the same for one event as for many, and senders that were just answered come
   * back at once: the first of them would have a sync to itself, and the others one behind. So a
   * commit waits until this many are there.
   */
  let wanted = 1
  let gathering: NodeJS.Timeout | undefined
  let syncMs = 0
  const timed: DurableEvents = {
    ...events,
    async sync() {
      const startedAt = performance.now()
      await events.sync()
      syncMs = performance.now() - startedAt
    },
  }

  async function commit(batch: readonly Waiting[]): Promise<void> {
    let committed: Committed
    try {
      committed = await addDurably(
        timed,
        batch.map(({ event }) => event),
      )
    } catch (error) {
      // An event whose source was just deleted, or whose ring is full of pins, must not cost the
      // others. What hits all alike (a full disk, a lock that is not given up) is not tried again
      // one by one.
      if (batch.length > 1 && isAboutOne(error)) {
        await Promise.all(batch.map((one) => commit([one])))
        return
      }
      for (const one of batch) {
        one.reject(error)
      }
      return
    }
    for (const one of batch) {
      one.resolve()
    }
    expectBack(batch.length + waiting.length)
    // The senders have their answers first.
    await nextTurn()
    try {
      onCommitted(committed)
    } catch (error) {
      // The events are on disk and answered; the senders after them must not wait for ever.
      onFailure(error)
    }
  }

  function takeBatch(): Waiting[] {
    let bytes = 0
    const tooMany = waiting.findIndex(({ event }) => {
      bytes += event.request.body.byteLength
      return bytes > MAX_BATCH_BYTES
    })
    return waiting.splice(0, tooMany === -1 ? waiting.length : Math.max(1, tooMany))
  }

  /** Half of those who send can come while the other half is on its way to the disk. */
  function expectBack(senders: number): void {
    wanted = syncMs > SLOW_SYNC_MS ? senders : Math.ceil(senders / 2)
  }

  async function commitAll(): Promise<void> {
    clearTimeout(gathering)
    gathering = undefined
    await commit(takeBatch())
    // Not in a callback of the promise: an event added before it ran would wait for ever.
    running = undefined
    gather()
  }

  /** Once they are there: after the sockets that are readable in this turn have been read. */
  function gather(): void {
    if (running !== undefined || waiting.length === 0) {
      return
    }
    if (waiting.length >= wanted) {
      running = nextTurn().then(commitAll)
    } else {
      gathering ??= setTimeout(() => void start(), GATHER_MS)
    }
  }

  /** One at a time. */
  function start(): Promise<void> {
    running ??= commitAll()
    return running
  }

  return {
    add(event) {
      return new Promise((resolve, reject) => {
        waiting.push({ event, resolve, reject })
        gather()
      })
    },
    async flush() {
      while (running !== undefined || waiting.length > 0) {
        await start()
      }
    },
  }
}

function isAboutOne(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'not_found' || error.code === 'conflict')
}
