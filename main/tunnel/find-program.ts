/** Looks a program up on the PATH, as a shell would. */
import { access, constants } from 'node:fs/promises'
import path from 'node:path'

export async function findProgram(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter).filter(Boolean)
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
