import type { Database } from '../database.ts'

export function baselineSecrets(database: Database): void {
  database.exec(`
    -- Whether what was accepted held a secret of then, which may be another one by now. Of what was
    -- accepted before, nobody knows.
    ALTER TABLE baselines ADD COLUMN held_secret INTEGER;
  `)
}
