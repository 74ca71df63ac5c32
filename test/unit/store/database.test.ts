import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DATABASE_FILE, openDatabase } from '#main/store/database'
import { migrations } from '#main/store/migrations'
import { describe, expect, it } from 'vitest'
import { tempDir } from '../../support/temp-dir.ts'

describe('openDatabase', () => {
  it('opens with WAL, full durability and foreign keys', () => {
    const database = openDatabase(path.join(tempDir(), 'made', 'on', 'demand'))
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(database.pragma('synchronous', { simple: true })).toBe(3)
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(database.pragma('user_version', { simple: true })).toBe(migrations.at(-1)?.version)
    database.close()
  })

  it.skipIf(process.platform === 'win32')('is private in a folder that is not', () => {
    const dir = tempDir()
    chmodSync(dir, 0o755)
    const database = openDatabase(dir)
    const files = readdirSync(dir)
    expect(files).toContain(`${DATABASE_FILE}-wal`)
    for (const file of files) {
      expect([file, statSync(path.join(dir, file)).mode & 0o077]).toEqual([file, 0])
    }
    database.close()
  })

  it('refuses a newer database and leaves it as it was', () => {
    const dir = tempDir()
    const first = openDatabase(dir)
    first.pragma('user_version = 999')
    first.close()
    expect(() => openDatabase(dir)).toThrow(
      expect.objectContaining({ code: 'database_newer', message: expect.stringContaining('999') }),
    )
    expect(() => openDatabase(dir)).toThrow(expect.objectContaining({ code: 'database_newer' }))
  })

  it('says so when the file is not a database', () => {
    const dir = tempDir()
    writeFileSync(
      path.join(dir, DATABASE_FILE),
      'this is a text file, not a database\n'.repeat(200),
    )
    expect(() => openDatabase(dir)).toThrow(
      expect.objectContaining({
        code: 'database_failed',
        hint: expect.stringContaining('--data'),
      }),
    )
  })

  it.each(['file', path.join('file', 'data')])('says so when a file lies at %s', (name) => {
    const dir = tempDir()
    writeFileSync(path.join(dir, 'file'), '')
    expect(() => openDatabase(path.join(dir, name))).toThrow(
      expect.objectContaining({
        code: 'database_failed',
        message: expect.stringContaining('a file is in its way'),
      }),
    )
  })
})
