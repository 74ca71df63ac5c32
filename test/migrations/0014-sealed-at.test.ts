import { sealedAt } from '#main/store/migrations/0014-sealed-at'
import { expect, it } from 'vitest'
import { databaseBefore } from './database-before.ts'

it('takes what is sealed for sealed just now, and leaves what is not', () => {
  const { database, migrateBy } = databaseBefore(14)
  database.exec(`
    INSERT INTO settings (source_id, position, name, label, type, description, required, encrypted,
      value, sealed) VALUES
      ('s', 0, 'clear', '', 'STRING', '', 0, 0, '"v"', NULL),
      ('s', 1, 'empty', '', 'STRING', '', 0, 1, NULL, NULL),
      ('s', 2, 'sealed', '', 'STRING', '', 0, 1, NULL, x'00')
  `)
  const before = new Date().toISOString()
  migrateBy(sealedAt)
  const after = new Date().toISOString()
  const rows = database
    .prepare<[], { sealed_at: string | null }>('SELECT sealed_at FROM settings ORDER BY position')
    .all()
  const [clear, empty, sealed] = rows.map(({ sealed_at: at }) => at)
  expect([clear, empty]).toEqual([null, null])
  expect((sealed ?? '') >= before && (sealed ?? '') <= after).toBe(true)
})
