/** Opens the one SQLite file. WAL, so that app and command line can share it. */
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { AppError } from '#preload/errors'
import Sqlite from 'better-sqlite3'
import { BUSY_TIMEOUT_MS } from './busy-timeout.ts'
import { recoverJournal } from './journal/recover.ts'
import { assertKnownSchema, migrate } from './migrate.ts'
import { migrations } from './migrations.ts'
import { isLocked, storeFailure } from './store-failure.ts'

export type Database = Sqlite.Database

export const DATABASE_FILE = 'hookbench.db'

/** Node-API version that the binaries of better-sqlite3 13 ask for; below it they crash. */
const NODE_API_NEEDED = 10

/**
 * `onJournalLeft`: told why there is no room for what an earlier process left in its journal, which
 * stays there; whoever takes it has to see to it. Left out: that is why the database is not opened.
 */
export function openDatabase(dataDir: string, onJournalLeft?: (why: AppError) => void): Database {
  refuseOldRuntime()
  const file = path.join(dataDir, DATABASE_FILE)
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    createPrivately(file)
    const database = new Sqlite(file, { timeout: BUSY_TIMEOUT_MS })
    try {
      database.pragma('journal_mode = WAL')
      // A webhook that was answered is on disk, power loss included: WAL needs FULL for that, the
      // journal of file systems without WAL needs EXTRA, and macOS a sync of its own at checkpoints.
      database.pragma('synchronous = EXTRA')
      database.pragma('checkpoint_fullfsync = ON')
      // A checkpoint holds the process up until the disk has answered twice. Most pages of the log
      // are those of the ring, written over and over: a longer log copies each of them once.
      database.pragma('wal_autocheckpoint = 4000')
      database.pragma('foreign_keys = ON')
      migrate(database, migrations)
      recoverOr(database, onJournalLeft)
      return database
    } catch (error) {
      database.close()
      throw error
    }
  } catch (error) {
    throw describeOpenFailure(file, error)
  }
}

function recoverOr(database: Database, onLeft: ((why: AppError) => void) | undefined): void {
  try {
    recoverJournal(database)
  } catch (error) {
    const why = storeFailure(error)
    if (onLeft === undefined || !(why instanceof AppError) || why.code !== 'disk_full') {
      throw error
    }
    onLeft(why)
  }
}

/**
 * Webhooks hold what is no business of the machine's other users, and a data folder that was
 * chosen may be open to them. SQLite gives its log the permissions of the database.
 */
function createPrivately(file: string): void {
  if (!existsSync(file)) {
    // Of two processes that start at once, the second finds it made.
    closeSync(openSync(file, 'a', 0o600))
  }
}

/** To be asked when another process has written: it may be a newer Hookbench. */
export function assertSchema(database: Database): void {
  assertKnownSchema(database, migrations)
}

function refuseOldRuntime(): void {
  const offered = Number(process.versions.napi)
  if (offered >= NODE_API_NEEDED) {
    return
  }
  // One compiled on purpose (`npm run rebuild:sqlite`) serves older runtimes too.
  const addon = path.join(
    path.dirname(createRequire(import.meta.url).resolve('better-sqlite3/package.json')),
    'build/Release/better_sqlite3.node',
  )
  if (!existsSync(addon)) {
    throw new AppError(
      'database_failed',
      `SQLite needs Node-API ${NODE_API_NEEDED}, this runtime offers ${offered}.`,
      { hint: 'Use Node 22.14 or Electron 36 or newer, or run: npm run rebuild:sqlite' },
    )
  }
}

function describeOpenFailure(file: string, error: unknown): AppError {
  if (error instanceof AppError) {
    return error
  }
  const known = storeFailure(error)
  if (known instanceof AppError && known.code === 'disk_full') {
    return known
  }
  const code = (error as { code?: unknown }).code
  const text = error instanceof Error ? error.message : String(error)
  if (isLocked(error)) {
    return new AppError('database_locked', `${file} is locked by another program.`, {
      hint: 'Close the other program and try again.',
      cause: error,
    })
  }
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') {
    return new AppError('database_failed', `${file} is not a readable Hookbench database.`, {
      hint: 'Move the file away, or choose another data folder with --data or HOOKBENCH_DATA.',
      cause: error,
    })
  }
  if (code === 'EEXIST' || code === 'ENOTDIR') {
    const dir = path.dirname(file)
    return new AppError('database_failed', `${dir} cannot be opened: a file is in its way.`, {
      hint: 'Choose another folder with --data or HOOKBENCH_DATA.',
      cause: error,
    })
  }
  return new AppError('database_failed', `${file} cannot be opened: ${text}`, {
    hint: 'Check that the folder can be written, or choose another with --data or HOOKBENCH_DATA.',
    cause: error,
  })
}
