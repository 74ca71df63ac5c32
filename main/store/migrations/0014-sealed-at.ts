import type { Database } from '../database.ts'

export function sealedAt(database: Database): void {
  database.exec(`
    -- When the value was: runs from before may have shown it. Of those that are sealed already nobody
    -- knows, so that all runs of until now may have.
    ALTER TABLE settings ADD COLUMN sealed_at TEXT;
    UPDATE settings SET sealed_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE sealed IS NOT NULL;
  `)
}
