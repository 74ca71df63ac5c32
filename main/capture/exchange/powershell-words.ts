/** Splits a command into its words as PowerShell does, as far as commands for curl.exe go. */
import { binary, unclosed, type Word } from './shell-words.ts'

const JOINED_LINES = /`[ \t]*\r?\n/y

/** A backtick before a line end joins lines in PowerShell alone; inside of quotes it is text. */
export function isPowerShell(command: string): boolean {
  for (let at = 0; at < command.length; at += 1) {
    const char = command[at]
    if (char === "'" || char === '"') {
      at = command.indexOf(char, at + 1)
      if (at === -1) {
        return false
      }
    } else if (char === '\\') {
      at += 1
    } else if (char === '`') {
      return matchAt(JOINED_LINES, command, at) !== undefined
    }
  }
  return false
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', 0: '\0' }

const PLAIN = /[^'"`\s|;&<>]+/y
const IN_SINGLE = /'[^']*(?:''[^']*)*'/y
const IN_DOUBLE = /"[^"`]*(?:(?:`[\s\S]|"")[^"`]*)*"/y

export function powerShellWords(command: string): Word[] {
  const words: Word[] = []
  let word: string | undefined
  const finish = (): void => {
    if (word !== undefined) {
      words.push({ text: binary(word), operator: false })
    }
    word = undefined
  }
  for (let at = 0; at < command.length;) {
    const [length, text] = pieceAt(command, at)
    if (text === undefined) {
      finish()
      const char = command[at] ?? ''
      if (!/[^\S\n]/.test(char) && words.at(-1)?.operator === false && length === 1) {
        words.push({ text: char, operator: true })
      }
    } else {
      word = (word ?? '') + text
    }
    at += length
  }
  finish()
  return words
}

/** How long the piece is, and what it adds to the word; nothing when it ends the word. */
function pieceAt(command: string, at: number): [length: number, text: string | undefined] {
  const char = command[at] ?? ''
  if (char === "'" || char === '"') {
    const pattern = char === "'" ? IN_SINGLE : IN_DOUBLE
    const quoted = matchAt(pattern, command, at)
    if (quoted === undefined) {
      throw unclosed(char === "'" ? "quote (')" : 'double quote (")')
    }
    const inner = quoted.slice(1, -1)
    return [
      quoted.length,
      forProgram(char === "'" ? inner.replaceAll("''", "'") : unescaped(inner)),
    ]
  }
  if (char === '`') {
    const joined = matchAt(JOINED_LINES, command, at)
    return joined === undefined ? [2, escaped(command[at + 1] ?? '')] : [joined.length, undefined]
  }
  const plain = matchAt(PLAIN, command, at)
  return plain === undefined ? [1, undefined] : [plain.length, plain]
}

function unescaped(inner: string): string {
  return inner.replace(/`([\s\S])|""/g, (_all, char?: string) =>
    char === undefined ? '"' : escaped(char),
  )
}

function escaped(char: string): string {
  return ESCAPES[char] ?? char
}

/** Up to version 7.2 quotes had to be escaped once more, for the program that is called. */
function forProgram(text: string): string {
  return /(?<!\\)"/.test(text) ? text : text.replaceAll('\\"', '"')
}
