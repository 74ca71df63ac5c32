/** What the cases of each function reach of its code: every case is run a second time for that. */
import { coverCode } from '#main/runtime/coverage/code-coverage'
import type { Observation, Observer } from '#main/runtime/coverage/observer'
import type { PlainResult } from '#main/runtime/result'
import type { RunRequest } from '#main/runtime/runtime'
import type { CodeCoverage, CodePlace, PlaceKind } from '#preload/model/coverage'
import type { TestCase } from './load.ts'

export interface FunctionCoverage {
  readonly file: string
  readonly lines: CodeCoverage['lines']
  readonly branches: CodeCoverage['branches']
  readonly unreached: readonly Omit<CodePlace, 'by' | 'isOutermost'>[]
  /** Cases that were stopped, or went another way each time. */
  readonly notCounted: number
}

export interface CaseCoverage {
  run(test: TestCase, request: RunRequest, signal: AbortSignal): Promise<PlainResult>
  /** Waits for what is still being observed. */
  report(): Promise<FunctionCoverage[]>
}

interface Watched {
  readonly code: string
  /** Of the last run of each: one that was stopped is run once more. */
  readonly observations: Map<TestCase, Promise<Observation>>
}

export function createCaseCoverage(observer: Pick<Observer<PlainResult>, 'run'>): CaseCoverage {
  const byFile = new Map<string, Watched>()
  return {
    async run(test, request, signal) {
      const { suite } = test
      const { result, observation } = await observer.run(request, signal)
      const watched = byFile.get(suite.functionFile) ?? {
        code: suite.code,
        observations: new Map(),
      }
      byFile.set(suite.functionFile, watched)
      watched.observations.set(test, observation)
      return result
    },
    report: () =>
      Promise.all([...byFile].map(async ([file, watched]) => coverageOf(file, watched))),
  }
}

async function coverageOf(file: string, watched: Watched): Promise<FunctionCoverage> {
  const seen = await Promise.all(watched.observations.values())
  const { lines, branches, places } = coverCode(
    watched.code,
    seen.map(({ ranges }) => ranges),
  )
  return {
    file,
    lines,
    branches,
    unreached: places.flatMap(({ by: _by, isOutermost, ...place }) => (isOutermost ? [place] : [])),
    notCounted: seen.filter(({ ranges }) => ranges === null).length,
  }
}

const WORDS: Readonly<Record<PlaceKind, string>> = {
  branch: 'no case reached this branch',
  function: 'no case called this function',
  skip: 'no case skipped this: the condition was true each time',
  rest: 'no case got this far',
}

/** A line for the function and one for each part that is not reached. */
export function describeCoverage(
  { lines, branches, unreached, notCounted }: FunctionCoverage,
  shownFile: string,
): string[] {
  const percent = lines.total === 0 ? 100 : Math.floor((lines.reached / lines.total) * 100)
  return [
    `${shownFile}: ${percent} % of lines (${lines.reached} of ${lines.total}), ${branches.reached} of ${branches.total} branches`,
    ...unreached.map(({ kind, startLine, startColumn }) => {
      return `     ${shownFile}:${startLine}:${startColumn} ${WORDS[kind]}`
    }),
    ...(notCounted === 0
      ? []
      : [`     ${notCounted} of its cases could not be counted: stopped, or never alike`]),
  ]
}
