/**
 * Indents JSON token by token. `JSON.parse` and `JSON.stringify` would round big numbers, drop
 * all but the last of equal keys, put keys that look like numbers first and rewrite escapes;
 * here every token stays as it was sent.
 */
import { endOfToken, skipSpace } from '#preload/model/json-tokens'

export interface PrettyJson {
  readonly pretty: string
  /** JSON Pointers. */
  readonly duplicateKeys: readonly string[]
  readonly inexactNumbers: readonly string[]
  readonly truncated: boolean
}

/** Deeper levels are not indented further: a megabyte of brackets would become a terabyte. */
const MAX_INDENT = 40

/** What is told of what JavaScript cannot hold. */
const MAX_FINDINGS = 20

interface Level {
  readonly isObject: boolean
  readonly keys: Set<string>
  /** Of the member or item that is being read. */
  key: string
  index: number
  isEmpty: boolean
}

/** `undefined` when the text is no JSON. */
export function prettyJson(text: string, maxLength: number): PrettyJson | undefined {
  if (!isJson(text)) {
    return undefined
  }
  const pieces: string[] = []
  const levels: Level[] = []
  const duplicateKeys: string[] = []
  const inexactNumbers: string[] = []
  let length = 0
  let expectsKey = false

  function write(piece: string): void {
    pieces.push(piece)
    length += piece.length
  }

  function newLine(): void {
    write(`\n${'  '.repeat(Math.min(levels.length, MAX_INDENT))}`)
  }

  function beforeValue(): void {
    const level = levels.at(-1)
    if (level !== undefined && !level.isObject) {
      newLine()
      level.isEmpty = false
    }
  }

  function open(bracket: string): void {
    beforeValue()
    const isObject = bracket === '{'
    levels.push({ isObject, keys: new Set(), key: '', index: 0, isEmpty: true })
    expectsKey = isObject
    write(bracket)
  }

  function close(bracket: string): void {
    const level = levels.pop()
    if (level?.isEmpty === false) {
      newLine()
    }
    write(bracket)
    expectsKey = false
  }

  function next(): void {
    const level = levels.at(-1)
    write(',')
    if (level !== undefined) {
      level.index += 1
      expectsKey = level.isObject
    }
  }

  function key(token: string): void {
    const level = levels.at(-1)
    newLine()
    write(token)
    expectsKey = false
    if (level !== undefined) {
      level.isEmpty = false
      level.key = token.includes('\\') ? String(JSON.parse(token)) : token.slice(1, -1)
      if (level.keys.has(level.key) && duplicateKeys.length < MAX_FINDINGS) {
        duplicateKeys.push(pointer(levels))
      }
      level.keys.add(level.key)
    }
  }

  function value(token: string): void {
    beforeValue()
    write(token)
    if (!token.startsWith('"') && !isExact(token) && inexactNumbers.length < MAX_FINDINGS) {
      inexactNumbers.push(token.slice(0, 100))
    }
  }

  for (let at = skipSpace(text, 0); at < text.length;) {
    const end = endOfToken(text, at)
    const token = text.slice(at, end)
    at = skipSpace(text, end)
    if (length > maxLength) {
      return { pretty: pieces.join(''), duplicateKeys, inexactNumbers, truncated: true }
    }
    switch (token) {
      case '{':
      case '[':
        open(token)
        break
      case '}':
      case ']':
        close(token)
        break
      case ',':
        next()
        break
      case ':':
        write(': ')
        break
      default:
        if (expectsKey) {
          key(token)
        } else {
          value(token)
        }
    }
  }
  return { pretty: pieces.join(''), duplicateKeys, inexactNumbers, truncated: false }
}

/** The grammar is checked by the engine, so that the tokens need not be. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function pointer(levels: readonly Level[]): string {
  return levels
    .map(({ isObject, key, index }) =>
      isObject ? `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}` : `/${index}`,
    )
    .join('')
}

/** Whether the number that JavaScript makes of it is written with the same digits. */
function isExact(token: string): boolean {
  const number = Number(token)
  return Number.isNaN(number) || canonical(token) === canonical(String(number))
}

/** Digits without zeros at either end, and the power of ten of the last one. */
function canonical(token: string): string {
  const match = /^-?(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(token)
  if (match === null) {
    return token
  }
  const [, whole = '', fraction = '', exponent = '0'] = match
  const digits = `${whole}${fraction}`.replace(/^0+/, '')
  const trimmed = withoutZerosAtEnd(digits)
  const power = Number(exponent) - fraction.length + (digits.length - trimmed.length)
  return trimmed === '' ? '0' : `${token.startsWith('-') ? '-' : ''}${trimmed}e${power}`
}

/** By hand: a pattern that is bound to the end looks at a run of zeros once for each of them. */
function withoutZerosAtEnd(digits: string): string {
  let end = digits.length
  while (digits[end - 1] === '0') {
    end -= 1
  }
  return digits.slice(0, end)
}
