/**
 * A top-level `return` is no JavaScript of a script, so it is made a `throw` of a mark that no
 * `catch` keeps; what is reported of places is that of the text before.
 */
import { parse, type CatchClause, type ReturnStatement, type TryStatement } from 'acorn'
import { base as baseVisitor, simple } from 'acorn-walk'

export interface Made {
  readonly text: string
  /** Thrown in place of a `return`; not an error. */
  readonly returnMark: string
  toOriginal(offset: number): number
  withPlaces(result: string): string
}

/** A new text, or a part of the old one. */
type Piece = string | readonly [from: number, to: number]

interface Edit {
  readonly start: number
  readonly end: number
  readonly pieces: readonly Piece[]
}

interface Range {
  readonly start: number
  readonly end: number
}

const caught = 'hookbenchReturn'

function lines(text: string): number {
  return text.split('\n').length - 1
}

function editOfReturn(code: string, { start, end, argument }: ReturnStatement, mark: string): Edit {
  if (!argument) {
    return { start, end, pieces: [`throw ${mark};`] }
  }
  const lost = lines(code.slice(start, end)) - lines(code.slice(argument.start, argument.end))
  const range: Piece = [argument.start, argument.end]
  return { start, end, pieces: ['throw (', range, `), ${mark};${'\n'.repeat(lost)}`] }
}

/** What is caught is looked at first, under whatever name there is. */
function editsOfCatch({ param, body }: CatchClause, mark: string): Edit[] {
  const [start, end] = [body.start, body.start + 1]
  const pass = (name: string): string => `{if (${name} === ${mark}) throw ${name};`
  if (!param) {
    return [{ start, end, pieces: [`(${caught}) ${pass(caught)}`] }]
  }
  if (param.type === 'Identifier') {
    return [{ start, end, pieces: [pass(param.name)] }]
  }
  return [
    { start: param.start, end: param.end, pieces: [caught] },
    { start, end, pieces: [`${pass(caught)} let `, [param.start, param.end], ` = ${caught};`] },
  ]
}

function editsOf(code: string, mark: string): Edit[] {
  const tree = parse(code, {
    ecmaVersion: 'latest',
    sourceType: 'script',
    allowReturnOutsideFunction: true,
    allowHashBang: true,
  })
  const returns: ReturnStatement[] = []
  const tries: TryStatement[] = []
  // Only statements outside functions are visited: a function's own returns are legal.
  simple(
    tree,
    {
      ReturnStatement: (node) => void returns.push(node),
      TryStatement: (node) => void tries.push(node),
    },
    { ...baseVisitor, Function: skip, Class: skip },
  )
  const holdsReturn = ({ start, end }: Range): boolean =>
    returns.some((node) => node.start >= start && node.end <= end)
  const edits = [
    ...returns.map((node) => editOfReturn(code, node, mark)),
    ...tries.flatMap(({ block, handler }) =>
      handler && holdsReturn(block) ? editsOfCatch(handler, mark) : [],
    ),
  ]
  return edits.toSorted((a, b) => a.start - b.start)
}

function skip(): void {}

/** Throws when the text does not parse even so. */
export function withoutReturns(code: string): Made {
  const returnMark = `hookbench:return:${Math.random()}`
  let text = ''
  /** Places that are known on both sides, in order. */
  const places: [made: number, original: number][] = []
  const copy = (from: number, to: number): void => {
    places.push([text.length, from])
    text += code.slice(from, to)
  }
  let done = 0
  for (const { start, end, pieces } of editsOf(code, JSON.stringify(returnMark))) {
    copy(done, start)
    places.push([text.length, start])
    for (const piece of pieces) {
      if (typeof piece === 'string') {
        text += piece
      } else {
        copy(...piece)
      }
    }
    done = end
  }
  copy(done, code.length)
  const toOriginal = (offset: number): number => originalPlace(places, offset)
  return {
    text,
    returnMark,
    toOriginal,
    withPlaces: (result) => placed(result, text, code, toOriginal),
  }
}

/** What stands between two known places of the made text has no counterpart and ends at the next. */
function originalPlace(places: readonly [number, number][], offset: number): number {
  const index = places.findLastIndex(([made]) => made <= offset)
  const [made, original] = places[index] ?? [0, 0]
  const next = places[index + 1]?.[1] ?? Number.POSITIVE_INFINITY
  return Math.min(original + offset - made, next)
}

interface Reported {
  readonly error: { line: number | null; column: number | null; stack: string } | null
}

/** Lines are the same on both sides, columns are not. */
function placed(
  result: string,
  text: string,
  code: string,
  toOriginal: (offset: number) => number,
): string {
  const reported = JSON.parse(result) as Reported
  const { error } = reported
  if (error === null) {
    return result
  }
  const column = (line: number, made: number): number => {
    const offset = startOfLine(text, line) + made - 1
    if (offset > text.length) {
      // No place of this text: a function may write what it likes into its stack.
      return made
    }
    return Math.max(toOriginal(offset) - startOfLine(code, line) + 1, 1)
  }
  if (error.line !== null && error.column !== null) {
    error.column = column(error.line, error.column)
  }
  error.stack = error.stack.replaceAll(
    /(function\.js:(\d+)):(\d+)/g,
    (_all, before: string, line: string, made: string) =>
      `${before}:${column(Number(line), Number(made))}`,
  )
  return JSON.stringify(reported)
}

function startOfLine(text: string, line: number): number {
  let start = 0
  for (let at = 1; at < line; at++) {
    const end = text.indexOf('\n', start)
    if (end < 0) {
      return start
    }
    start = end + 1
  }
  return start
}
