import { network } from '#main/store/migrations/0004-network'
import { expect, it } from 'vitest'
import { databaseBefore } from './database-before.ts'

it('lets the functions of before call as they did, and keeps cassettes with their source', () => {
  const { database, migrateBy } = databaseBefore(4)
  migrateBy(network)
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
