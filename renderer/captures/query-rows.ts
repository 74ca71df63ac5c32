export interface QueryRow {
  readonly name: string
  readonly value: string
}

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    // Not UTF-8 or a stray percent sign: as it stands, so that nothing is made up.
    return text
  }
}

/** The parameters in their order, decoded; repeated ones stay repeated. */
export function queryRows(query: string): QueryRow[] {
  return query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=')
      return at === -1
        ? { name: decode(part), value: '' }
        : { name: decode(part.slice(0, at)), value: decode(part.slice(at + 1)) }
    })
}
