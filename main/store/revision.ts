import type { Database } from './database.ts'

/**
 * Answers a text that stays the same for as long as nothing in the database changes, by this
 * connection or by another one. To ask costs as much as one small query.
 */
export function createRevision(database: Database): () => string {
  const dataVersion = createDataVersion(database)
  const ownChanges = database.prepare<[], number>('SELECT total_changes()').pluck()
  return () => `${dataVersion()} ${ownChanges.get()}`
}

/**
 * Answers a number that changes when another connection commits, never by what this one writes:
 * https://sqlite.org/pragma.html#pragma_data_version
 */
export function createDataVersion(database: Database): () => number | undefined {
  const dataVersion = database.prepare<[], number>('PRAGMA data_version').pluck()
  return () => dataVersion.get()
}
