import { unmaskedRuns } from '#main/store/migrations/0012-unmasked-runs'
import { expect, it } from 'vitest'
import { databaseBefore } from './database-before.ts'

it('tells the runs of before from those that come', () => {
  const { database, migrateBy } = databaseBefore(12)
  const insert = (id: string): void => {
    database
      .prepare(
        `INSERT INTO runs (id, source_id, source_version, event_id, label, options, started_at,
           result) VALUES (?, 's', 1, NULL, '', '{}', '', '{}')`,
      )
      .run(id)
  }
  insert('before')
  migrateBy(unmaskedRuns)
  insert('after')
  expect(database.prepare('SELECT id, is_unmasked FROM runs ORDER BY sequence').all()).toEqual([
    { id: 'before', is_unmasked: 1 },
    { id: 'after', is_unmasked: 0 },
  ])
})
