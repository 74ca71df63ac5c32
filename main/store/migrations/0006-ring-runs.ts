import type { Database } from '../database.ts'

export function ringRuns(database: Database): void {
  database.exec(`
    -- The run of all events that a run was part of; NULL for a run of its own.
    ALTER TABLE runs ADD COLUMN ring_id TEXT;
  `)
}
