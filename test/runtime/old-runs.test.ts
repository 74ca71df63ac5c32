/** Runs that were kept before all spellings of secrets were known, as the window is given them. */
import path from 'node:path'
import { DATABASE_FILE } from '#main/store/database'
import { previewOf, unpacked, type PackedOutput } from '#preload/model/packed-output'
import Sqlite from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { startCoreClient, textSetting } from '../support/core-client.ts'
import { tempDir } from '../support/temp-dir.ts'
import { runtimeDir } from './harness.ts'

const KEY = 's3cret key/of-the-api'

const event = (n: number): object => ({
  type: 'track',
  event: 'E',
  userId: `u${n}`,
  properties: { [KEY]: 1, url: `https://h.example/?k=${encodeURIComponent(KEY)}`, n },
})

function insert(dataDir: string, row: Readonly<Record<string, string | null>>): void {
  const database = new Sqlite(path.join(dataDir, DATABASE_FILE))
  database
    .prepare(
      `INSERT INTO runs (id, source_id, source_version, event_id, label, options, started_at,
         summary, result, output, is_unmasked)
       VALUES (@id, @sourceId, 1, NULL, 'Old', '{}', '2026-01-01T00:00:00.000Z', @summary, @result,
         @output, 1)`,
    )
    .run(row)
  database.close()
}

/** In the form of the migration that put large outputs beside their runs. */
function insertOld(dataDir: string, sourceId: string, id: string, count: number): void {
  const output = { events: Array.from({ length: count }, (_, n) => event(n)), objects: [] }
  const json = JSON.stringify(output)
  const isLarge = json.length > 64 * 1024
  const preview = JSON.stringify({ events: output.events.slice(0, 3), objects: [] })
  const result = {
    status: 'ok',
    output: isLarge ? { events: count, objects: 0, preview } : output,
    error: null,
    logs: [{ level: 'log', text: `with ${encodeURIComponent(KEY)}`, line: 1 }],
    warnings: [],
    durationMs: 1,
  }
  const text = JSON.stringify(result)
  insert(dataDir, { id, sourceId, summary: '{}', result: text, output: isLarge ? json : null })
}

it.each([
  ['small', 2],
  ['large', 4000],
])('have the secrets of today masked in a %s output', async (_, count) => {
  const dataDir = tempDir()
  const { api } = startCoreClient(dataDir, runtimeDir, 'server')
  const { id: sourceId } = await api['sources.create']({ name: 'Orders' })
  await api['settings.save']({ sourceId, settings: [textSetting('key', KEY)] })
  insertOld(dataDir, sourceId, 'run_old', count)
  for (const run of [
    await api['runs.last']({ sourceId }),
    (await api['history.run']({ runId: 'run_old' })).run,
  ]) {
    const { output, logs } = run?.result ?? { output: null, logs: [] }
    const text = JSON.stringify([output, logs])
    expect(text).not.toContain(KEY)
    expect(text).not.toContain(encodeURIComponent(KEY))
    const all = unpacked(output ?? { events: [], objects: [] }).events
    expect(all).toHaveLength(count)
    expect(all[1]).toMatchObject({ userId: 'u1', properties: { n: 1 } })
    if (count > 2) {
      expect(previewOf(output as PackedOutput).events.length).toBeGreaterThan(100)
    }
  }
})

const OTHER = 'the-other-secret'

async function start() {
  const dataDir = tempDir()
  const { api } = startCoreClient(dataDir, runtimeDir, 'server')
  const { id: sourceId } = await api['sources.create']({ name: 'Orders' })
  const settings = [textSetting('key', KEY), textSetting('other', OTHER)]
  await api['settings.save']({ sourceId, settings })
  const database = new Sqlite(path.join(dataDir, DATABASE_FILE))
  onTestFinished(() => void database.close())
  return { api, dataDir, sourceId, database }
}

const RESULT = { status: 'ok', output: null, error: null, logs: [], warnings: [], durationMs: 1 }

it('have masked what a mask of before let through, in the output that is shown and around it', async () => {
  const { api, dataDir, sourceId } = await start()
  const text = encodeURIComponent(KEY)
  const body = { encoding: 'text', data: text, size: 1, isWhole: true }
  const result = {
    ...RESULT,
    output: { events: [{ a: 1, [KEY]: 1, url: text }], objects: [] },
    shown: { events: [{ a: 1, [KEY]: 1, url: text }], objects: [] },
    warnings: [{ path: `/events/0/${KEY.replace('/', '~1')}`, message: 'Wrong.' }],
    secretPaths: ['/events/0/a'],
    calls: [
      {
        id: 1,
        startedMs: 0,
        durationMs: 1,
        method: 'GET',
        url: `http://h.example/?k=${text}`,
        status: 200,
        statusText: 'OK',
        error: text,
        from: 'network',
        requestHeaders: [['x-key', text]],
        responseHeaders: [['x-key', text]],
        requestBody: body,
        responseBody: body,
      },
    ],
  }
  const row = { id: 'run_old', sourceId, summary: '{}', output: null }
  insert(dataDir, { ...row, result: JSON.stringify(result) })
  const { run } = await api['history.run']({ runId: 'run_old' })
  const shown = JSON.stringify(run)
  expect(shown).not.toContain(text)
  expect(shown).not.toContain(KEY)
  expect(shown).not.toContain(KEY.replace('/', '~1'))
  expect(run.result.secretPaths).toEqual(['/events/0/a'])
  expect(run.result.warnings).toEqual([{ path: '/events/0/••••••', message: 'Wrong.' }])
})

it('have their errors masked in the list', async () => {
  const { api, dataDir, sourceId } = await start()
  const error = { class: 'Bad Request', name: 'Error', message: `refused: ${KEY}` }
  const counts = { events: 0, objects: 0, warnings: 0, logs: 0 }
  const summary = JSON.stringify({ status: 'error', durationMs: 1, error, ...counts })
  insert(dataDir, { id: 'run_old', sourceId, summary, result: '{}', output: null })
  const [listed] = await api['history.runs']({ sourceId })
  expect(listed?.error).toContain('refused: ••••••')
})

it('have masked what can be opened, when one of the secrets cannot be', async () => {
  const { api, dataDir, sourceId, database } = await start()
  database.prepare("UPDATE settings SET sealed = x'00' WHERE name = 'key'").run()
  const result = JSON.stringify({ ...RESULT, output: { events: [{ OTHER }], objects: [] } })
  insert(dataDir, { id: 'run_old', sourceId, summary: '{}', result, output: null })
  const { run } = await api['history.run']({ runId: 'run_old' })
  expect(run.result.output).toEqual({ events: [{ OTHER: '••••••' }], objects: [] })
})
