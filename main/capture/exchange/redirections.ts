/** Where bash has a command read from and write to, as far as that makes its request. */

/** Filled when the lines come that the text stands on. */
export interface InputWord {
  text: string
  readonly operator: false
  readonly isInput: true
}

export interface HereDocument {
  readonly delimiter: string
  readonly stripsTabs: boolean
  /** A quoted delimiter keeps everything in it as it is. */
  readonly isQuoted: boolean
  readonly word: InputWord
}

export interface Redirection {
  readonly length: number
  readonly document: HereDocument | undefined
  /** `<<<`: the next word is the input. */
  readonly isHereString: boolean
}

const HERE = /<<(-?)[ \t]*(?:'([^'\n]+)'|"([^"\n]+)"|(\\?)([\w.-]+))/y
const HERE_STRING = /<<<[ \t]*/y
const OTHER = /(?:&>>?|>>|>\||[<>]&|[<>])[ \t]*(?:'[^'\n]*'|"[^"\n]*"|[^\s'"|;&<>]+)?/y

/** `at` is a `<`, a `>` or an `&` before a `>`. */
export function redirectionAt(command: string, at: number): Redirection {
  const here = matchAt(HERE, command, at)
  if (here !== null) {
    const [all, dash, single, double, backslash, plain] = here
    const document: HereDocument = {
      delimiter: single ?? double ?? plain ?? '',
      stripsTabs: dash === '-',
      isQuoted: plain === undefined || backslash === '\\',
      word: { text: '', operator: false, isInput: true },
    }
    return { length: all.length, document, isHereString: false }
  }
  const text = matchAt(HERE_STRING, command, at)
  const length = text?.[0].length ?? matchAt(OTHER, command, at)?.[0].length ?? 1
  return { length, document: undefined, isHereString: text !== null }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** Reads the lines that begin at `from`; returns where the line after the delimiter begins. */
export function readDocument(command: string, from: number, document: HereDocument): number {
  const lines: string[] = []
  let at = from
  while (at < command.length) {
    const end = command.indexOf('\n', at)
    const raw = command.slice(at, end === -1 ? command.length : end + 1)
    const line = document.stripsTabs ? raw.replace(/^\t+/, '') : raw
    at += raw.length
    if (line.replace(/\r?\n$/, '') === document.delimiter) {
      break
    }
    lines.push(line)
  }
  const text = lines.join('')
  const plain = document.isQuoted ? text : text.replace(/\\(?:\r?\n|([\\$`]))/g, '$1')
  document.word.text = Buffer.from(plain, 'utf8').toString('latin1')
  return at
}
