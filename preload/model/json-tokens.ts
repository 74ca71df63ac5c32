/**
 * Where the tokens of a JSON text end, for those who need a text as it was written. The texts are
 * JSON already, or what came before an end that was cut off: the engine checks the grammar better.
 */

const SPACE = 32
const QUOTE = 34
const BACKSLASH = 92

/** What a number or a word goes on to. */
const WORD = /[\w.+-]+/y

/** The next place that is no white space, which is all that the grammar leaves at or below it. */
export function skipSpace(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) <= SPACE) {
    at += 1
  }
  return at
}

/** Where the token that starts at `from` ends. */
export function endOfToken(text: string, from: number): number {
  if (text.charCodeAt(from) === QUOTE) {
    return Math.min(closingQuote(text, from + 1) + 1, text.length)
  }
  WORD.lastIndex = from
  return WORD.test(text) ? WORD.lastIndex : from + 1
}

/** The place of the quote that ends the string whose first character is at `from`. */
export function closingQuote(text: string, from: number): number {
  for (let end = text.indexOf('"', from); end !== -1; end = text.indexOf('"', end + 1)) {
    let first = end
    while (text.charCodeAt(first - 1) === BACKSLASH) {
      first -= 1
    }
    if ((end - first) % 2 === 0) {
      return end
    }
  }
  return text.length
}
