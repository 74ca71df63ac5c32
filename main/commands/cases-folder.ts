/** Writes a folder of cases and says what was left out. */
import { countCases, writeCases as write } from '#main/runtime/ring/write-cases'
import { AppError } from '#preload/errors'
import type { ExportedCases } from '#preload/model/ring'
import { printLine, type CliContext } from './context.ts'
import { UsageError } from './failure.ts'
import { visible } from './table.ts'

export async function writeCases(
  dir: string,
  exported: ExportedCases,
  io: CliContext['io'],
): Promise<void> {
  await write(dir, exported).catch((error: unknown) => {
    throw error instanceof AppError ? new UsageError(error.message, error.hint) : error
  })
  for (const note of exported.notes) {
    io.stderr.write(`${visible(note)}\n`)
  }
  tellWithheld(exported.withheld, io)
  const cases = countCases(exported)
  printLine(io, `${cases} ${cases === 1 ? 'case' : 'cases'} written to ${dir}.`)
}

export function tellWithheld(withheld: readonly string[], io: CliContext['io']): void {
  if (withheld.length > 0) {
    io.stderr.write(`Left out: ${visible(withheld.join(', '))}. Include them with --secrets.\n`)
  }
}
