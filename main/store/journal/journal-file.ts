/** The file of the capture journal: written from the start, over and over. */
import {
  closeSync,
  constants,
  fdatasync,
  fdatasyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writevSync,
} from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { journalFailure } from './journal-failure.ts'
import { syncFolder } from './sync-folder.ts'
import { createSyncPlace } from './sync-place.ts'

export interface JournalFile {
  /** Where the next bytes go. */
  end(): number
  /** All or nothing, not yet durable. */
  write(pieces: readonly Uint8Array[]): void
  /** Resolves when what was written survives a loss of power. */
  sync(): Promise<void>
  /** What was written is not needed any more. Its space is: to write in it anew is quicker. */
  rewind(): void
  /** Gives up what was written from here on. */
  cut(from: number): void
  close(): void
}

/** The system takes no more pieces than that in one call (IOV_MAX on Linux and macOS). */
const MAX_PIECES = 1024

export function openJournalFile(file: string): JournalFile {
  const descriptor = create(file)
  const place = createSyncPlace()
  let end = 0

  return {
    end: () => end,
    write(pieces) {
      let at = end
      for (let first = 0; first < pieces.length; first += MAX_PIECES) {
        const some = pieces.slice(first, first + MAX_PIECES)
        const bytes = some.reduce((sum, { byteLength }) => sum + byteLength, 0)
        // A full disk may take a part.
        if (writevSync(descriptor, some, at) < bytes) {
          throw Object.assign(new Error(`no space left on device, write '${file}'`), {
            code: 'ENOSPC',
          })
        }
        at += bytes
      }
      end = at
    },
    async sync() {
      const isHere = place.isHere()
      const startedAt = performance.now()
      if (isHere) {
        fdatasyncSync(descriptor)
      } else {
        await syncElsewhere(descriptor)
      }
      place.took(performance.now() - startedAt, isHere)
    },
    rewind() {
      end = 0
    },
    cut(from) {
      end = from
      ftruncateSync(descriptor, from)
    },
    close: () => closeSync(descriptor),
  }
}

const syncElsewhere = promisify(fdatasync)

function create(file: string): number {
  try {
    const descriptor = openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600)
    syncFolder(path.dirname(file))
    return descriptor
  } catch (error) {
    throw journalFailure(file, error)
  }
}

/** Empty when there is none. */
export function readJournalFile(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return Buffer.alloc(0)
    }
    throw journalFailure(file, error)
  }
}
