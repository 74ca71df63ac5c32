/** Which requests of which file are taken. */
import type { Params, Result } from '#preload/contract'

type Preview = Result<'import.preview'>
export type PreviewFile = Preview['files'][number]

/** The requests that were taken out, as `file:request`; at first everything is in. */
export type Excluded = ReadonlySet<string>

export function keyOf(file: number, request: number): string {
  return `${file}:${request}`
}

export function toggled(excluded: Excluded, keys: readonly string[], isIn: boolean): Excluded {
  const next = new Set(excluded)
  for (const key of keys) {
    if (isIn) {
      next.delete(key)
    } else {
      next.add(key)
    }
  }
  return next
}

export function pickOf(
  preview: Preview,
  excluded: Excluded,
): NonNullable<Params<'import.files'>['pick']> {
  return preview.files.map(({ requests }, file) => ({
    file,
    requests: requests
      .filter(({ index }) => !excluded.has(keyOf(file, index)))
      .map(({ index }) => index),
  }))
}

/** A file that cannot be read stops an import: it stays behind, with its picks. */
export function readable<T>(preview: Preview, items: readonly T[]): T[] {
  return items.filter((_item, index) => preview.files[index]?.kind != null)
}

export function countOf(preview: Preview, excluded: Excluded): { events: number; sources: number } {
  const files = preview.files.filter(({ kind }) => kind !== null)
  const picked = pickOf(preview, excluded).reduce((sum, { requests }) => sum + requests.length, 0)
  return {
    events: picked,
    sources: files.filter(({ kind }) => kind === 'source').length,
  }
}
