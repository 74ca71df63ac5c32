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
  const file = createSyncedFile(`${database.name}-wal`)
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined

  function start(): Promise<void> {
    return file.sync().finally(() => {
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

/** Kept open between the syncs of a burst, and not for longer: the log may be replaced. */
const IDLE_MS = 1000

/**
 * SQLite holds no locks on the log, so opening and closing it beside SQLite is harmless (on the
 * database file itself it would drop them).
 */
function createSyncedFile(path: string): { sync(): Promise<void> } {
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
        descriptor ??= openSync(path, constants.O_RDWR)
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
