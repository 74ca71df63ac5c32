import Sqlite from 'better-sqlite3'
import { migrate } from '#main/store/migrate'
import { migrations } from '#main/store/migrations'
import { drafts } from '#main/store/migrations/0008-drafts'
import { expect, it } from 'vitest'

const before = migrations.filter(({ version }) => version < 8)

it('keeps drafts of a source, which go when it goes', () => {
  const database = new Sqlite(':memory:')
  database.pragma('foreign_keys = ON')
  migrate(database, before)
  database.exec(`
    INSERT INTO sources (id, name, slug, profile, handler, code, version, token, sample_payload,
      created_at, updated_at)
      VALUES ('s', 'S', 's', '2019', 'modern', 'the code', 7, 't', '', 'then', 'later');
  `)
  migrate(database, [...before, { version: 8, up: drafts }])
  const insert = database.prepare('INSERT INTO drafts VALUES (?, ?, ?, ?)')
  insert.run('s', 'code', 1, '{}')
  expect(() => insert.run('nowhere', 'code', 1, '{}')).toThrow('FOREIGN KEY')
  database.exec('DELETE FROM sources')
  expect(database.prepare('SELECT * FROM drafts').all()).toEqual([])
})
