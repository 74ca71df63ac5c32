/**
 * What makes a captured event durable: it is appended here and synced, and its sender has the
 * answer; the database takes it over afterwards, with all that came meanwhile. To append costs a
 * third of what a transaction does, and of a burst the database writes only what its rings keep.
 *
 * One process uses the journal at a time, the one that holds the lease on capturing. What it left
 * when it was killed is brought in by the next process that opens the database, or captures.
 */
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import type { Database } from '../database.ts'
import type { NewEvent } from '../events-repo.ts'
import { openJournalFile, type JournalFile } from './journal-file.ts'
import { encodeRecords, PASS_BYTES, type JournaledEvent } from './record.ts'
import { journalFileOf, readJournal } from './recover.ts'

export interface CaptureJournal {
  /** What comes after a sequence in the file, oldest first. */
  read(after: number): JournaledEvent[]
  /**
   * What is in the file must be in the database, and durable there. The next event comes after
   * the sequence `newest`.
   */
  open(newest: number): void
  /** Whether `rewind` must come before the next `append`. */
  readonly isFull: boolean
  /**
   * All or nothing; resolves when the events survive a loss of power. To be called again only
   * when that is settled.
   */
  append(events: readonly NewEvent[]): Promise<JournaledEvent[]>
  /** To be called when all that was appended is in the database, and durable there. */
  rewind(): void
  /** The file goes, unless something in it is needed. */
  close(isNeeded: boolean): void
}

/**
 * From here on the file is written anew; what is appended at once comes on top. As much is held
 * in memory: a longer journal keeps more of a burst of large events from being written twice.
 */
const FULL_BYTES = 16 * 1024 * 1024

/** A batch of a burst of usual webhooks. */
const MEMORY_BYTES = 256 * 1024

/** `openFile` is for the disk that fails. */
export function createCaptureJournal(
  database: Database,
  openFile: (path: string) => JournalFile = openJournalFile,
): CaptureJournal {
  let file: JournalFile | undefined
  let sequence = 0
  let pass = randomBytes(PASS_BYTES)
  const memory = Buffer.allocUnsafeSlow(MEMORY_BYTES)
  /**
   * The system reports pages that it could not write once, and then holds them for written: what
   * is appended behind them would be out of reach.
   */
  let broken = false

  function opened(): JournalFile {
    if (file === undefined) {
      throw new Error('the capture journal is not open')
    }
    return file
  }

  function rewind(): void {
    const journal = opened()
    journal.rewind()
    pass = randomBytes(PASS_BYTES)
    if (broken) {
      journal.cut(0)
      broken = false
    }
  }

  return {
    read: (after) => readJournal(database, after),
    open(newest) {
      file ??= openFile(journalFileOf(database))
      sequence = newest
      rewind()
    },
    get isFull() {
      return broken || (file?.end() ?? 0) > FULL_BYTES
    },
    async append(events) {
      const journal = opened()
      const start = journal.end()
      const entries = events.map((event): JournaledEvent => {
        // Never given twice: the database knows by it what it has.
        sequence += 1
        return { sequence, event }
      })
      try {
        journal.write(encodeRecords(entries, pass, memory))
        await journal.sync()
      } catch (error) {
        broken = true
        giveUp(journal, start)
        throw error
      }
      return entries
    },
    rewind,
    close(isNeeded) {
      file?.close()
      file = undefined
      if (!isNeeded) {
        rmSync(journalFileOf(database), { force: true })
      }
    },
  }
}

/** Whoever sent them is told that they are not here, and sends them again. */
function giveUp(journal: JournalFile, start: number): void {
  try {
    journal.cut(start)
  } catch {
    // Then they may come back after a crash, a second time: better than not at all.
  }
}
