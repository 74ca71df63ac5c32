import Sqlite from 'better-sqlite3'
import { migrate } from '#main/store/migrate'
import { migrations } from '#main/store/migrations'
import { ringRuns } from '#main/store/migrations/0006-ring-runs'
import { expect, it } from 'vitest'

const before = migrations.filter(({ version }) => version < 6)

it('takes the runs of before for runs of their own', () => {
  const database = new Sqlite(':memory:')
  database.pragma('foreign_keys = ON')
  migrate(database, before)
  database.exec(`
    INSERT INTO sources (id, name, slug, profile, handler, code, version, token, sample_payload,
      created_at, updated_at)
      VALUES ('s', 'S', 's', '2019', 'modern', 'the code', 7, 't', '', 'then', 'later');
    INSERT INTO runs (id, source_id, source_version, event_id, started_at, result)
      VALUES ('r', 's', 7, NULL, 'now', '{}');
  `)
  migrate(database, [...before, { version: 6, up: ringRuns }])
  expect(database.prepare('SELECT id, ring_id FROM runs').all()).toEqual([
    { id: 'r', ring_id: null },
  ])
})
