import type { Database } from '../database.ts'

export function views(database: Database): void {
  database.exec(`
    -- How the pages of browser mode were left. They stood in one value of the preferences before.
    CREATE TABLE views (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL,                -- JSON
      turn INTEGER NOT NULL               -- grows with each change, the oldest make room
    ) STRICT;
    INSERT OR REPLACE INTO views (key, value, turn)
      SELECT json_extract(e.value, '$[0]'), json_extract(e.value, '$[1]'), e.key
      FROM preferences p, json_each(iif(json_valid(p.value), p.value, '[]')) e
      WHERE p.key = 'viewState' AND e.type = 'array'
        AND json_type(e.value, '$[0]') = 'text' AND json_type(e.value, '$[1]') = 'text';
    DELETE FROM preferences WHERE key = 'viewState';
  `)
}
