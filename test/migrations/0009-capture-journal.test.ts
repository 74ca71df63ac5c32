import { captureJournal } from '#main/store/migrations/0009-capture-journal'
import { expect, it } from 'vitest'
import { databaseBefore } from './database-before.ts'

it('starts before the first event of a journal, with one row and no other', () => {
  const { database, migrateBy } = databaseBefore(9)
  migrateBy(captureJournal)
  expect(database.prepare('SELECT applied FROM capture_journal').pluck().all()).toEqual([0])
  expect(() => database.exec('INSERT INTO capture_journal VALUES (2, 0)')).toThrow('CHECK')
})
