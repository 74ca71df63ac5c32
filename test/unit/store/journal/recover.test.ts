import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase, type Database } from '#main/store/database'
import { createEventsRepo, type NewEvent } from '#main/store/events-repo'
import { createCaptureJournal } from '#main/store/journal/capture-journal'
import { journalFailure } from '#main/store/journal/journal-failure'
import { openJournalFile } from '#main/store/journal/journal-file'
import { recoverJournal } from '#main/store/journal/recover'
import { newEvent } from '../../../support/new-event.ts'
import { tempDir } from '../../../support/temp-dir.ts'
import { insertSource, SHOP } from '../../capture/capture-harness.ts'

const event = (body: string): NewEvent => newEvent(SHOP.id, body)

/** Resolves when another process has the database; it lets go of it by itself soon after. */
async function holdForAWhile(database: Database): Promise<void> {
  const script = `
    import Sqlite from 'better-sqlite3'
    const database = new Sqlite(process.argv[1])
    database.exec('BEGIN IMMEDIATE')
    process.stdout.write('held')
    setTimeout(() => database.exec('COMMIT'), 300)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, database.name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
}

test('who starts while another process brings in what was left waits for it', async () => {
  const database = openDatabase(tempDir())
  onTestFinished(() => void database.close())
  insertSource(database, SHOP)
  const journal = createCaptureJournal(database)
  journal.open(0)
  await journal.append([event('left')])
  await holdForAWhile(database)
  recoverJournal(database)
  expect(createEventsRepo(database).list(SHOP.id)).toHaveLength(1)
})

test.skipIf(process.platform === 'win32')(
  'data folders that share a database by a link share its journal',
  async () => {
    const [dataDir, linking] = [tempDir(), tempDir()]
    const first = openDatabase(dataDir)
    insertSource(first, SHOP)
    const journal = createCaptureJournal(first)
    journal.open(0)
    await journal.append([event('left')])
    first.close()
    symlinkSync(first.name, path.join(linking, path.basename(first.name)))
    const second = openDatabase(linking)
    onTestFinished(() => void second.close())
    expect(createEventsRepo(second).list(SHOP.id)).toHaveLength(1)
  },
)

test('a journal that cannot be opened is said to be what it is', () => {
  const dataDir = tempDir()
  openDatabase(dataDir).close()
  const file = path.join(dataDir, 'captures.journal')
  mkdirSync(file)
  const failure = expect.objectContaining({
    code: 'database_failed',
    message: expect.stringContaining(`${file} cannot be opened: EISDIR`),
  })
  expect(() => openDatabase(dataDir)).toThrow(failure)
  expect(() => openJournalFile(file)).toThrow(failure)
})

test('a disk on which it finds no room is said to be full', () => {
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  expect(journalFailure('captures.journal', full)).toMatchObject({ code: 'disk_full' })
})

test('what was brought in already is not read again', async () => {
  const database = openDatabase(tempDir())
  onTestFinished(() => void database.close())
  const journal = createCaptureJournal(database)
  journal.open(7)
  await journal.append([event('8'), event('9')])
  await journal.append([event('10')])
  expect(journal.read(8).map(({ sequence }) => sequence)).toEqual([9, 10])
  expect(journal.read(10)).toEqual([])
})
