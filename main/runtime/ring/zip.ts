/** A ZIP archive of a few texts. */
import { strToU8, zipSync } from 'fflate'

export interface ZipFile {
  /** With `/` between folders. */
  readonly path: string
  readonly text: string
}

/** The first that the format knows: the same files give the same archive, whenever it is made. */
const MADE_AT = new Date(1980, 0, 1)

export function zip(files: readonly ZipFile[]): Buffer {
  const entries = files.map(({ path, text }) => [path, strToU8(text)])
  return Buffer.from(zipSync(Object.fromEntries(entries), { mtime: MADE_AT }))
}
