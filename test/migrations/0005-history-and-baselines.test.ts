import { historyAndBaselines } from '#main/store/migrations/0005-history-and-baselines'
import { expect, it } from 'vitest'
import { databaseBefore } from './database-before.ts'

it('keeps runs and the saved code of a database from before, and adds strict tables', () => {
  const { database, migrateBy } = databaseBefore(5)
  database.exec(`
    INSERT INTO runs (id, source_id, source_version, event_id, started_at, result)
      VALUES ('r', 's', 7, NULL, 'now', '{}');
  `)
  migrateBy(historyAndBaselines)
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
