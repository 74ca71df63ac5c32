import { drafts } from '#main/store/migrations/0008-drafts'
import { expect, it } from 'vitest'
import { databaseBefore } from './database-before.ts'

it('keeps drafts of a source, which go when it goes', () => {
  const { database, migrateBy } = databaseBefore(8)
  migrateBy(drafts)
  const insert = database.prepare('INSERT INTO drafts VALUES (?, ?, ?, ?)')
  insert.run('s', 'code', 1, '{}')
  expect(() => insert.run('nowhere', 'code', 1, '{}')).toThrow('FOREIGN KEY')
  database.exec('DELETE FROM sources')
  expect(database.prepare('SELECT * FROM drafts').all()).toEqual([])
})
