import { runOutputs } from '#main/store/migrations/0010-run-outputs'
import { expect, it } from 'vitest'
import { databaseBefore } from './database-before.ts'

const small = {
  status: 'invalid',
  durationMs: 2,
  output: { events: [{ type: 'track' }], objects: [] },
  error: null,
  warnings: [{ path: '', message: 'x' }],
  logs: [],
}
const large = {
  ...small,
  status: 'ok',
  output: {
    events: Array.from({ length: 9000 }, (_, index) => ({ type: 'track', userId: `u${index}` })),
    objects: [],
  },
  shown: { events: [{ hidden: 'x'.repeat(70_000) }], objects: [] },
}
const failed = { ...small, output: null, error: { class: 'Bad Request', name: 'E', message: 'no' } }
// Deeper than SQLite reads.
const deep = `{"status":"ok","durationMs":1,"output":{"events":[{"p":${'['.repeat(1500)}${']'.repeat(1500)}}],"objects":[]},"error":null,"warnings":[],"logs":[1]}`

it('puts large outputs beside their runs, and what lists show of each run', () => {
  const { database, migrateBy } = databaseBefore(10)
  const insert = database.prepare(
    `INSERT INTO runs (id, source_id, source_version, event_id, label, options, started_at, result)
     VALUES (?, 's', 1, NULL, '', '{}', '', ?)`,
  )
  const texts = [JSON.stringify(small), JSON.stringify(large), JSON.stringify(failed), deep]
  texts.forEach((text, index) => insert.run(String(index), text))
  migrateBy(runOutputs)
  const rows = database
    .prepare<[], { result: string; output: string | null; shown: string | null; summary: string }>(
      'SELECT result, output, shown, summary FROM runs ORDER BY sequence',
    )
    .all()
  const read = (text: string | null | undefined): Record<string, unknown> =>
    JSON.parse(text ?? 'null') as Record<string, unknown>

  expect(rows[0]).toMatchObject({ result: texts[0], output: null, shown: null })
  expect(read(rows[0]?.summary)).toEqual({
    status: 'invalid',
    durationMs: 2,
    error: null,
    events: 1,
    objects: 0,
    warnings: 1,
    logs: 0,
  })
  expect(read(rows[1]?.output)).toEqual(large.output)
  expect(read(rows[1]?.shown)).toEqual(large.shown)
  const { preview } = read(rows[1]?.result)['output'] as { preview: string }
  const first = JSON.parse(preview) as typeof large.output
  expect(first.events).toEqual(large.output.events.slice(0, first.events.length))
  expect(first.events.length).toBeGreaterThan(1000)
  expect(read(rows[1]?.result)['shown']).toEqual({
    events: 1,
    objects: 0,
    preview: '{"events":[],"objects":[]}',
  })
  expect(read(rows[2]?.summary)['error']).toEqual(failed.error)
  expect(rows[3]?.output).toContain('[[[[')
  expect(read(rows[3]?.summary)).toMatchObject({ events: 1, logs: 1 })
})
