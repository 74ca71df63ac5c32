/**
 * The empty folders that hosts run in: one each, in that of the system for what is temporary. A name
 * tells whose it is, `hookbench-run-PLACE-PID-...`: a process that was killed cannot remove its own.
 */
import { createHash } from 'node:crypto'
import { readlinkSync } from 'node:fs'
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { processExists } from '#main/store/process-exists'

const HOST_FOLDERS = 'hookbench-run-'

/** In digits and letters. */
const PLACE_LENGTH = 8

/** Where the number of a process means the same process: containers may share the folder. */
function place(): string {
  return createHash('sha256')
    .update(`${hostname()} ${pidNamespace()}`)
    .digest('hex')
    .slice(0, PLACE_LENGTH)
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    // Only Linux has them.
    return ''
  }
}

function ofThisPlace(): string {
  return `${HOST_FOLDERS}${place()}-`
}

/** How the names of this process's folders begin. */
export function ownHostFolders(): string {
  return `${ofThisPlace()}${process.pid}-`
}

export function makeHostFolder(prefix = ownHostFolders()): Promise<string> {
  return mkdtemp(path.join(tmpdir(), prefix))
}

/** Windows keeps the folder of a process that is only just ending. */
export async function removeHostFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(
    () => undefined,
  )
}

/** Of a thread that cannot do it any more. */
export function removeHostFolders(prefix: string): Promise<void> {
  return removeThose((name) => name.startsWith(prefix))
}

/** Of this user's processes that were killed. */
export function removeLeftHostFolders(): Promise<void> {
  const prefix = ofThisPlace()
  return removeThose((name) => {
    const pid = name.startsWith(prefix) ? /^[1-9]\d*(?=-)/.exec(name.slice(prefix.length)) : null
    return pid !== null && !processExists(Number(pid[0]))
  })
}

async function removeThose(isMeant: (name: string) => boolean): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => [])
  const folders = names.filter(isMeant).map((name) => path.join(tmpdir(), name))
  await Promise.all(
    folders.map(async (folder) =>
      (await isOwnFolder(folder)) ? removeHostFolder(folder) : undefined,
    ),
  )
}

/** Nothing that only has the name: a link leads elsewhere, and others may write there, too. */
async function isOwnFolder(folder: string): Promise<boolean> {
  try {
    const found = await lstat(folder)
    return found.isDirectory() && found.uid === (process.getuid?.() ?? found.uid)
  } catch {
    return false
  }
}
