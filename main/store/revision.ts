import type { Database } from './database.ts'

/**
 * Answers a text that stays the same for as long as nothing in the database changes, by this
 * connection or by another one. To ask costs as much as one small query.
 */
export function createRevision(database: Database): () => string {
  // https://sqlite.org/pragma.html#pragma_data_version: what other connections committed.
  const dataVersion = database.prepare<[], number>('PRAGMA data_version').pluck()
  const ownChanges = database.prepare<[], number>('SELECT total_changes()').pluck()
  return () => `${dataVersion.get()} ${ownChanges.get()}`
}
