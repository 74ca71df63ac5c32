import { expect, it } from 'vitest'
import Sqlite from 'better-sqlite3'
import { createCore } from '#main/core/create-core'
import { silentLogger } from '#main/core/logger'
import { createKeyFileCipher } from '#main/secrets/key-file-cipher'
import { storeFailure } from '#main/store/store-failure'
import path from 'node:path'
import { tempDir } from '../../support/temp-dir.ts'

/** What SQLite really throws, by really being refused. */
function thrownBy(work: () => unknown): unknown {
  try {
    work()
    return undefined
  } catch (error) {
    return error
  }
}

it('tells a full database by its name, and what is safe', () => {
  const database = new Sqlite(':memory:')
  database.exec('CREATE TABLE t (text)')
  database.pragma('max_page_count = 3')
  const error = thrownBy(() =>
    database.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(100_000)),
  )
  expect(storeFailure(error)).toMatchObject({ code: 'disk_full', cause: error })
  expect(storeFailure(error)).toHaveProperty('hint', expect.stringContaining('is safe'))
})

it('tells a lock, a damaged file and a write-protected one apart', () => {
  const file = path.join(tempDir(), 'one.db')
  const holder = new Sqlite(file)
  holder.exec('CREATE TABLE t (text)')
  const other = new Sqlite(file, { timeout: 0 })
  holder.exec('BEGIN EXCLUSIVE')
  expect(storeFailure(thrownBy(() => other.exec('INSERT INTO t VALUES (1)')))).toMatchObject({
    code: 'database_locked',
  })
  holder.exec('COMMIT')
  const reader = new Sqlite(file, { readonly: true })
  expect(storeFailure(thrownBy(() => reader.exec('INSERT INTO t VALUES (1)')))).toMatchObject({
    code: 'database_failed',
  })
  // A fault of ours is not the disk's.
  const syntax = thrownBy(() => holder.exec('SELEKT'))
  expect(storeFailure(syntax)).toBe(syntax)
  expect(storeFailure('anything else')).toBe('anything else')
})

it('answers every call with the newer schema once another process has raised it', async () => {
  const dataDir = tempDir()
  const core = createCore({
    dataDir,
    host: 'cli',
    version: '0.0.0-test',
    cipher: createKeyFileCipher(dataDir),
    runtimeDir: path.resolve(import.meta.dirname, '../../../out/runtime'),
    logger: silentLogger,
  })
  const told = new Promise<unknown>((resolve) => {
    core.events.subscribe((event, data) => {
      if (event === 'store.outdated') {
        resolve(data)
      }
    })
  })
  const other = new Sqlite(path.join(dataDir, 'hookbench.db'))
  other.pragma('user_version = 9999')
  other.close()
  expect(await told).toMatchObject({ message: expect.stringContaining('newer Hookbench') })
  const caller = { host: 'cli', allow: new Set(['read', 'write', 'exec'] as const) } as const
  const reply = await core.dispatch({ id: 1, method: 'sources.list', params: {} }, caller)
  expect(reply).toMatchObject({ ok: false, error: { code: 'database_newer' } })
  await core.dispose()
})
