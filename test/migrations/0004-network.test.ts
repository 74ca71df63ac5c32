import Sqlite from 'better-sqlite3'
import { migrate } from '#main/store/migrate'
import { migrations } from '#main/store/migrations'
import { network } from '#main/store/migrations/0004-network'
import { expect, it } from 'vitest'

const before = migrations.filter(({ version }) => version < 4)

it('lets the functions of before call as they did, and keeps cassettes with their source', () => {
  const database = new Sqlite(':memory:')
  database.pragma('foreign_keys = ON')
  migrate(database, before)
  database.exec(`
    INSERT INTO sources (id, name, slug, profile, handler, code, version, token, sample_payload,
      created_at, updated_at)
      VALUES ('s', 'S', 's', '2019', 'modern', 'the code', 7, 't', '', 'then', 'later');
  `)
  migrate(database, [...before, { version: 4, up: network }])
  expect(database.prepare('SELECT network_policy FROM sources').all()).toEqual([
    { network_policy: 'allow' },
  ])
  database.exec(`INSERT INTO cassettes (source_id, recorded_at, text) VALUES ('s', 'now', '{}')`)
  expect(database.prepare('SELECT name FROM cassettes').all()).toEqual([{ name: 'default' }])
  database.exec('DELETE FROM sources')
  expect(database.prepare('SELECT count(*) AS n FROM cassettes').get()).toEqual({ n: 0 })
  expect(
    database.prepare(`SELECT strict FROM pragma_table_list WHERE name = 'cassettes'`).get(),
  ).toEqual({ strict: 1 })
})
