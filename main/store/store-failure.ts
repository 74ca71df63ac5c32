/** What SQLite refused, as the user is told of it. Anything else is handed back as it came. */
import { AppError } from '#preload/errors'

const KEPT = 'What was saved before is safe.'

/** Whether another process has the database for now. There are several codes for that. */
export function isLocked(error: unknown): boolean {
  return /^SQLITE_(?:BUSY|LOCKED)/.test(codeOf(error))
}

export function storeFailure(error: unknown): unknown {
  const code = codeOf(error)
  if (!code.startsWith('SQLITE_')) {
    return error
  }
  const options = (hint: string): { hint: string; cause: unknown } => ({ hint, cause: error })
  if (isLocked(error)) {
    return new AppError(
      'database_locked',
      'Another program holds the data of Hookbench.',
      options(`Close it, or wait until it is done, then try again. ${KEPT}`),
    )
  }
  switch (code) {
    // A quota and a limit on the size of files come as a failed write.
    case 'SQLITE_FULL':
    case 'SQLITE_IOERR_WRITE':
    case 'SQLITE_IOERR_SHMSIZE':
      return new AppError(
        'disk_full',
        'The disk is full, nothing more can be written.',
        options(`Free some space, then try again. ${KEPT}`),
      )
    case 'SQLITE_READONLY':
    case 'SQLITE_READONLY_DBMOVED':
    case 'SQLITE_READONLY_DIRECTORY':
      return new AppError(
        'database_failed',
        'The data folder is write-protected, or the database was moved away.',
        options(`Put it back or allow writing to it, then try again.`),
      )
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return new AppError(
        'database_failed',
        'The database is damaged.',
        options('Close Hookbench, move the file hookbench.db away, and start again.'),
      )
    default:
      // A constraint is a fault of ours, not of the disk.
      return code.startsWith('SQLITE_IOERR') || code === 'SQLITE_CANTOPEN'
        ? new AppError(
            'database_failed',
            'The database cannot be read or written.',
            options('Check the disk and the data folder, then try again.'),
          )
        : error
  }
}

function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined
  return typeof code === 'string' ? code : ''
}
