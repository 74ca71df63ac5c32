/**
 * Webhooks that an earlier process had answered, and for which there was no room in the database at
 * the start. They stay in the journal, and come into the database as soon as it takes them: each
 * once, since it knows which of them it has.
 */
import type { Database } from '#main/store/database'
import { createEventsRepo } from '#main/store/events-repo'
import { readJournal, recoverJournal } from '#main/store/journal/recover'
import type { JournaledEvent } from '#main/store/journal/record'
import { CAPTURE_LEASE, createLeasesRepo } from '#main/store/leases-repo'
import { storeFailure } from '#main/store/store-failure'
import { AppError } from '#preload/errors'
import type { StoreTrouble } from '#preload/model'
import type { EventBus } from './event-bus.ts'
import type { Logger } from './logger.ts'

export interface LeftJournal {
  /** Why they are not in the database; `null` when all are. */
  trouble(): StoreTrouble | null
  /** The same after another try; throws what this process cannot do. */
  bringIn(): StoreTrouble | null
  dispose(): void
}

const RETRY_MS = 5000

const WHY = new AppError(
  'disk_full',
  'The disk is full: webhooks that came before are not shown.',
  {
    hint: 'Free some space, then try again. They are safe beside the database, in captures.journal.',
  },
)

export interface LeftJournalDependencies {
  readonly database: Database
  /** At the start. */
  readonly isLeft: boolean
  readonly bus: Pick<EventBus, 'publish'>
  readonly logger: Logger
}

export function createLeftJournal(dependencies: LeftJournalDependencies): LeftJournal {
  const { database, bus, logger } = dependencies
  let { isLeft } = dependencies
  const events = createEventsRepo(database)
  const leases = createLeasesRepo(database)
  const unread = (): JournaledEvent[] => readJournal(database, events.applied())
  // What another process captures meanwhile comes after it, and is not what was left.
  const newest = isLeft ? (unread().at(-1)?.sequence ?? 0) : 0

  function trouble(): StoreTrouble | null {
    if (!isLeft) {
      return null
    }
    const other = leases.holderOf(CAPTURE_LEASE)
    return other === undefined
      ? { code: 'disk_full', message: WHY.message, hint: WHY.hint ?? '' }
      : {
          code: 'capture_owned',
          message: 'Webhooks that came before are not shown yet.',
          hint: `They are brought in by ${other.holder} (process ${other.pid}), which captures now.`,
        }
  }

  function bringIn(): StoreTrouble | null {
    if (!isLeft) {
      return null
    }
    try {
      recoverJournal(database)
      isLeft = unread().some(({ sequence }) => sequence <= newest)
    } catch (error) {
      const failure = storeFailure(error)
      throw failure instanceof AppError && failure.code === 'disk_full' ? WHY : failure
    }
    if (!isLeft) {
      clearInterval(timer)
      bus.publish('store.changed', {})
    }
    return trouble()
  }

  function tryAgain(): void {
    try {
      bringIn()
    } catch {
      // The window says it until it works.
    }
  }

  const timer = isLeft ? setInterval(tryAgain, RETRY_MS).unref() : undefined
  if (isLeft) {
    logger.log('warn', `${WHY.message} ${WHY.hint}`)
  }
  return {
    trouble,
    bringIn,
    dispose: () => clearInterval(timer),
  }
}
