import { closeSync, fsyncSync, openSync } from 'node:fs'

/** A file survives a loss of power when its name does, too. */
export function syncFolder(folder: string): void {
  // Windows opens no folders, and keeps their entries by itself.
  if (process.platform === 'win32') {
    return
  }
  try {
    const descriptor = openSync(folder, 'r')
    try {
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    // Some file systems (of networks, shared with a virtual machine) sync no folders, and a
    // folder that can be written may not be read. SQLite goes on there, too.
    if ((error as NodeJS.ErrnoException).code === 'EIO') {
      throw error
    }
  }
}
