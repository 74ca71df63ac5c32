/** Writes a folder of cases, as `hookbench test` reads it. */
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '#preload/errors'
import type { ExportedCases } from '#preload/model/ring'

export async function writeCases(dir: string, { files }: ExportedCases): Promise<void> {
  try {
    await mkdir(dir, { recursive: true })
    // Somebody's own cases may be there under the same names.
    if ((await readdir(dir)).length > 0) {
      throw new AppError('invalid_input', `${dir} is not empty.`, { hint: 'Name a new folder.' })
    }
    for (const file of files) {
      const target = path.join(dir, file.path)
      await mkdir(path.dirname(target), { recursive: true })
      await writeFile(target, file.text)
    }
  } catch (error) {
    if (error instanceof AppError) {
      throw error
    }
    const text = error instanceof Error ? error.message : String(error)
    throw new AppError('invalid_input', `The cases could not be written: ${text}`, {
      hint: 'Choose another folder.',
      cause: error,
    })
  }
}

/** In a folder that has something in it already, a new one with the name of the source. */
export async function freeFolder(chosen: string, slug: string): Promise<string> {
  const isEmpty = (await readdir(chosen)).length === 0
  return isEmpty ? chosen : path.join(chosen, slug)
}

export function countCases({ files }: ExportedCases): number {
  return files.filter(({ path: name }) => name.startsWith('cases/')).length
}
