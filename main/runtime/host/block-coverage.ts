/**
 * V8's precise block coverage, without its inspector. A session of the inspector is refused under
 * the permission model (Node 20, 22, 26 and Electron 33 know no flag that allows it; with
 * `--allow-inspector` it would stand open to code that got out of its context). V8's own functions
 * for it need no permission: the syntax for them is on for a moment, before any code of a user is
 * in the process, and what is kept of it are two closures.
 */
import { setFlagsFromString } from 'node:v8'
import { Script } from './vm.ts'

/** Start, end and count of each range, flat; the later of two ranges is the inner one. */
export type CollectCoverage = (text: string) => number[]

/** Further ranges are not told: no function that is written by hand has so many. */
const maxRanges = 100_000

interface ScriptCoverage extends ArrayLike<{ start: number; end: number; count: number }> {
  /** The text of the script. */
  readonly script: unknown
}

/** From here on all code of this thread is compiled with counters. */
export function startBlockCoverage(): CollectCoverage {
  setFlagsFromString('--allow-natives-syntax')
  let collect: () => readonly ScriptCoverage[]
  try {
    new Script('%DebugToggleBlockCoverage(true)').runInThisContext()
    collect = new Script(
      '(function collect() { return %DebugCollectCoverage() })',
    ).runInThisContext() as typeof collect
    // Compiled now: a first call at a later time could no longer be parsed.
    collect()
  } finally {
    setFlagsFromString('--no-allow-natives-syntax')
  }
  return (text) => {
    // Also puts all counters back to nought.
    const scripts = collect()
    const flat: number[] = []
    for (const ranges of scripts) {
      if (ranges.script === text) {
        for (let index = 0; index < ranges.length && flat.length < maxRanges * 3; index += 1) {
          const { start = 0, end = 0, count = 0 } = ranges[index] ?? {}
          flat.push(start, end, count)
        }
      }
    }
    return flat
  }
}
