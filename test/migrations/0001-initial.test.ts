import Sqlite from 'better-sqlite3'
import { migrate } from '#main/store/migrate'
import { initial } from '#main/store/migrations/0001-initial'
import { describe, expect, it } from 'vitest'

const first = { version: 1, up: initial }

describe('migration 0001', () => {
  it('makes the tables, each strict', () => {
    const database = new Sqlite(':memory:')
    migrate(database, [first])
    const tables = database
      .prepare<[], { name: string; strict: number }>(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' ORDER BY name",
      )
      .all()
    expect(tables.map(({ name }) => name)).toEqual([
      'captured_events',
      'leases',
      'preferences',
      'pushes',
      'runs',
      'settings',
      'sources',
    ])
    expect(tables.every(({ strict }) => strict === 1)).toBe(true)
  })

  it('deletes what belongs to a source with it', () => {
    const database = new Sqlite(':memory:')
    migrate(database, [first])
    database.pragma('foreign_keys = ON')
    database.exec(`
      INSERT INTO sources VALUES ('s', 'S', 's', '2019', 'modern', '', 1, 't', '', NULL, NULL, 1, '', '');
      INSERT INTO settings VALUES ('s', 0, 'a', 'A', 'STRING', '', 0, 0, '"x"', NULL);
      INSERT INTO captured_events VALUES (1, 'e', 's', 1, '', 'POST', '/', '', '1.1', '', '[]', NULL, '', 0, '', x'');
      INSERT INTO runs VALUES (1, 'r', 's', 1, NULL, '', '{}');
      INSERT INTO pushes VALUES (1, 'p', 's', 'r', '', 1, '[]');
      DELETE FROM sources;
    `)
    for (const table of ['settings', 'captured_events', 'runs', 'pushes']) {
      expect(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 })
    }
  })

  it('is refused out of order, and a failing one leaves the database untouched', () => {
    const database = new Sqlite(':memory:')
    expect(() => migrate(database, [first, first])).toThrow(/does not come after/)
    const failing = {
      version: 2,
      up: () => {
        throw new Error('no')
      },
    }
    expect(() => migrate(database, [first, failing])).toThrow('no')
    expect(database.pragma('user_version', { simple: true })).toBe(0)
    expect(database.prepare('SELECT count(*) AS n FROM sqlite_master').get()).toEqual({ n: 0 })
  })
})
