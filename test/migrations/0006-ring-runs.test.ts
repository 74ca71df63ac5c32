import { ringRuns } from '#main/store/migrations/0006-ring-runs'
import { expect, it } from 'vitest'
import { databaseBefore } from './database-before.ts'

it('takes the runs of before for runs of their own', () => {
  const { database, migrateBy } = databaseBefore(6)
  database.exec(`
    INSERT INTO runs (id, source_id, source_version, event_id, started_at, result)
      VALUES ('r', 's', 7, NULL, 'now', '{}');
  `)
  migrateBy(ringRuns)
  expect(database.prepare('SELECT id, ring_id FROM runs').all()).toEqual([
    { id: 'r', ring_id: null },
  ])
})
