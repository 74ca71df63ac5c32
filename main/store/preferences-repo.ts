/** SQL for app-wide preferences: one JSON value a key. */
import type { Database } from './database.ts'

export interface PreferencesRepo {
  all(): Record<string, unknown>
  set(values: Readonly<Record<string, unknown>>): void
  /**
   * Does `work` unless it was done before under this key, in the transaction that notes it: of two
   * processes that start at once one does it, and all of it.
   */
  once(key: string, work: () => void): void
}

export function createPreferencesRepo(database: Database): PreferencesRepo {
  const all = database.prepare<[], { key: string; value: string }>('SELECT * FROM preferences')
  const upsert = database.prepare(
    `INSERT INTO preferences (key, value) VALUES (?, ?)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  )
  const set = database.transaction((values: Readonly<Record<string, unknown>>) => {
    for (const [key, value] of Object.entries(values)) {
      // Electron's IPC keeps what is `undefined`; it changes nothing.
      if (value !== undefined) {
        upsert.run(key, JSON.stringify(value))
      }
    }
  })

  function readAll(): Record<string, unknown> {
    return Object.fromEntries(
      all.all().map(({ key, value }) => [key, JSON.parse(value) as unknown]),
    )
  }

  const once = database.transaction((key: string, work: () => void) => {
    if (readAll()[key] !== true) {
      set({ [key]: true })
      work()
    }
  })

  return {
    all: readAll,
    set(values) {
      set.immediate(values)
    },
    once(key, work) {
      once.immediate(key, work)
    },
  }
}
