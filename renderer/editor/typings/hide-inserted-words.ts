/**
 * Where nothing is known of a value, the language service offers every word of the text. Those of
 * what was put in are no words of the user's.
 */
import type { Insertions } from './insertions.ts'

/** The language service's kind for a word that it knows nothing of. */
export const WORD = 'warning'

export function hideInsertedWords(completions: unknown, text: string, insertions: Insertions) {
  if (insertions.length === 0 || !hasEntries(completions)) {
    return completions
  }
  const own = wordsOf(text)
  const inserted = wordsOf(insertions.map((insertion) => insertion.text).join(' '))
  const isHidden = (entry: unknown): boolean =>
    typeof entry === 'object' &&
    entry !== null &&
    'kind' in entry &&
    entry.kind === WORD &&
    'name' in entry &&
    typeof entry.name === 'string' &&
    inserted.has(entry.name) &&
    !own.has(entry.name)
  return { ...completions, entries: completions.entries.filter((entry) => !isHidden(entry)) }
}

export function hasEntries(
  completions: unknown,
): completions is { readonly entries: readonly unknown[] } {
  return (
    typeof completions === 'object' &&
    completions !== null &&
    'entries' in completions &&
    Array.isArray(completions.entries)
  )
}

function wordsOf(text: string): Set<string> {
  return new Set(text.match(/[\w$]+/g))
}
