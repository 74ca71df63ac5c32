/** The empty folders that hosts run in: one each, in that of the system for what is temporary. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

export const HOST_FOLDERS = 'hookbench-run-'

export function makeHostFolder(prefix = HOST_FOLDERS): Promise<string> {
  return mkdtemp(path.join(tmpdir(), prefix))
}

/** Windows keeps the folder of a process that is only just ending. */
export async function removeHostFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(
    () => undefined,
  )
}

/** Of a thread that cannot do it any more. */
export async function removeHostFolders(prefix: string): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => [])
  const left = names.filter((name) => name.startsWith(prefix))
  await Promise.all(left.map((name) => removeHostFolder(path.join(tmpdir(), name))))
}
