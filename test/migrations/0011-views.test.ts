import { views } from '#main/store/migrations/0011-views'
import { expect, it } from 'vitest'
import { databaseBefore } from './database-before.ts'

it.each([
  ['what was kept', '[["tab","\\"ring\\""],["panes","{\\"left\\":40}"]]', ['tab', 'panes']],
  ['nothing', '[]', []],
  ['something else', '[["tab",7],"x",{"a":["b","c"]}]', []],
  ['no JSON', 'damaged', []],
])('takes %s over from the preferences', (_, value, keys) => {
  const { database, migrateBy } = databaseBefore(11)
  const insert = database.prepare('INSERT INTO preferences VALUES (?, ?)')
  insert.run('viewState', value)
  insert.run('theme', '"dark"')
  migrateBy(views)
  expect(database.prepare('SELECT key FROM views ORDER BY turn').pluck().all()).toEqual(keys)
  expect(database.prepare('SELECT key FROM preferences').pluck().all()).toEqual(['theme'])
  if (keys.length > 0) {
    expect(database.prepare("SELECT value FROM views WHERE key = 'tab'").pluck().get()).toBe(
      '"ring"',
    )
  }
})
