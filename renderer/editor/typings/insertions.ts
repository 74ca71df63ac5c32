/**
 * Text that the language service sees and the user does not: where it was put in, and the way
 * from a place in the one text to the same place in the other.
 */
export interface Insertion {
  /** Offset in the user's text. */
  readonly at: number
  readonly text: string
}

/** Ascending by place. */
export type Insertions = readonly Insertion[]

export function withInsertions(text: string, insertions: Insertions): string {
  let result = ''
  let from = 0
  for (const { at, text: inserted } of insertions) {
    result += text.slice(from, at) + inserted
    from = at
  }
  return result + text.slice(from)
}

/** A place at which something was put in is the one behind it. */
export function toShadow(insertions: Insertions, offset: number): number {
  let moved = offset
  for (const { at, text } of insertions) {
    if (at > offset) {
      break
    }
    moved += text.length
  }
  return moved
}

/** A place inside of what was put in is where it was put. */
export function toOriginal(insertions: Insertions, offset: number): number {
  let inserted = 0
  for (const { at, text } of insertions) {
    const start = at + inserted
    if (offset < start) {
      break
    }
    if (offset < start + text.length) {
      return at
    }
    inserted += text.length
  }
  return offset - inserted
}

/** A result of the language service with its spans in the user's text. */
export function spansToOriginal(
  value: unknown,
  insertionsOf: (file: string) => Insertions,
  file: string,
): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => spansToOriginal(item, insertionsOf, file))
  }
  if (typeof value !== 'object' || value === null) {
    return value
  }
  const own = 'fileName' in value && typeof value.fileName === 'string' ? value.fileName : file
  const mapped: Record<string, unknown> = Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, spansToOriginal(part, insertionsOf, own)]),
  )
  const { start, length, position } = mapped
  const insertions = insertionsOf(own)
  if (typeof start === 'number' && typeof length === 'number') {
    mapped['start'] = toOriginal(insertions, start)
    mapped['length'] = toOriginal(insertions, start + length) - toOriginal(insertions, start)
  }
  if (typeof position === 'number') {
    mapped['position'] = toOriginal(insertions, position)
  }
  return mapped
}
