/** Replaces many texts in one pass, so that what stands for one is never searched for another. */

/** Longest first: a text that holds another one wins. */
export function replaceTexts(
  text: string,
  pairs: readonly (readonly [find: string, replacement: string])[],
  onFound: (replacement: string) => void = () => undefined,
): string {
  const present = pairs.filter(([find]) => find !== '' && text.includes(find))
  if (present.length === 0) {
    return text
  }
  const sorted = present.toSorted(([a], [b]) => b.length - a.length)
  const replacements = new Map(sorted.toReversed())
  const pattern = sorted.map(([find]) => find.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`))
  return text.replaceAll(new RegExp(pattern.join('|'), 'g'), (found) => {
    const replacement = replacements.get(found) ?? ''
    onFound(replacement)
    return replacement
  })
}
