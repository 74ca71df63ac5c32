/** Looks a program up on the PATH, as a shell would. */
import { access, constants } from 'node:fs/promises'
import path from 'node:path'

/** An app that the Finder starts gets a PATH without them. */
const HOMEBREW = ['/opt/homebrew/bin', '/usr/local/bin']

export async function findProgram(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const stated = (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter).filter(Boolean)
  const folders = process.platform === 'darwin' ? [...stated, ...HOMEBREW] : stated
  const ending = process.platform === 'win32' ? '.exe' : ''
  for (const folder of folders) {
    const file = path.resolve(folder, `${name}${ending}`)
    if (await isExecutable(file)) {
      return file
    }
  }
  return undefined
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
