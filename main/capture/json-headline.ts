/**
 * Reads the text members at the top of a JSON text, without building the rest: a list of events
 * wants one word of each body, and parsing all of it costs more than storing it. A text that
 * turns out to be broken, or is cut off, yields what came before.
 */
import { closingQuote, skipSpace } from '#preload/model/json-tokens'

const QUOTE = 34
const COLON = 58
const OPEN_BRACKET = 91
const CLOSE_BRACKET = 93
const OPEN_BRACE = 123
const CLOSE_BRACE = 125

/**
 * String members of the object, or of the first object of the array, that the text is. A
 * member that is an object counts with its own `type`. The first of equal names wins. `isEnough`
 * is asked of each that was found, and ends the reading.
 */
export function readHeadline(
  text: string,
  wanted: ReadonlySet<string>,
  isEnough: (name: string) => boolean = () => false,
): Map<string, string> {
  const found = new Map<string, string>()
  const start = text.search(/\S/)
  const top = text.charCodeAt(start) === OPEN_BRACKET ? 2 : 1
  let depth = 0
  /** The member that is being read at `top` and below it. */
  let member = ''
  let inner = ''

  for (let index = Math.max(0, start); index < text.length; index++) {
    switch (text.charCodeAt(index)) {
      case OPEN_BRACE:
      case OPEN_BRACKET:
        depth += 1
        inner = ''
        break
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        depth -= 1
        if (depth < top) {
          return found
        }
        break
      case QUOTE: {
        const end = closingQuote(text, index + 1)
        if (depth <= top + 1) {
          const value = text.slice(index + 1, end)
          if (isKey(text, end + 1)) {
            if (depth === top) {
              member = value
            } else {
              inner = value
            }
          } else if (wanted.has(member) && !found.has(member) && value !== '') {
            if (depth === top || (depth === top + 1 && inner === 'type')) {
              found.set(member, unescape(value))
              if (isEnough(member)) {
                return found
              }
            }
          }
        }
        index = end
        break
      }
    }
  }
  return found
}

function isKey(text: string, from: number): boolean {
  return text.charCodeAt(skipSpace(text, from)) === COLON
}

function unescape(raw: string): string {
  if (!raw.includes('\\')) {
    return raw
  }
  try {
    return String(JSON.parse(`"${raw}"`))
  } catch {
    return raw
  }
}
