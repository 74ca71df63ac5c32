/**
 * Variables of `.http` files: `@name = value` on lines of their own before a request, `{{name}}`
 * where it is used. All is text with one character a byte, as the file was read.
 */
import { randomInt, randomUUID } from 'node:crypto'
import { AppError } from '#preload/errors'

export type Variables = ReadonlyMap<string, string>

const DEFINITION = /^[ \t]*@([^\s=]+)[ \t]*=[ \t]*([^\r\n]*?)[ \t]*\r?$/gm

/** `{{%name}}` is the value with its escapes for an address. */
const USE = /\{\{[ \t]*(%?)([^{}\s]+)((?:[ \t]+[^{}\s]+)*)[ \t]*\}\}/g

/** Values that hold others may hold themselves. */
const MAX_DEPTH = 10

export function definitionsIn(preface: string): [name: string, value: string][] {
  return [...preface.matchAll(DEFINITION)].map(([, name = '', value = '']) => [name, value])
}

export interface Filled {
  readonly text: string
  /** Names that nothing defines; they stay as they stand. */
  readonly unknown: readonly string[]
}

export function fill(text: string, variables: Variables, depth = 0): Filled {
  const unknown = new Set<string>()
  const filled = text.replace(USE, (use, percent: string, name: string, rest: string) => {
    const value = valueOf(name, rest.trim().split(/\s+/), variables, depth)
    if (value === undefined) {
      unknown.add(name)
      return use
    }
    value.unknown.forEach((one) => unknown.add(one))
    return percent === '' ? value.text : escaped(value.text)
  })
  return { text: filled, unknown: [...unknown] }
}

/** Of a request line, which is no address with an open variable in it. */
export function fillAddress(text: string, variables: Variables): string {
  const filled = fill(text, variables)
  const [name] = filled.unknown
  if (name !== undefined) {
    throw new AppError('invalid_input', `The file does not say what {{${name}}} is.`, {
      hint: `Define it in a line of its own, as in: @${name} = value`,
    })
  }
  return filled.text
}

function valueOf(
  name: string,
  args: readonly string[],
  variables: Variables,
  depth: number,
): Filled | undefined {
  const made = madeAnew(name, args)
  if (made !== undefined) {
    return { text: made, unknown: [] }
  }
  const value = variables.get(name)
  return value === undefined || depth >= MAX_DEPTH ? undefined : fill(value, variables, depth + 1)
}

/** What the editors' clients make for each request. */
function madeAnew(name: string, [least, most]: readonly string[]): string | undefined {
  switch (name) {
    case '$guid':
    case '$uuid':
    case '$random.uuid':
      return randomUUID()
    case '$timestamp':
      return String(Math.floor(Date.now() / 1000))
    case '$isoTimestamp':
      return new Date().toISOString()
    case '$randomInt': {
      const [from, to] = [Number(least || 0), Number(most || 1000)]
      return Number.isSafeInteger(from) && Number.isSafeInteger(to) && from < to
        ? String(randomInt(from, to))
        : undefined
    }
    default:
      return undefined
  }
}

function escaped(text: string): string {
  return encodeURIComponent(Buffer.from(text, 'latin1').toString('utf8'))
}
