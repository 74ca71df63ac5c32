/** Splits a command into its words as bash and as cmd.exe do, as far as curl commands go. */
import { AppError } from '#preload/errors'
import { readDocument, redirectionAt, type HereDocument } from './redirections.ts'

export interface Word {
  /**
   * One character a byte: `$'\\xE9'` is a byte and no character, and what curl sends are bytes.
   */
  readonly text: string
  /** Unquoted `|`, `;`, `&`, `<`, `>`: the words around it are not one command. */
  readonly operator: boolean
  /** What the command reads: a here-document. */
  readonly isInput?: boolean
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  E: '\u001b',
  f: '\f',
  v: '\v',
}

export function unclosed(quote: string): AppError {
  return new AppError('invalid_input', `The command has a ${quote} that is not closed.`, {
    hint: 'Copy the whole command, to the end of its last line.',
  })
}

export function binary(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

export function bashWords(command: string): Word[] {
  const words: Word[] = []
  const documents: HereDocument[] = []
  let word: string | undefined
  let isInput = false
  let at = 0
  const add = (text: string): void => {
    word = (word ?? '') + binary(text)
  }
  const finish = (): void => {
    if (word !== undefined) {
      words.push(
        isInput ? { text: `${word}\n`, operator: false, isInput } : { text: word, operator: false },
      )
      isInput = false
    }
    word = undefined
  }
  while (at < command.length) {
    const char = command[at] ?? ''
    const next = command[at + 1]
    if (char === '\\') {
      // A backslash before a line end joins the lines.
      const newline = /^\\\r?\n/.exec(command.slice(at, at + 3))?.[0]
      if (newline === undefined) {
        add(next ?? '')
      }
      at += newline?.length ?? 2
    } else if (char === "'") {
      const end = command.indexOf("'", at + 1)
      if (end === -1) {
        throw unclosed("quote (')")
      }
      add(command.slice(at + 1, end))
      at = end + 1
    } else if (char === '$' && next === "'") {
      const [text, end] = ansiQuoted(command, at + 2)
      word = (word ?? '') + text
      at = end
    } else if (char === '"') {
      const [text, end] = doubleQuoted(command, at + 1)
      add(text)
      at = end
    } else if (char === '#' && word === undefined) {
      const end = command.indexOf('\n', at)
      at = end === -1 ? command.length : end
    } else if (/\s/.test(char)) {
      finish()
      if (char === '\n' && words.at(-1)?.operator === false) {
        words.push({ text: '\n', operator: true })
      }
      at += 1
      if (char === '\n') {
        at = documents.reduce((from, one) => readDocument(command, from, one), at)
        documents.length = 0
      }
    } else if (char === '<' || char === '>' || (char === '&' && next === '>')) {
      // The number before it is that of the stream.
      word = word !== undefined && /^\d+$/.test(word) ? undefined : word
      finish()
      const { length, document, isHereString } = redirectionAt(command, at)
      if (document !== undefined) {
        words.push(document.word)
        documents.push(document)
      }
      isInput = isHereString
      at += length
    } else if (/[|;&]/.test(char)) {
      finish()
      words.push({ text: char, operator: true })
      at += 1
    } else {
      const plain = /^[^\\'"$\s|;&<>]+|^\$/.exec(command.slice(at))?.[0] ?? char
      add(plain)
      at += plain.length
    }
  }
  finish()
  return words
}

function doubleQuoted(command: string, start: number): [text: string, end: number] {
  let text = ''
  let at = start
  while (at < command.length) {
    const char = command[at] ?? ''
    const next = command[at + 1] ?? ''
    if (char === '"') {
      return [text, at + 1]
    }
    // Inside double quotes a backslash escapes these only, and stays before anything else.
    if (char === '\\' && '"\\$`\n'.includes(next)) {
      text += next === '\n' ? '' : next
      at += 2
    } else {
      text += char
      at += 1
    }
  }
  throw unclosed('double quote (")')
}

/** `$'...'` of bash; the result is a binary string. */
function ansiQuoted(command: string, start: number): [text: string, end: number] {
  let text = ''
  let at = start
  while (at < command.length) {
    const char = command[at] ?? ''
    if (char === "'") {
      return [text, at + 1]
    }
    if (char !== '\\') {
      const plain = /^[^\\']+/.exec(command.slice(at))?.[0] ?? char
      text += binary(plain)
      at += plain.length
      continue
    }
    const rest = command.slice(at + 1, at + 10)
    const hex = /^x([0-9a-fA-F]{1,2})/.exec(rest)
    const unicode = /^(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8}))/.exec(rest)
    const octal = /^[0-7]{1,3}/.exec(rest)
    if (hex !== null) {
      text += String.fromCharCode(Number.parseInt(hex[1] ?? '0', 16))
      at += 1 + hex[0].length
    } else if (unicode !== null) {
      text += binary(codePoint(unicode[1] ?? unicode[2] ?? '0'))
      at += 1 + unicode[0].length
    } else if (octal !== null) {
      text += String.fromCharCode(Number.parseInt(octal[0], 8) & 255)
      at += 1 + octal[0].length
    } else {
      const next = rest[0] ?? ''
      text += ESCAPES[next] ?? ('\\\'"?'.includes(next) ? next : `\\${next}`)
      at += 2
    }
  }
  throw unclosed("quote ($')")
}

function codePoint(hex: string): string {
  const code = Number.parseInt(hex, 16)
  return code > 0x10_ff_ff ? '\uFFFD' : String.fromCodePoint(code)
}

/** cmd.exe first takes its carets away, then the program splits what is left by `"` and `\"`. */
export function cmdWords(command: string): Word[] {
  const line = binary(withoutCarets(command))
  const words: Word[] = []
  let word: string | undefined
  let quoted = false
  let at = 0
  while (at < line.length) {
    const slashes = /^\\+/.exec(line.slice(at))?.[0].length ?? 0
    const char = line[at + slashes]
    if (slashes > 0) {
      // Microsoft's rule: backslashes count only before a quote, where two make one.
      word = (word ?? '') + '\\'.repeat(char === '"' ? Math.floor(slashes / 2) : slashes)
      at += slashes
      if (char === '"' && slashes % 2 === 1) {
        word += '"'
        at += 1
      }
    } else if (char === '"') {
      if (quoted && line[at + 1] === '"') {
        word = `${word ?? ''}"`
        at += 2
      } else {
        quoted = !quoted
        word ??= ''
        at += 1
      }
    } else if (!quoted && /[ \t\r\n]/.test(char ?? '')) {
      if (word !== undefined) {
        words.push({ text: word, operator: false })
      }
      word = undefined
      at += 1
    } else {
      word = (word ?? '') + (char ?? '')
      at += 1
    }
  }
  if (quoted) {
    throw unclosed('double quote (")')
  }
  if (word !== undefined) {
    words.push({ text: word, operator: false })
  }
  return words
}

/**
 * Inside of plain quotes a caret is a character like any other. One before a quote keeps it from
 * opening or closing anything, one before a line end joins the lines; browsers write a line feed
 * as two of those.
 */
function withoutCarets(command: string): string {
  let isQuoted = false
  return command.replace(/\^(\r?\n|\r?$|[\s\S])|"|\n/g, (all, next?: string) => {
    if (all === '"') {
      isQuoted = !isQuoted
    } else if (all === '\n') {
      isQuoted = false
    } else if (isQuoted) {
      isQuoted = next !== '"' && next?.endsWith('\n') !== true
      return all
    } else {
      return /^\r?\n$/.test(next ?? '') ? '' : (next ?? '')
    }
    return all
  })
}

const CMD = /^\s*curl(?:\.exe)?\s(?:[^'"^\n]|"[^"\n]*"|\^(?!"|\r?\n))*\^(?:"|\r?\n)/

/**
 * Carets before quotes or at the line's end are cmd's; bash quotes both. A first line that has
 * come to a single quote of its own is bash's, whatever stands inside of it.
 */
export function isCmd(command: string): boolean {
  // A line of a terminal: a body that is one line of megabytes has nothing to tell.
  return CMD.test(command.slice(0, 16_384))
}
