/** Runs that were kept before all spellings of secrets were known, as the window is given them. */
import path from 'node:path'
import { DATABASE_FILE } from '#main/store/database'
import { previewOf, unpacked, type PackedOutput } from '#preload/model/packed-output'
import Sqlite from 'better-sqlite3'
import { expect, it } from 'vitest'
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
  const database = new Sqlite(path.join(dataDir, DATABASE_FILE))
  database
    .prepare(
      `INSERT INTO runs (id, source_id, source_version, event_id, label, options, started_at,
         summary, result, output, is_unmasked)
       VALUES (?, ?, 1, NULL, 'Old', '{}', '2026-01-01T00:00:00.000Z', '{}', ?, ?, 1)`,
    )
    .run(id, sourceId, JSON.stringify(result), isLarge ? json : null)
  database.close()
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
