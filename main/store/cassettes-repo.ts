/** SQL for cassettes: recorded calls as text, one a source and name. */
import type { Database } from './database.ts'

export interface StoredCassette {
  readonly text: string
  readonly recordedAt: string
}

export interface CassettesRepo {
  isThere(sourceId: string): boolean
  find(sourceId: string): StoredCassette | undefined
  set(sourceId: string, cassette: StoredCassette): void
  delete(sourceId: string): void
}

/** Room for several a source; so far each has one. */
const NAME = 'default'

export function createCassettesRepo(database: Database): CassettesRepo {
  const find = database.prepare<[string, string], { text: string; recorded_at: string }>(
    'SELECT text, recorded_at FROM cassettes WHERE source_id = ? AND name = ?',
  )
  const isThere = database
    .prepare<[string, string], number>('SELECT 1 FROM cassettes WHERE source_id = ? AND name = ?')
    .pluck()
  const replace = database.prepare(
    `INSERT OR REPLACE INTO cassettes (source_id, name, recorded_at, text)
     VALUES (?, ?, ?, ?)`,
  )
  const remove = database.prepare('DELETE FROM cassettes WHERE source_id = ?')
  return {
    isThere: (sourceId) => isThere.get(sourceId, NAME) === 1,
    find(sourceId) {
      const row = find.get(sourceId, NAME)
      return row === undefined ? undefined : { text: row.text, recordedAt: row.recorded_at }
    },
    set(sourceId, { text, recordedAt }) {
      replace.run(sourceId, NAME, recordedAt, text)
    },
    delete(sourceId) {
      remove.run(sourceId)
    },
  }
}
