/**
 * The names and values of an `application/x-www-form-urlencoded` text, in order, as
 * `URLSearchParams` reads them. That class takes a time that grows with the square of their
 * number, and a body of 2 MB may hold a million.
 */
export function formPairs(text: string): [name: string, value: string][] {
  const pairs: [string, string][] = []
  for (const part of (text.startsWith('?') ? text.slice(1) : text).split('&')) {
    if (part !== '') {
      const mark = part.indexOf('=')
      const name = mark === -1 ? part : part.slice(0, mark)
      pairs.push([decode(name), mark === -1 ? '' : decode(part.slice(mark + 1))])
    }
  }
  return pairs
}

function decode(encoded: string): string {
  const text = encoded.includes('+') ? encoded.replaceAll('+', ' ') : encoded
  if (!text.includes('%')) {
    return text
  }
  try {
    return decodeURIComponent(text)
  } catch {
    // Bytes that are no UTF-8, or a sign of percent that escapes nothing.
    return new URLSearchParams(`v=${encoded.replaceAll('&', '%26')}`).get('v') ?? ''
  }
}
