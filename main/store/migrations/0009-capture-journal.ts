import type { Database } from '../database.ts'

export function captureJournal(database: Database): void {
  database.exec(`
    -- How far the journal of captured events has been brought in here.
    CREATE TABLE capture_journal (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      applied INTEGER NOT NULL            -- sequence of the journal's newest event that was
    ) STRICT;
    INSERT INTO capture_journal VALUES (1, 0);
  `)
}
