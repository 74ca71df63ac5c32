import { baselineSecrets } from '#main/store/migrations/0013-baseline-secrets'
import { expect, it } from 'vitest'
import { databaseBefore } from './database-before.ts'

it('keeps what was accepted, and does not claim to know what it held', () => {
  const { database, migrateBy } = databaseBefore(13)
  database.exec(`INSERT INTO baselines (source_id, key, expectation, accepted_at)
    VALUES ('s', 'k', '{"output":{}}', 'then')`)
  migrateBy(baselineSecrets)
  expect(database.prepare('SELECT * FROM baselines').all()).toEqual([
    {
      source_id: 's',
      key: 'k',
      expectation: '{"output":{}}',
      accepted_at: 'then',
      held_secret: null,
    },
  ])
})
