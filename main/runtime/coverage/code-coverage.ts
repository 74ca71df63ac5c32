/** What a number of runs reached of a text, in the lines and columns in which the user sees it. */
import type { CodeCoverage, CodePlace } from '#preload/model/coverage'
import { findParts, type CodeParts, type Part } from './code-parts.ts'
import { createCounts, lastUpTo, type Counts } from './counts.ts'

/** One run, or `null` for one of which nothing is known. */
export type RunRanges = readonly number[] | null

/** A BOM is no part of what the editor shows, and the ranges leave it out. */
export function coverCode(source: string, runs: readonly RunRanges[]): CodeCoverage {
  const code = source.replace(/^\uFEFF/, '')
  const lines = createLines(code)
  const counts = runs.map((ranges) => (ranges === null ? null : createCounts(ranges)))
  const by = (reached: (run: Counts) => boolean): number[] =>
    counts.flatMap((run, index) => (run !== null && reached(run) ? [index] : []))
  const known = findParts(code)
  const found: CodeParts = known ?? { statements: lines.texts(), parts: [], comments: [] }

  const parts = found.parts.map((part) => ({ part, by: by((run) => isReached(part, run)) }))
  const isDecided = ({ kind, from }: Part): boolean =>
    kind === 'function' || by((run) => run.at(from) > 0).length > 0
  const outer = outermost(
    parts.flatMap((one) => (one.by.length === 0 && isDecided(one.part) ? [one.part] : [])),
  )
  const byLine = new Map<number, Set<number>>()
  for (const start of found.statements) {
    const line = lines.lineAt(start)
    const reached = byLine.get(line) ?? new Set()
    byLine.set(line, reached)
    for (const index of by((run) => run.at(start) > 0)) {
      reached.add(index)
    }
  }
  // A line such as `} else {` closes one arm and opens another.
  const byPart = new Map<number, readonly number[]>()
  for (const one of parts) {
    const line = lines.lineAt(one.part.start)
    byPart.set(line, [...(byPart.get(line) ?? []), ...(one.part.kind === 'skip' ? [] : one.by)])
  }
  const unreached = [...byLine].filter(([, reached]) => reached.size === 0).map(([line]) => line)
  const rest = unreached.filter((line) => !isInside(lines.textStart(line), outer))
  const places = [
    ...parts.map((one) => ({ ...place(lines, one.part), ...whole(one.by, outer.has(one.part)) })),
    ...runsOf(rest, byLine).map(([first, last]) => ({
      ...lines.span(first, last),
      kind: 'rest' as const,
      ...whole([], true),
    })),
  ]
  const branches = parts.filter(({ part }) => part.kind !== 'function')
  return {
    lines: { total: byLine.size, reached: byLine.size - unreached.length },
    branches: {
      total: branches.length,
      reached: branches.filter((branch) => branch.by.length > 0).length,
    },
    marks: lines.all().flatMap((line) => {
      const start = lines.textStart(line)
      if (isInComment(start, found.comments)) {
        return []
      }
      const reached = byLine.get(line)
      const who =
        reached ?? new Set([...by((run) => run.at(start) > 0), ...(byPart.get(line) ?? [])])
      // What closes a block is reached by nobody when each way in it returns.
      const isUnknown =
        who.size === 0 && reached === undefined && known !== null && !isWithin(start, outer, code)
      return isUnknown ? [] : [{ line, by: [...who].toSorted((a, b) => a - b) }]
    }),
    places: places.toSorted((a, b) => a.startLine - b.startLine || a.startColumn - b.startColumn),
  }
}

function whole(by: readonly number[], isOutermost: boolean): Pick<CodePlace, 'by' | 'isOutermost'> {
  return { by: [...by], isOutermost }
}

function isReached({ probe, less }: Part, run: Counts): boolean {
  return less === undefined ? run.at(probe) > 0 : run.at(probe) > run.at(less)
}

/** Parts are in the order of the code, outer ones first. */
function outermost(parts: readonly Part[]): Set<Part> {
  const outer = new Set<Part>()
  let end = -1
  for (const part of parts) {
    if (part.start >= end) {
      outer.add(part)
      // A condition that was never false says nothing about what stands in it.
      end = part.kind === 'skip' ? end : part.end
    }
  }
  return outer
}

function isInside(offset: number, parts: ReadonlySet<Part>): boolean {
  return [...parts].some(
    ({ kind, start, end }) => kind !== 'skip' && start <= offset && offset < end,
  )
}

/** Without the brace that closes the part, and a label, which is looked at also when it is passed. */
function isWithin(offset: number, parts: ReadonlySet<Part>, code: string): boolean {
  return [...parts].some(({ kind, start, end, probe }) => {
    const first = kind === 'function' ? start : probe
    const last = code[end - 1] === '}' ? end - 1 : end
    return kind !== 'skip' && first <= offset && offset < last
  })
}

function isInComment(offset: number, comments: readonly (readonly [number, number])[]): boolean {
  const starts = comments.map(([start]) => start)
  const [start, end] = comments[lastUpTo(starts, offset)] ?? [0, 0]
  return start <= offset && offset < end
}

/** Lines that follow each other with no other line of code between them. */
function runsOf(lines: readonly number[], all: ReadonlyMap<number, unknown>): [number, number][] {
  const order = [...all.keys()].toSorted((a, b) => a - b)
  const runs: [number, number][] = []
  let before = -2
  for (const line of lines.toSorted((a, b) => a - b)) {
    const index = order.indexOf(line)
    const last = runs.at(-1)
    if (last !== undefined && index === before + 1) {
      last[1] = line
    } else {
      runs.push([line, line])
    }
    before = index
  }
  return runs
}

type Span = Pick<CodePlace, 'startLine' | 'startColumn' | 'endLine' | 'endColumn'>

function place(lines: Lines, { kind, start, end }: Part): Span & Pick<CodePlace, 'kind'> {
  const [startLine, startColumn] = lines.position(start)
  const [endLine, endColumn] = lines.position(end)
  return { kind, startLine, startColumn, endLine, endColumn }
}

interface Lines {
  lineAt(offset: number): number
  position(offset: number): [line: number, column: number]
  /** Those that are not blank. */
  all(): number[]
  texts(): number[]
  /** Where the first sign of the line that is no space stands. */
  textStart(line: number): number
  span(first: number, last: number): Span
}

/** Lines end where the editor ends them: JavaScript knows two more signs that end a line. */
function createLines(code: string): Lines {
  const starts = [0]
  for (const match of code.matchAll(/\r\n|\n|\r/g)) {
    starts.push(match.index + match[0].length)
  }
  const textOf = (line: number): string =>
    code.slice(starts[line - 1] ?? 0, starts[line] ?? code.length).trimEnd()
  const textStart = (line: number): number => {
    const text = textOf(line)
    return (starts[line - 1] ?? 0) + (text.length - text.trimStart().length)
  }
  const all = starts.flatMap((_, index) => (textOf(index + 1).trim() === '' ? [] : [index + 1]))
  const lineAt = (offset: number): number => lastUpTo(starts, offset) + 1
  return {
    lineAt,
    position(offset) {
      const line = lineAt(offset)
      return [line, offset - (starts[line - 1] ?? 0) + 1]
    },
    all: () => all,
    texts: () => all.map(textStart),
    textStart,
    span: (first, last) => ({
      startLine: first,
      startColumn: textStart(first) - (starts[first - 1] ?? 0) + 1,
      endLine: last,
      endColumn: textOf(last).length + 1,
    }),
  }
}
