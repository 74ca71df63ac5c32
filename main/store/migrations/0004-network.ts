import type { Database } from '../database.ts'

export function network(database: Database): void {
  database.exec(`
    ALTER TABLE sources ADD COLUMN network_policy TEXT NOT NULL DEFAULT 'allow';

    -- Recorded calls of a function, without credentials.
    CREATE TABLE cassettes (
      source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
      name TEXT NOT NULL DEFAULT 'default',
      recorded_at TEXT NOT NULL,
      text TEXT NOT NULL,                 -- JSON
      PRIMARY KEY (source_id, name)
    ) STRICT;
  `)
}
