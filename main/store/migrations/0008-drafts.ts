import type { Database } from '../database.ts'

export function drafts(database: Database): void {
  database.exec(`
    -- What was typed and not saved, as the pages of browser mode know it.
    CREATE TABLE drafts (
      source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      kept_at INTEGER NOT NULL,           -- milliseconds, by the clock of the page
      value TEXT,                         -- JSON; NULL when it was saved or taken back
      PRIMARY KEY (source_id, name)
    ) STRICT;
  `)
}
