/** Brings in what a process had answered for and could not bring in before it ended. */
import { realpathSync } from 'node:fs'
import path from 'node:path'
import type { Database } from '../database.ts'
import { createEventsRepo } from '../events-repo.ts'
import { CAPTURE_LEASE, createLeasesRepo } from '../leases-repo.ts'
import { readJournalFile } from './journal-file.ts'
import { decodeRecords, type JournaledEvent } from './record.ts'

const JOURNAL_FILE = 'captures.journal'

/** Beside the database itself, which several data folders may have a link to. */
export function journalFileOf(database: Database): string {
  return path.join(path.dirname(realpathSync(database.name)), JOURNAL_FILE)
}

export function readJournal(database: Database, after: number): JournaledEvent[] {
  return decodeRecords(readJournalFile(journalFileOf(database)), after)
}

/** The file stays: only who captures may write to it. */
export function recoverJournal(database: Database): void {
  // The process that captures now brings its own events in.
  if (createLeasesRepo(database).holderOf(CAPTURE_LEASE) !== undefined) {
    return
  }
  const events = createEventsRepo(database)
  const entries = readJournal(database, events.applied())
  if (entries.length > 0) {
    events.recover(entries)
  }
}
