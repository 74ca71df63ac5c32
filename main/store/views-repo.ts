/** SQL for how pages were left: one text a key. */
import { withShortTimeout } from './busy-timeout.ts'
import type { Database } from './database.ts'

/** Some belong to sources that are gone by now: the oldest make room. */
const MAX_ENTRIES = 300

export interface ViewsRepo {
  list(): Record<string, string>
  /**
   * `null` forgets one; all others stay, whoever changes them at the same time. Does not wait for
   * long while another process holds the database: the page brings them again.
   */
  keep(views: ReadonlyMap<string, string | null>): void
}

export function createViewsRepo(database: Database): ViewsRepo {
  const list = database.prepare<[], { key: string; value: string }>(
    'SELECT key, value FROM views ORDER BY turn',
  )
  const keepOne = database.prepare(
    `INSERT INTO views (key, value, turn)
       VALUES (?, ?, (SELECT coalesce(max(turn), 0) + 1 FROM views))
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, turn = excluded.turn`,
  )
  const forget = database.prepare('DELETE FROM views WHERE key = ?')
  const prune = database.prepare(
    `DELETE FROM views WHERE key NOT IN
       (SELECT key FROM views ORDER BY turn DESC LIMIT ${MAX_ENTRIES})`,
  )
  const keep = database.transaction((views: ReadonlyMap<string, string | null>) => {
    for (const [key, value] of views) {
      if (value === null) {
        forget.run(key)
      } else {
        keepOne.run(key, value)
      }
    }
    prune.run()
  })
  return {
    list: () => Object.fromEntries(list.all().map(({ key, value }) => [key, value])),
    keep(views) {
      withShortTimeout(database, () => keep.immediate(views))
    },
  }
}
