/** What is said of an error that ended a run: the same words in the window and in a terminal. */
import type { RawHeaders, RunError } from '../model.ts'

/** A thrown value that is no error has no name. */
export function errorLine({ name, message }: Pick<RunError, 'name' | 'message'>): string {
  return name === '' ? message : `${name}: ${message}`
}

export interface FailedRun {
  readonly error: Pick<RunError, 'name' | 'message'> | null
  readonly code: string
  readonly handler: 'modern' | 'legacy'
  /** Of the request that the function was given. */
  readonly headers: RawHeaders
}

const HANDLERS = { modern: 'onRequest', legacy: 'processEvents' } as const

/** Why it may have failed, where that shows in what it was given and not in the error. */
export function failureHints({ error, code, handler, headers }: FailedRun): string[] {
  if (error === null) {
    return []
  }
  if (error.message === 'request not supported') {
    return missingHandler(HANDLERS[handler], code)
  }
  const coding = codingOf(headers)
  return error.name === 'SyntaxError' && coding !== null
    ? [`The body is ${coding}-compressed; a deployed function gets these bytes too.`]
    : []
}

/** How the body is compressed; `null` when it is not. */
export function codingOf(headers: RawHeaders): string | null {
  const value = headers.find(([name]) => name.toLowerCase() === 'content-encoding')?.[1].trim()
  return value === undefined || value === '' || /^identity$/i.test(value) ? null : value
}

const NAMES = /(?:\bfunction\s*\*?\s*|\b(?:const|let|var)\s+|\bexports\.)([A-Za-z_$][\w$]*)/g

function missingHandler(wanted: string, code: string): string[] {
  const names = Array.from(code.matchAll(NAMES), ([, name]) => name ?? '')
  // Without the code that was run nothing is known of it.
  if (code === '' || names.includes(wanted)) {
    return []
  }
  const likely = names.find((name) => isLike(name.toLowerCase(), wanted.toLowerCase()))
  return [
    `No function ${wanted} was found${likely === undefined ? '.' : `; did you mean ${likely}?`}`,
  ]
}

/** Cut short, in other letters, or begun alike: `onReq`, `onrequest`, `onRequests`. */
function isLike(name: string, wanted: string): boolean {
  return name.length > 2 && (wanted.startsWith(name) || name.startsWith(wanted.slice(0, 5)))
}
