import type { Database } from '../database.ts'

export function eventMarks(database: Database): void {
  database.exec(`
    ALTER TABLE sources ADD COLUMN methods TEXT NOT NULL DEFAULT '["POST"]';  -- JSON
    ALTER TABLE captured_events ADD COLUMN via_tunnel INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE captured_events ADD COLUMN receive_ms REAL;  -- NULL: imported, or older than this

    -- What became of an event after it was stored; most have no row. Kept apart so that marking
    -- an event does not write its body again.
    CREATE TABLE event_marks (
      source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
      sequence INTEGER NOT NULL,          -- of captured_events
      pinned INTEGER NOT NULL DEFAULT 0,
      note TEXT NOT NULL DEFAULT '',
      gone TEXT CHECK (gone IN ('evicted', 'deleted')),  -- NULL: it is there
      gone_at INTEGER,                    -- milliseconds
      PRIMARY KEY (source_id, sequence)
    ) STRICT, WITHOUT ROWID;

    CREATE VIEW present_events AS
      SELECT e.*, coalesce(m.pinned, 0) AS pinned, coalesce(m.note, '') AS note
      FROM captured_events e
      LEFT JOIN event_marks m ON m.source_id = e.source_id AND m.sequence = e.sequence
      WHERE m.gone IS NULL;
  `)
}
