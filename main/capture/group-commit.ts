/**
 * Turns many small writes into few transactions: what arrives while one is written waits for
 * the next, so that concurrent senders share one sync to disk. A promise settles only when its
 * event is on disk.
 */
import type { EventsRepo, NewEvent } from '#main/store/events-repo'

export interface GroupCommit {
  add(event: NewEvent): Promise<void>
  /** Writes what is waiting now. */
  flush(): void
}

interface Waiting {
  readonly event: NewEvent
  resolve(): void
  reject(error: unknown): void
}

export type Committed = ReturnType<EventsRepo['addAll']>

export function createGroupCommit(
  events: Pick<EventsRepo, 'addAll'>,
  onCommitted: (committed: Committed) => void,
): GroupCommit {
  let waiting: Waiting[] = []

  function commit(batch: readonly Waiting[]): void {
    let committed: Committed
    try {
      committed = events.addAll(batch.map(({ event }) => event))
    } catch (error) {
      if (batch.length === 1) {
        batch[0]?.reject(error)
        return
      }
      // One event that cannot be stored (its source was just deleted) must not cost the others.
      for (const one of batch) {
        commit([one])
      }
      return
    }
    for (const one of batch) {
      one.resolve()
    }
    onCommitted(committed)
  }

  function flush(): void {
    const batch = waiting
    waiting = []
    if (batch.length > 0) {
      commit(batch)
    }
  }

  return {
    add(event) {
      return new Promise((resolve, reject) => {
        // After the sockets that are readable in this turn of the loop have been read.
        if (waiting.length === 0) {
          setImmediate(flush)
        }
        waiting.push({ event, resolve, reject })
      })
    },
    flush,
  }
}
