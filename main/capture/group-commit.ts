/**
 * Turns many small writes into few: the events of one turn of the loop are journaled together,
 * and while the disk syncs them the next ones gather. A promise settles only when its event
 * survives a loss of power. A moment later the events are in the database.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Committed } from '#main/store/event-inserts'
import type { EventsRepo, NewEvent } from '#main/store/events-repo'
import type { CaptureJournal } from '#main/store/journal/capture-journal'
import { createBatchChecks } from './batch-checks.ts'
import { createJournalApplier } from './journal-applier.ts'

export type CapturedEvents = Pick<EventsRepo, 'admit' | 'apply' | 'applied' | 'revision' | 'sync'>

export interface GroupCommit {
  /**
   * To be called before the first `add`, by the one process that captures. `isAnew`: others may
   * have captured since it was called last.
   */
  begin(isAnew: boolean): Promise<void>
  /** Rejects with what `admit` throws, or with the reason why the disk did not take the event. */
  add(event: NewEvent): Promise<void>
  /** Brings what is acknowledged into the database now, or as soon as that takes it. */
  settle(): void
  /** After the last `add`: resolves when all of it is settled, in the database where possible. */
  end(): Promise<void>
}

interface Waiting {
  readonly event: NewEvent
  resolve(): void
  reject(error: unknown): void
}

/** What is written and synced at once; more saves nothing and holds up the process. */
const MAX_BATCH_BYTES = 4 * 1024 * 1024

/** How long a commit waits for senders that are expected back, and then do not come. */
const GATHER_MS = 1

/** `isOurs`: no other process has begun to use the journal. */
export function createGroupCommit(
  events: CapturedEvents,
  journal: CaptureJournal,
  isOurs: () => boolean,
  onCommitted: (committed: Committed) => void,
  onFailure: (error: unknown) => void,
): GroupCommit {
  const applier = createJournalApplier(events, onCommitted, onFailure)
  const checks = createBatchChecks(events, isOurs)
  const waiting: Waiting[] = []
  let isOpen = false
  let running: Promise<void> | undefined
  /**
   * A sync costs the same for one event as for many, and senders that were just answered come
   * back at once: a commit waits until as many are there as there were the last time.
   */
  let wanted = 1
  let gathering: NodeJS.Timeout | undefined

  /** Answers with what tells the senders: that comes after the next batch is on its way. */
  async function commit(batch: readonly Waiting[]): Promise<() => void> {
    const admitted = admit(batch)
    if (admitted.length === 0) {
      return nothing
    }
    try {
      checks.refuseWhenTakenOver()
      if (journal.isFull || applier.isRefused) {
        await makeRoom()
      }
      applier.push(await journal.append(admitted.map(({ event }) => event)))
      wanted = admitted.length + waiting.length
    } catch (error) {
      return () => admitted.forEach((one) => one.reject(error))
    }
    return () => admitted.forEach((one) => one.resolve())
  }

  /** A source that was just deleted, or whose ring is full of pins, costs only its own events. */
  function admit(batch: readonly Waiting[]): Waiting[] {
    try {
      checks.lookAgain()
    } catch (error) {
      batch.forEach(({ reject }) => reject(error))
      return []
    }
    const refusals = new Map<string, unknown>()
    for (const sourceId of new Set(batch.map(({ event }) => event.sourceId))) {
      try {
        checks.admit(sourceId)
      } catch (error) {
        refusals.set(sourceId, error)
      }
    }
    return batch.filter(({ event, reject }) => {
      const isRefused = refusals.has(event.sourceId)
      if (isRefused) {
        reject(refusals.get(event.sourceId))
      }
      return !isRefused
    })
  }

  async function makeRoom(): Promise<void> {
    if (journal.isFull) {
      await applier.applyDurably()
      checks.lookAgain()
      checks.refuseWhenTakenOver()
      journal.rewind()
    } else if (applier.isRefused) {
      // What would be acknowledged now might not be seen for long.
      applier.apply()
    }
  }

  function takeBatch(): Waiting[] {
    let bytes = 0
    const tooMany = waiting.findIndex(({ event }) => {
      bytes += sizeOf(event)
      return bytes > MAX_BATCH_BYTES
    })
    return waiting.splice(0, tooMany === -1 ? waiting.length : Math.max(1, tooMany))
  }

  async function commitAll(): Promise<void> {
    clearTimeout(gathering)
    gathering = undefined
    const tell = await commit(takeBatch())
    // Not in a callback of the promise: an event added before it ran would wait for ever.
    running = undefined
    // The disk works while the senders have their answers and send what comes next.
    if (waiting.length >= wanted) {
      void start()
    }
    tell()
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
    async begin(isAnew) {
      if (isOpen && !isAnew) {
        return
      }
      if (isOpen) {
        isOpen = false
        journal.close(true)
      }
      await applier.applyDurably()
      // What a process left that was killed since this one opened the database.
      applier.push(journal.read(events.applied()))
      await applier.applyDurably()
      journal.open(events.applied())
      isOpen = true
    },
    add(event) {
      return new Promise((resolve, reject) => {
        waiting.push({ event, resolve, reject })
        gather()
      })
    },
    settle() {
      try {
        applier.apply()
      } catch {
        // Told of by the applier, and tried again.
      }
    },
    async end() {
      while (running !== undefined || waiting.length > 0) {
        await start()
      }
      if (!isOpen) {
        // It may not have been possible to begin.
        applier.rest()
        return
      }
      isOpen = false
      try {
        await applier.applyDurably()
        journal.close(!isOurs())
      } catch {
        // Told of; whoever captures or opens the database next brings it in.
        applier.rest()
        journal.close(true)
      }
    },
  }
}

function sizeOf({ request }: NewEvent): number {
  return request.rawHeaders.reduce(
    (sum, [name, value]) => sum + name.length + value.length,
    request.body.byteLength,
  )
}

function nothing(): void {}
