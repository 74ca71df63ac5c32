/** What of a run is for eyes: the window is given no secret that it did not ask for. */
import type { Run, RunResult } from '#preload/model'

export function shownResult({ shown, ...result }: RunResult): RunResult {
  return shown === undefined ? result : { ...result, output: shown }
}

export function shownRun(run: Run): Run {
  return run.result.shown === undefined ? run : { ...run, result: shownResult(run.result) }
}
