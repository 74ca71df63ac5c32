/** Reads the runtime's own files, also after `fs` was emptied: its functions are kept here. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

const open = openSync
const stat = fstatSync
const read = readSync
const close = closeSync

export function readFile(file: string): Buffer {
  const descriptor = open(file, 'r')
  try {
    const bytes = Buffer.alloc(stat(descriptor).size)
    read(descriptor, bytes, 0, bytes.length, 0)
    return bytes
  } finally {
    close(descriptor)
  }
}
