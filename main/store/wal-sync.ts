/**
 * Moves the wait for the disk out of the thread. With `synchronous = FULL` a commit blocks the
 * whole process until the disk has answered, and with it every window and every other sender;
 * on macOS it does not even reach the disk, while Node's sync does (`F_FULLFSYNC`). Here the
 * commit writes the log without waiting (`NORMAL`), and the log is synced by a thread of the
 * pool; what was committed before `sync()` was called survives a loss of power when it resolves.
 *
 * Nothing is weaker for it. A sync writes the whole file, whoever wrote to it. A checkpoint,
 * ours or another process's, syncs the log before it copies and the database after. A log that
 * is new or starts anew has its header, and when new its name in the folder, synced by SQLite
 * before the first commit is in it.
 */
import { closeSync, constants, fdatasync, openSync, realpathSync } from 'node:fs'
import type { Database } from './database.ts'

export interface WalSync {
  /** Runs a transaction that is durable after the next `sync()`, not before. */
  commit<T>(transaction: () => T): T
  /** Calls that come while the disk works share the next turn. */
  sync(): Promise<void>
}

export function createWalSync(database: Database): WalSync {
  // Some network file systems have no WAL; there each commit waits, as it did.
  const usesWal = database.pragma('journal_mode', { simple: true }) === 'wal'
  const file = createSyncedFile(() => `${realpathSync(database.name)}-wal`)
  let failed = false
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined

  /**
   * The system reports pages that it could not write once and then holds them for written: later
   * commits would be synced behind a gap at which recovery ends. With all of the log copied into
   * the database nothing depends on them any more.
   */
  function closeGap(): void {
    const [result] = database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
    if (result?.busy !== 0) {
      throw new Error('The log of the database could not be brought to disk.')
    }
    failed = false
  }

  async function syncFile(): Promise<void> {
    if (failed) {
      closeGap()
    }
    try {
      await file.sync()
    } catch (error) {
      failed = true
      throw error
    }
  }

  function start(): Promise<void> {
    return syncFile().finally(() => {
      running = next
      next = undefined
    })
  }

  return {
    commit(transaction) {
      if (!usesWal) {
        return transaction()
      }
      database.exec('PRAGMA synchronous = NORMAL')
      try {
        return transaction()
      } finally {
        database.exec('PRAGMA synchronous = EXTRA')
      }
    },
    sync() {
      if (!usesWal) {
        return Promise.resolve()
      }
      if (running === undefined) {
        running = start()
        return running
      }
      next ??= running.then(start, start)
      return next
    },
  }
}

/** Kept open between the syncs of a burst, and not for longer: Windows could not remove the log. */
const IDLE_MS = 1000

/**
 * SQLite holds no locks on the log, so opening and closing it beside SQLite is harmless (on the
 * database file itself it would drop them).
 */
function createSyncedFile(path: () => string): { sync(): Promise<void> } {
  let descriptor: number | undefined
  let idle: NodeJS.Timeout | undefined

  function close(): void {
    if (descriptor !== undefined) {
      closeSync(descriptor)
      descriptor = undefined
    }
  }

  return {
    sync() {
      return new Promise((resolve, reject) => {
        clearTimeout(idle)
        descriptor ??= openSync(path(), constants.O_RDWR)
        fdatasync(descriptor, (error) => {
          idle = setTimeout(close, IDLE_MS).unref()
          if (error === null) {
            resolve()
          } else {
            close()
            reject(error)
          }
        })
      })
    },
  }
}
