/** Brings a database up to the newest schema; the version is SQLite's `user_version`. */
import { AppError } from '#preload/errors'
import type { Database } from './database.ts'

export interface Migration {
  /** Strictly increasing; the number at the start of the file's name. */
  readonly version: number
  readonly up: (database: Database) => void
}

/** All pending migrations run in one transaction: a failure leaves the file as it was. */
export function migrate(database: Database, migrations: readonly Migration[]): void {
  migrations.forEach((migration, index) => {
    const previous = migrations[index - 1]
    if (previous !== undefined && previous.version >= migration.version) {
      throw new Error(`migration ${migration.version} does not come after ${previous.version}`)
    }
  })
  const newest = migrations.at(-1)?.version ?? 0
  // The version is read inside the write lock: two processes may start at the same moment.
  database
    .transaction(() => {
      const current = Number(database.pragma('user_version', { simple: true }))
      refuseNewer(current, newest)
      for (const migration of migrations) {
        if (migration.version > current) {
          migration.up(database)
        }
      }
      if (newest > current) {
        database.pragma(`user_version = ${newest}`)
      }
    })
    .immediate()
}

function refuseNewer(current: number, newest: number): void {
  if (current > newest) {
    throw new AppError(
      'database_newer',
      `This database was written by a newer Hookbench (schema ${current}, known up to ${newest}).`,
      { hint: 'Update Hookbench, or choose another data folder.' },
    )
  }
}

/** Throws `database_newer` when another process has migrated the open database meanwhile. */
export function assertKnownSchema(database: Database, migrations: readonly Migration[]): void {
  const current = Number(database.pragma('user_version', { simple: true }))
  refuseNewer(current, migrations.at(-1)?.version ?? 0)
}
