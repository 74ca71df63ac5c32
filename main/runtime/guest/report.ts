/** Any thrown value as plain text and numbers, read with care: it may be hostile or broken. */
import { callHost } from './bridge.ts'
import { stackOf } from './stack-traces.ts'

export interface Report {
  /** `''` when what was thrown is not an error. */
  readonly name: string
  readonly message: string
  readonly line: number | null
  readonly column: number | null
  readonly stack: string
}

/** The last one of a frame: names of functions, which come before, may look like places. */
const position = /.*function\.js:(\d+):(\d+)/
const maxCauses = 5
/**
 * Keeps one hostile error from flooding the result. The core cuts it to `maxReportText` after it
 * was masked, for which it needs the margin (`cutMargin`).
 */
const maxText = 16_000 + 4096

function clip(text: string): string {
  return text.slice(0, maxText)
}

/** The brand check holds for errors of every realm, which `instanceof` does not. */
export function isError(value: unknown): value is Error {
  try {
    return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]'
  } catch {
    // A trap or a getter of the user's.
    return false
  }
}

function read(value: object, key: string): unknown {
  try {
    return Reflect.get(value, key)
  } catch {
    return undefined
  }
}

function textOf(value: object, key: string): string {
  const text = read(value, key)
  return typeof text === 'string' ? text : text === undefined ? '' : safeString(text)
}

function safeString(value: unknown): string {
  try {
    return String(value)
  } catch {
    return '[value that cannot be shown]'
  }
}

/** Frames of the user's own file; library and runtime frames mean nothing to the user. */
function userFrames(error: object): string[] {
  const stack = stackOf(error)
  return (typeof stack === 'string' ? stack : '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && position.test(line))
    .map((line) => `    ${line.trim()}`)
}

function headline(error: object): string {
  const name = textOf(error, 'name') || 'Error'
  const message = textOf(error, 'message')
  return message === '' ? name : `${name}: ${message}`
}

function stackText(error: object, show: (value: unknown) => string, depth: number): string {
  const lines = [headline(error), ...userFrames(error)]
  const cause = read(error, 'cause')
  if (cause !== undefined && depth < maxCauses) {
    const text = isError(cause) ? stackText(cause, show, depth + 1) : show(cause)
    lines.push(`  [cause]: ${text.replaceAll('\n', '\n  ')}`)
  }
  return lines.join('\n')
}

function place(digits: string | undefined): number | null {
  const number = Number(digits)
  return Number.isSafeInteger(number) && number > 0 ? number : null
}

export function describe(thrown: unknown, show: (value: unknown) => string): Report {
  if (!isError(thrown)) {
    const shown = typeof thrown === 'string' ? thrown : show(thrown)
    return { name: '', message: clip(shown), line: null, column: null, stack: '' }
  }
  const match = position.exec(userFrames(thrown)[0] ?? '')
  return {
    name: clip(textOf(thrown, 'name') || 'Error'),
    message: clip(textOf(thrown, 'message')),
    line: place(match?.[1]),
    column: place(match?.[2]),
    stack: clip(stackText(thrown, show, 0)),
  }
}

/** How the code that is calling right now was reached. */
export function userStack(): string[] {
  return userFrames(new Error('position'))
}

const stringify = JSON.stringify.bind(JSON)

/** JSON of a text; primitives are the one thing that no `toJSON` reaches. */
export function quote(text: string): string {
  return stringify(text)
}

export function reportJson({ name, message, line, column, stack }: Report): string {
  return `{"name":${quote(name)},"message":${quote(message)},"line":${line},"column":${column},"stack":${quote(stack)}}`
}

export function sendLog(level: string, text: string, line: number | null): void {
  // Written by hand: user code may have put a `toJSON` on every array.
  callHost('log', `[${quote(level)},${quote(text)},${line}]`)
}
