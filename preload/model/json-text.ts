/**
 * JSON token by token. `JSON.parse` and `JSON.stringify` round big numbers, drop all but the last
 * of equal keys and put keys that look like numbers first, and what a sender signed has them as
 * they were. The texts have to be JSON already: the engine checks the grammar better.
 */
import { endOfToken, skipSpace } from './json-tokens.ts'

/** Deeper levels stay on one line: a megabyte of brackets would become a terabyte. */
const MAX_INDENTED = 40

/**
 * Printed as `JSON.stringify` does, but for what that would lose: numbers are written as they
 * are in the text, and keys stay in their order and number.
 */
export function printJson(text: string, indent = ''): string {
  const pieces: string[] = []
  let depth = 0
  let isFirst = false
  const breakLine = (): void => {
    if (indent !== '' && depth < MAX_INDENTED) {
      pieces.push('\n', indent.repeat(depth))
    }
  }
  for (let at = skipSpace(text, 0); at < text.length;) {
    const end = endOfToken(text, at)
    const token = text.slice(at, end)
    at = skipSpace(text, end)
    const isClosing = token === '}' || token === ']'
    depth -= isClosing ? 1 : 0
    // Neither between the brackets of what is empty, nor before the first of all tokens.
    if (isFirst !== isClosing && (isFirst || isClosing)) {
      breakLine()
    }
    isFirst = token === '{' || token === '['
    depth += isFirst ? 1 : 0
    if (token === ',') {
      pieces.push(token)
      breakLine()
    } else {
      pieces.push(token === ':' && indent !== '' ? ': ' : plainToken(token))
    }
  }
  return pieces.join('')
}

/** The text of a member of the object that the text holds; of equal keys the last, as parsed. */
export function memberOfJson(text: string, name: string): string | undefined {
  let found: string | undefined
  let depth = 0
  let key: string | undefined
  let valueAt = 0
  for (let at = skipSpace(text, 0); at < text.length;) {
    const end = endOfToken(text, at)
    const token = text.slice(at, end)
    if (depth === 1 && (token === ',' || token === '}')) {
      found = key === name ? text.slice(valueAt, at).trimEnd() : found
      key = undefined
    } else if (depth === 1 && key === undefined) {
      key = String(JSON.parse(token))
    } else if (depth === 1 && token === ':') {
      valueAt = skipSpace(text, end)
    }
    depth += token === '{' || token === '[' ? 1 : token === '}' || token === ']' ? -1 : 0
    at = skipSpace(text, end)
  }
  return found
}

/** Escapes say nothing that the character itself does not. */
function plainToken(token: string): string {
  return token.startsWith('"') && token.includes('\\') ? JSON.stringify(JSON.parse(token)) : token
}
