/** Other processes write to the same database; one of them may be a newer Hookbench. */
import { assertSchema, type Database } from '#main/store/database'
import { watchOtherProcesses } from '#main/store/watch-other-processes'
import { AppError } from '#preload/errors'
import type { EventBus } from './event-bus.ts'

export interface SchemaWatch {
  /** Throws `database_newer` once the database is another version's. */
  assertUsable(): void
  stop(): void
}

/** `onOutdated` ends what would go on writing by itself. */
export function watchSchema(
  database: Database,
  bus: Pick<EventBus, 'publish'>,
  onOutdated: () => void,
): SchemaWatch {
  let outdated: AppError | undefined
  const watch = watchOtherProcesses(database, () => {
    try {
      assertSchema(database)
      bus.publish('store.changed', {})
    } catch (error) {
      if (error instanceof AppError && error.code === 'database_newer' && outdated === undefined) {
        outdated = error
        onOutdated()
        bus.publish('store.outdated', { message: error.message, hint: error.hint ?? '' })
      }
    }
  })
  return {
    assertUsable() {
      if (outdated !== undefined) {
        throw outdated
      }
    },
    stop: () => watch.stop(),
  }
}
