/** Tells when another process (the app, the command line) wrote to the shared database. */
import type { Database } from './database.ts'
import { createDataVersion } from './revision.ts'

/** Asking costs microseconds; a second is soon enough for a list to fill by itself. */
const INTERVAL_MS = 1000

export interface Watch {
  stop(): void
}

/** `database` must be the connection that this process writes with. */
export function watchOtherProcesses(
  database: Database,
  onChange: () => void,
  intervalMs = INTERVAL_MS,
): Watch {
  const version = createDataVersion(database)
  let known = version()
  const timer = setInterval(() => {
    try {
      const now = version()
      if (now !== known) {
        known = now
        onChange()
      }
    } catch {
      // A database that cannot be read is told of by whoever needs it; thrown here it would end
      // the process.
    }
  }, intervalMs)
  timer.unref()
  return {
    stop: () => clearInterval(timer),
  }
}
