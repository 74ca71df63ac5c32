/**
 * The one door out of the context. The host gives a function that takes and returns primitive
 * strings; it stays in this closure and user code never holds it. Whatever goes wrong on the
 * other side surfaces as an error made here, inside the context.
 */
export type Bridge = (op: string, arg: string, data: string, more: string) => string

const parse = JSON.parse.bind(JSON)
const stringify = JSON.stringify.bind(JSON)
let door: Bridge | undefined

export function openBridge(bridge: Bridge): void {
  door = bridge
}

/**
 * The answer is `+text`, or `-{name, message, code}` for a failure that user code may see. Large
 * texts and bytes cross beside the argument: V8 shares them, where JSON would copy them twice.
 */
export function callHost(op: string, arg: string, data = '', more = ''): string {
  let answer: string | undefined
  try {
    answer = door?.(op, arg, data, more)
  } catch {
    // A host-realm error (a stack overflow inside the call): it must not be seen.
  }
  if (typeof answer !== 'string') {
    throw new RangeError('Maximum call stack size exceeded')
  }
  if (answer[0] === '+') {
    return answer.slice(1)
  }
  throw toError(answer.slice(1))
}

const errorTypes: Record<string, ErrorConstructor> = { TypeError, RangeError, SyntaxError }

interface WireFailure {
  readonly name?: string
  readonly message: string
  readonly [key: string]: unknown
}

/** An error of this realm from the plain shape that the host sent. */
export function toError(text: string): Error {
  const { name, message, ...rest } = parse(text) as WireFailure
  const ErrorType = errorTypes[name ?? ''] ?? Error
  const error = new ErrorType(message)
  return Object.assign(error, rest)
}

export function callHostJson(op: string, arg: unknown): unknown {
  return parse(callHost(op, stringify(arg)))
}
