import type { Database } from './database.ts'

/** How long a statement waits for the lock of the other process. */
export const BUSY_TIMEOUT_MS = 5000

const SHORT_TIMEOUT_MS = 20

/**
 * For what is tried again later: it need not hold the whole process up while another one has the
 * database. Throws SQLITE_BUSY then.
 */
export function withShortTimeout<T>(database: Database, work: () => T): T {
  database.exec(`PRAGMA busy_timeout = ${SHORT_TIMEOUT_MS}`)
  try {
    return work()
  } finally {
    database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`)
  }
}
