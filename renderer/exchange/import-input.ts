/** What is brought in: files that were dropped or chosen, or text that was pasted. */
import type { Params } from '#preload/contract'
import { MAX_IMPORT_BYTES } from '#preload/model/limits'
import { bytesToBase64, textToBase64 } from '../ui/files.ts'
import { formatBytes } from '../ui/format.ts'

export type ImportFiles = Params<'import.preview'>['files']

/** What the core takes at once, beside the bytes. */
const MAX_FILES = 50

export type ReadFiles =
  | { readonly ok: true; readonly files: ImportFiles }
  | { readonly ok: false; readonly problem: string }

export async function readFiles(files: readonly File[]): Promise<ReadFiles> {
  const total = files.reduce((sum, { size }) => sum + size, 0)
  if (files.length > MAX_FILES) {
    return { ok: false, problem: `These are ${files.length} files; at most ${MAX_FILES} at once.` }
  }
  if (total > MAX_IMPORT_BYTES) {
    const limit = formatBytes(MAX_IMPORT_BYTES)
    return { ok: false, problem: `These are ${formatBytes(total)}; at most ${limit} at once.` }
  }
  try {
    const read = await Promise.all(
      files.map(async (file) => ({
        name: file.name,
        base64: bytesToBase64(new Uint8Array(await file.arrayBuffer())),
      })),
    )
    return { ok: true, files: read }
  } catch {
    return { ok: false, problem: 'A file could not be read. A folder has to be opened first.' }
  }
}

export function pastedText(text: string): ImportFiles {
  return [{ name: '', base64: textToBase64(text) }]
}
