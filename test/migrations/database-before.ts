/** A database as it was before a migration, with one source. */
import Sqlite from 'better-sqlite3'
import { migrate, type Migration } from '#main/store/migrate'
import { migrations } from '#main/store/migrations'

export function databaseBefore(version: number) {
  const before = migrations.filter((migration) => migration.version < version)
  const database = new Sqlite(':memory:')
  database.pragma('foreign_keys = ON')
  migrate(database, before)
  database.exec(`
    INSERT INTO sources (id, name, slug, profile, handler, code, version, token, sample_payload,
      created_at, updated_at)
      VALUES ('s', 'S', 's', '2019', 'modern', 'the code', 7, 't', '', 'then', 'later')
  `)
  return {
    database,
    migrateBy: (up: Migration['up']) => migrate(database, [...before, { version, up }]),
  }
}
