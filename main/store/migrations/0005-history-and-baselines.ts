import type { Database } from '../database.ts'

export function historyAndBaselines(database: Database): void {
  database.exec(`
    ALTER TABLE runs ADD COLUMN label TEXT NOT NULL DEFAULT '';
    ALTER TABLE runs ADD COLUMN options TEXT NOT NULL DEFAULT '{}';  -- JSON
    ALTER TABLE runs ADD COLUMN payload_sha256 TEXT;

    -- What runs ran on, each text once however often it was run.
    CREATE TABLE run_payloads (
      source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
      sha256 TEXT NOT NULL,
      text TEXT NOT NULL,
      PRIMARY KEY (source_id, sha256)
    ) STRICT;

    CREATE TABLE code_versions (
      source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
      version INTEGER NOT NULL,
      code TEXT NOT NULL,
      saved_at TEXT NOT NULL,
      PRIMARY KEY (source_id, version)
    ) STRICT;
    INSERT INTO code_versions SELECT id, version, code, updated_at FROM sources;

    -- What the user accepted as the right outcome for a payload, in the form of a test case.
    CREATE TABLE baselines (
      source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
      key TEXT NOT NULL,                  -- hash of the request
      expectation TEXT NOT NULL,          -- JSON
      accepted_at TEXT NOT NULL,
      PRIMARY KEY (source_id, key)
    ) STRICT;
  `)
}
