/**
 * Moves the wait for the disk out of the thread. With `synchronous = FULL` a commit blocks the
 * whole process until the disk has answered, and with it every window and every other sender;
 * on macOS it does not even reach the disk, while Node's sync does (`F_FULLFSYNC`). Here the commit writes the log without waiting (`NORMAL`), and the log is synced by a thread
 * of the pool; what was committed before `sync()` was called survives a loss of power when it
 * resolves. Nothing is weaker for it: a checkpoint syncs the log before it uses it.
 */
import { closeSync, constants, fdatasync, openSync } from 'node:fs'
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
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined

  function start(): Promise<void> {
    const sync = syncFile(`${database.name}-wal`).finally(() => {
      running = next
      next = undefined
    })
    return sync
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
        database.exec('PRAGMA synchronous = FULL')
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

/**
 * SQLite holds no locks on the log, so opening and closing it beside SQLite is harmless (on the
 * database file itself it would drop them). Opened each time: the log may have been replaced.
 */
function syncFile(file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const descriptor = openSync(file, constants.O_RDWR)
    fdatasync(descriptor, (error) => {
      closeSync(descriptor)
      if (error === null) {
        resolve()
      } else {
        reject(error)
      }
    })
  })
}
