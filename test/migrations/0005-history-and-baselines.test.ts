import Sqlite from 'better-sqlite3'
import { migrate } from '#main/store/migrate'
import { migrations } from '#main/store/migrations'
import { historyAndBaselines } from '#main/store/migrations/0005-history-and-baselines'
import { expect, it } from 'vitest'

const before = migrations.filter(({ version }) => version < 5)

it('keeps runs and the saved code of a database from before, and adds strict tables', () => {
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
  migrate(database, [...before, { version: 5, up: historyAndBaselines }])
  expect(database.prepare('SELECT label, options, payload_sha256 FROM runs').all()).toEqual([
    { label: '', options: '{}', payload_sha256: null },
  ])
  expect(database.prepare('SELECT * FROM code_versions').all()).toEqual([
    { source_id: 's', version: 7, code: 'the code', saved_at: 'later' },
  ])
  database.exec(`
    INSERT INTO run_payloads VALUES ('s', 'h', 'text');
    INSERT INTO baselines VALUES ('s', 'k', '{}', 'now');
    DELETE FROM sources;
  `)
  for (const table of ['run_payloads', 'code_versions', 'baselines', 'runs']) {
    expect(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 })
    expect(
      database.prepare(`SELECT strict FROM pragma_table_list WHERE name = '${table}'`).get(),
    ).toEqual({ strict: 1 })
  }
})
