/** Writes a folder of cases, as `hookbench test` reads it. */
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { ExportedCases } from '#preload/model/ring'
import { printLine, type CliContext } from './context.ts'
import { UsageError } from './failure.ts'

export async function writeCases(
  dir: string,
  { files, notes }: ExportedCases,
  io: CliContext['io'],
): Promise<void> {
  await mkdir(dir, { recursive: true })
  // Somebody's own cases may be there under the same names.
  if ((await readdir(dir)).length > 0) {
    throw new UsageError(`${dir} is not empty.`, 'Name a new folder.')
  }
  for (const file of files) {
    const target = path.join(dir, file.path)
    await mkdir(path.dirname(target), { recursive: true })
    await writeFile(target, file.text)
  }
  for (const note of notes) {
    io.stderr.write(`${note}\n`)
  }
  const cases = files.filter(({ path: name }) => name.startsWith('cases/')).length
  printLine(io, `${cases} ${cases === 1 ? 'case' : 'cases'} written to ${dir}.`)
}
