import Sqlite from 'better-sqlite3'
import { migrate } from '#main/store/migrate'
import { initial } from '#main/store/migrations/0001-initial'
import { answersAndReplays } from '#main/store/migrations/0002-answers-and-replays'
import { describe, expect, it } from 'vitest'

const first = { version: 1, up: initial }
const second = { version: 2, up: answersAndReplays }

describe('migration 0002', () => {
  it('adds its tables to a database with a source and leaves that as it was', () => {
    const database = new Sqlite(':memory:')
    database.pragma('foreign_keys = ON')
    migrate(database, [first])
    database.exec(
      `INSERT INTO sources VALUES ('s', 'S', 's', '2019', 'modern', 'code', 1, 't', '', NULL, NULL, 1, '', '')`,
    )
    const before = database.prepare('SELECT * FROM sources').all()
    migrate(database, [first, second])
    expect(database.prepare('SELECT * FROM sources').all()).toEqual(before)
    database.exec(`
      INSERT INTO source_answers VALUES ('s', '{}');
      INSERT INTO signing_settings VALUES ('s', 'secret');
      INSERT INTO replays (id, source_id, event_id, started_at, replay) VALUES ('r', 's', 'e', '', '{}');
      DELETE FROM sources;
    `)
    for (const table of ['source_answers', 'signing_settings', 'replays']) {
      expect(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 })
      expect(
        database.prepare(`SELECT strict FROM pragma_table_list WHERE name = '${table}'`).get(),
      ).toEqual({ strict: 1 })
    }
  })
})
