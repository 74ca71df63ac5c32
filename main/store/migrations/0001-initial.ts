import type { Database } from '../database.ts'

export function initial(database: Database): void {
  database.exec(`
    CREATE TABLE sources (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      slug TEXT NOT NULL UNIQUE,
      profile TEXT NOT NULL,
      handler TEXT NOT NULL,
      code TEXT NOT NULL,
      version INTEGER NOT NULL,
      token TEXT NOT NULL UNIQUE,
      sample_payload TEXT NOT NULL,
      target TEXT,                        -- JSON, without credentials
      write_key BLOB,                     -- sealed
      next_event_number INTEGER NOT NULL DEFAULT 1,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE settings (
      source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      name TEXT NOT NULL,
      label TEXT NOT NULL,
      type TEXT NOT NULL,
      description TEXT NOT NULL,
      required INTEGER NOT NULL,
      encrypted INTEGER NOT NULL,
      value TEXT,                         -- JSON, when not encrypted
      sealed BLOB,                        -- sealed JSON, when encrypted
      PRIMARY KEY (source_id, name)
    ) STRICT;

    CREATE TABLE captured_events (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      received_at TEXT NOT NULL,
      method TEXT NOT NULL,
      path TEXT NOT NULL,
      query TEXT NOT NULL,
      http_version TEXT NOT NULL,
      remote_address TEXT NOT NULL,
      raw_headers TEXT NOT NULL,          -- JSON list of [name, value]
      content_type TEXT,
      title TEXT NOT NULL,
      size INTEGER NOT NULL,
      body_sha256 TEXT NOT NULL,
      body BLOB NOT NULL
    ) STRICT;
    CREATE INDEX captured_events_by_source ON captured_events (source_id, sequence);

    CREATE TABLE runs (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
      source_version INTEGER NOT NULL,
      event_id TEXT,                      -- outlives the event, which the ring may drop
      started_at TEXT NOT NULL,
      result TEXT NOT NULL                -- JSON
    ) STRICT;
    CREATE INDEX runs_by_source ON runs (source_id, sequence);

    CREATE TABLE pushes (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
      run_id TEXT NOT NULL,
      started_at TEXT NOT NULL,
      ok INTEGER NOT NULL,
      requests TEXT NOT NULL              -- JSON
    ) STRICT;
    CREATE INDEX pushes_by_source ON pushes (source_id, sequence);

    CREATE TABLE preferences (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL                 -- JSON
    ) STRICT;

    -- What only one process may hold at a time: the capture port and the tunnel.
    CREATE TABLE leases (
      name TEXT PRIMARY KEY,
      pid INTEGER NOT NULL,
      holder TEXT NOT NULL,
      since TEXT NOT NULL
    ) STRICT;
  `)
}
