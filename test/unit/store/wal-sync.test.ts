import { mkdirSync, renameSync, statSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { DATABASE_FILE, openDatabase } from '#main/store/database'
import { createWalSync } from '#main/store/wal-sync'
import { expect, it, onTestFinished } from 'vitest'
import { tempDir } from '../../support/temp-dir.ts'

function open(dir: string) {
  const database = openDatabase(dir)
  onTestFinished(() => {
    database.close()
  })
  database.exec('CREATE TABLE kept (n INTEGER)')
  const wal = createWalSync(database)
  const add = (): unknown => wal.commit(() => database.exec('INSERT INTO kept VALUES (1)'))
  return { database, wal, add }
}

it('commits without waiting, and waits again afterwards', () => {
  const { database, wal } = open(tempDir())
  const level = (): unknown => database.pragma('synchronous', { simple: true })
  const full = level()
  expect(wal.commit(level)).toBe(1)
  expect(level()).toBe(full)
  expect(() =>
    wal.commit(() => {
      throw new Error('no')
    }),
  ).toThrow('no')
  expect(level()).toBe(full)
})

it('after a failed sync brings the log into the database, lest a gap in it ends the recovery', async () => {
  const dir = tempDir()
  const { database, wal, add } = open(dir)
  const log = path.join(dir, `${DATABASE_FILE}-wal`)
  add()
  renameSync(log, `${log}.away`)
  await expect(wal.sync()).rejects.toThrow('ENOENT')
  renameSync(`${log}.away`, log)
  add()
  expect(statSync(log).size).toBeGreaterThan(0)
  await wal.sync()
  expect(statSync(log).size).toBe(0)
  add()
  await wal.sync()
  expect(statSync(log).size).toBeGreaterThan(0)
  expect(database.prepare('SELECT count(*) FROM kept').pluck().get()).toBe(3)
})

it('promises nothing as long as the gap is there', async () => {
  const dir = tempDir()
  const { database, wal, add } = open(dir)
  database.pragma('busy_timeout = 0')
  const log = path.join(dir, `${DATABASE_FILE}-wal`)
  add()
  renameSync(log, `${log}.away`)
  await expect(wal.sync()).rejects.toThrow('ENOENT')
  renameSync(`${log}.away`, log)
  const reader = openDatabase(dir)
  onTestFinished(() => {
    reader.close()
  })
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM kept').get()
  add()
  await expect(wal.sync()).rejects.toThrow('could not be brought to disk')
  reader.exec('COMMIT')
  await wal.sync()
})

it('finds the log of a database that is a link', async () => {
  const dir = tempDir()
  const [real, linked] = [path.join(dir, 'real'), path.join(dir, 'linked')]
  openDatabase(real).close()
  mkdirSync(linked)
  symlinkSync(path.join(real, DATABASE_FILE), path.join(linked, DATABASE_FILE))
  const { wal, add } = open(linked)
  add()
  await wal.sync()
})
