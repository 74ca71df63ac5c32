import type { Database } from '../database.ts'

export function unmaskedRuns(database: Database): void {
  database.exec(`
    -- Kept when secrets were not known by other spellings, in names, or at all: whoever shows one
    -- has to look. Those that are kept from now on say what is shown of them.
    ALTER TABLE runs ADD COLUMN is_unmasked INTEGER NOT NULL DEFAULT 0;
    UPDATE runs SET is_unmasked = 1;
  `)
}
