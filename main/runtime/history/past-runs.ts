/** Runs as they are kept, on their way to the window. */
import { shownRun } from '#main/runtime/shown-run'
import type { Workshop } from '#main/runtime/thread/work'
import type { RunsRepo } from '#main/store/runs-repo'
import type { Run } from '#preload/model'

export type ShowRun = (run: Run) => Promise<Run>

export interface PastRunsDependencies {
  readonly runs: Pick<RunsRepo, 'isUnmasked'>
  readonly work: Pick<Workshop, 'maskResult'>
  /** Of the encrypted settings of a source, as they are now. */
  secretsOf(sourceId: string): readonly string[]
}

export function createShowRun({ runs, work, secretsOf }: PastRunsDependencies): ShowRun {
  return async (run) => {
    if (run.result.shown !== undefined || !runs.isUnmasked(run.id)) {
      return shownRun(run)
    }
    const secrets = secretsOf(run.sourceId)
    return secrets.length === 0
      ? run
      : { ...run, result: await work.maskResult(run.result, secrets) }
  }
}
