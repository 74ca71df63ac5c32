/** Files that a verb is given; `-` is standard input. */
import { readFile } from 'node:fs/promises'
import type { CommandIo } from './context.ts'
import { UsageError } from './failure.ts'

export async function readBytes(file: string, io: CommandIo): Promise<Buffer> {
  if (file === '-') {
    const chunks: Buffer[] = []
    for await (const chunk of io.stdin) {
      chunks.push(Buffer.from(chunk))
    }
    return Buffer.concat(chunks)
  }
  try {
    return await readFile(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new UsageError(
      `The file ${file} could not be read (${code}).`,
      'Check the path and that the file may be read.',
    )
  }
}
