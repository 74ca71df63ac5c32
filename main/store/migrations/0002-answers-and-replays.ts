import type { Database } from '../database.ts'

export function answersAndReplays(database: Database): void {
  database.exec(`
    -- A source without a row gives the default answer.
    CREATE TABLE source_answers (
      source_id TEXT PRIMARY KEY REFERENCES sources (id) ON DELETE CASCADE,
      config TEXT NOT NULL                -- JSON
    ) STRICT;

    -- Which setting holds the secret of the sender; the setting itself may be gone or renamed.
    CREATE TABLE signing_settings (
      source_id TEXT PRIMARY KEY REFERENCES sources (id) ON DELETE CASCADE,
      setting_name TEXT NOT NULL
    ) STRICT;

    CREATE TABLE replays (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
      event_id TEXT NOT NULL,             -- outlives the event, which the ring may drop
      started_at TEXT NOT NULL,
      replay TEXT NOT NULL                -- JSON, secrets masked
    ) STRICT;
    CREATE INDEX replays_by_source ON replays (source_id, sequence);
  `)
}
