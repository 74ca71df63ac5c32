/**
 * Where a text stops being JSON. V8 leaves the position out of some of its messages, and a
 * payload editor without a line to jump to is of no help.
 */

export interface TextPosition {
  readonly line: number
  readonly column: number
}

/* oxlint-disable no-control-regex -- a control character in a string is what JSON forbids */
const token =
  /[ \t\r\n]*(?:([[\]{}:,])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.]))/y

type State = 'value' | 'first-value' | 'key' | 'first-key' | 'colon' | 'comma' | 'end'

/** Offset of the first character that cannot follow what came before it. */
function errorOffset(text: string): number {
  const open: ('[' | '{')[] = []
  let state: State = 'value'
  let end = 0
  const after = (): State => (open.length === 0 ? 'end' : 'comma')
  for (;;) {
    token.lastIndex = end
    const match = token.exec(text)
    const start = end + (/^[ \t\r\n]*/.exec(text.slice(end, end + 100_000))?.[0].length ?? 0)
    if (match === null) {
      return start
    }
    const [, mark, string] = match
    const next = step(mark, string !== undefined, state, open, after)
    if (next === null) {
      return start
    }
    state = next
    end = token.lastIndex
  }
}

function step(
  mark: string | undefined,
  isString: boolean,
  state: State,
  open: ('[' | '{')[],
  after: () => State,
): State | null {
  const inObject = open.at(-1) === '{'
  if (mark === undefined) {
    if (state === 'key' || state === 'first-key') {
      return isString ? 'colon' : null
    }
    return state === 'value' || state === 'first-value' ? after() : null
  }
  switch (mark) {
    case '[':
    case '{':
      if (state !== 'value' && state !== 'first-value') {
        return null
      }
      open.push(mark)
      return mark === '[' ? 'first-value' : 'first-key'
    case ']':
    case '}': {
      const empty = mark === ']' ? 'first-value' : 'first-key'
      if ((mark === '}') !== inObject || (state !== 'comma' && state !== empty)) {
        return null
      }
      open.pop()
      return after()
    }
    case ':':
      return state === 'colon' ? 'value' : null
    default:
      return state === 'comma' ? (inObject ? 'key' : 'value') : null
  }
}

export function positionOfJsonError(text: string): TextPosition {
  const before = text.slice(0, errorOffset(text)).split('\n')
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
}
