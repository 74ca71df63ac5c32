/**
 * Turns many small writes into few transactions: the events of one turn of the loop are
 * committed together, and while the disk syncs them the next ones gather. A promise settles
 * only when its event survives a loss of power.
 */
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
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

export function createGroupCommit(
  events: DurableEvents,
  onCommitted: (committed: Committed) => void,
  onFailure: (error: unknown) => void,
): GroupCommit {
  const waiting: Waiting[] = []
  let running: Promise<void> | undefined

  async function commit(batch: readonly Waiting[]): Promise<void> {
    const startedAt = performance.now()
    let committed: Committed
    try {
      committed = await addDurably(
        events,
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
    // The senders have their answers first. Many come back with their next event at once: on a
    // slow disk it pays to wait for them, as half of them would else be a sync behind.
    const slow = performance.now() - startedAt > SLOW_SYNC_MS
    await (slow && batch.length > 1 ? pause(1) : nextTurn())
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

  async function commitAll(): Promise<void> {
    while (waiting.length > 0) {
      await commit(takeBatch())
    }
    // Not in a callback of the promise: an event added before it ran would wait for ever.
    running = undefined
  }

  /** One at a time, and whoever asks meanwhile waits for the same one. */
  function flush(): Promise<void> {
    if (running === undefined && waiting.length > 0) {
      running = commitAll()
    }
    return running ?? Promise.resolve()
  }

  return {
    add(event) {
      return new Promise((resolve, reject) => {
        waiting.push({ event, resolve, reject })
        if (waiting.length === 1 && running === undefined) {
          // After the sockets that are readable in this turn of the loop have been read.
          setImmediate(() => void flush())
        }
      })
    },
    flush,
  }
}

function isAboutOne(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'not_found' || error.code === 'conflict')
}
