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
    // Also where something was masked: not all spellings were known.
    const shown = shownRun(run)
    const secrets = runs.isUnmasked(run.id) ? secretsOf(run.sourceId) : []
    return secrets.length === 0
      ? shown
      : { ...shown, result: await work.maskResult(shown.result, secrets) }
  }
}
