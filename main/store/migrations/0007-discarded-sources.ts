import type { Database } from '../database.ts'

export function discardedSources(database: Database): void {
  database.exec(`
    -- When it was deleted; until it is removed for good, that can be undone. NULL: it is there.
    ALTER TABLE sources ADD COLUMN discarded_at TEXT;
    -- The slug it had: another source may take it in the meantime.
    ALTER TABLE sources ADD COLUMN discarded_slug TEXT;
  `)
}
