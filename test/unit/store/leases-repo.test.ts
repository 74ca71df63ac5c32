import { spawn } from 'node:child_process'
import { once } from 'node:events'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase, type Database } from '#main/store/database'
import { createLeasesRepo } from '#main/store/leases-repo'
import { tempDir } from '../../support/temp-dir.ts'

function open(): Database {
  const database = openDatabase(tempDir())
  onTestFinished(() => void database.close())
  return database
}

function write(database: Database, pid: number, since: string): void {
  database
    .prepare('INSERT OR REPLACE INTO leases (name, pid, holder, since) VALUES (?, ?, ?, ?)')
    .run('capture', pid, 'the desktop app', since)
}

test('the first takes it, the second is told who has it, until it is released', () => {
  const database = open()
  const app = createLeasesRepo(database)
  const cli = createLeasesRepo(database)
  expect(app.take('capture', 'the desktop app')).toEqual({ ok: true })
  expect(app.take('capture', 'the desktop app')).toEqual({ ok: true })
  expect(cli.take('capture', 'the command line')).toMatchObject({
    ok: false,
    holder: { pid: process.pid, holder: 'the desktop app' },
  })
  cli.release('capture')
  expect(cli.take('capture', 'the command line').ok).toBe(false)
  app.release('capture')
  expect(cli.take('capture', 'the command line')).toEqual({ ok: true })
})

test('one that could not be given back can be taken again', () => {
  const database = open()
  database.pragma('busy_timeout = 0')
  const other = openDatabase(path.dirname(database.name))
  onTestFinished(() => void other.close())
  const app = createLeasesRepo(database)
  app.take('capture', 'the desktop app')
  other.exec('BEGIN IMMEDIATE')
  expect(() => app.release('capture')).toThrow('locked')
  other.exec('COMMIT')
  expect(app.take('capture', 'the desktop app')).toEqual({ ok: true })
  app.release('capture')
  expect(app.holderOf('capture')).toBeUndefined()
})

test('a living holder in another process is respected, a dead one replaced', async () => {
  const database = open()
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  await once(child, 'spawn')
  write(database, child.pid ?? 0, new Date().toISOString())
  const repo = createLeasesRepo(database)
  expect(repo.take('capture', 'the command line')).toMatchObject({
    ok: false,
    holder: { pid: child.pid, holder: 'the desktop app' },
  })
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(repo.take('capture', 'the command line')).toEqual({ ok: true })
})

test('a process number that came back to a younger process is no holder', async () => {
  const database = open()
  write(database, process.pid, '2001-01-01T00:00:00.000Z')
  expect(createLeasesRepo(database).take('capture', 'us')).toEqual({ ok: true })

  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child, 'spawn')
  write(database, child.pid ?? 0, new Date(Date.now() - 10_000).toISOString())
  const taken = createLeasesRepo(database).take('capture', 'us')
  // Elsewhere the start of another process is not known, and it gets the benefit of the doubt.
  expect(taken.ok).toBe(process.platform === 'linux')
})

test('what was held before the machine started is free', async () => {
  const database = open()
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  onTestFinished(() => void child.kill())
  await once(child, 'spawn')
  const beforeBoot = new Date(Date.now() - os.uptime() * 1000 - 60_000).toISOString()
  write(database, child.pid ?? 0, beforeBoot)
  expect(createLeasesRepo(database).holderOf('capture')).toBeUndefined()
})
