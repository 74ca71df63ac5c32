/** Past runs and versions: what they ran on, what they gave, the code they ran. */
import type { Mask } from '#main/runtime/mask'
import type { HistoryRepo, ListedRun, RunQuery } from '#main/store/history-repo'
import type { RunsRepo } from '#main/store/runs-repo'
import { AppError } from '#preload/errors'
import type { CodeVersion, PastRun, RunSummary } from '#preload/model/history'
import type { ShowRun } from './past-runs.ts'

export interface HistoryService {
  runs(query: Partial<RunQuery> & Pick<RunQuery, 'sourceId'>): Promise<RunSummary[]>
  run(runId: string): Promise<PastRun>
  versions(sourceId: string): CodeVersion[]
  version(sourceId: string, version: number): { code: string; savedAt: string }
}

export interface HistoryDependencies {
  readonly history: HistoryRepo
  readonly runs: Pick<RunsRepo, 'findShown'>
  readonly show: ShowRun
  /** Hides the secrets that a source has today. */
  maskFor(sourceId: string): Mask
}

const DEFAULT_LIMIT = 200

export function createHistoryService(dependencies: HistoryDependencies): HistoryService {
  const { history, runs, show } = dependencies

  /** Of a run of before, its error may hold what is masked when the run itself is shown. */
  function masked(listed: readonly ListedRun[], sourceId: string): RunSummary[] {
    const isMasking = listed.some(({ isUnmasked, summary }) => isUnmasked && summary.error !== null)
    const hide: Mask = isMasking ? dependencies.maskFor(sourceId) : (text) => text
    return listed.map(({ isUnmasked, summary }) =>
      isUnmasked && summary.error !== null ? { ...summary, error: hide(summary.error) } : summary,
    )
  }

  return {
    runs: async ({ sourceId, search = '', limit = DEFAULT_LIMIT, of = null }) =>
      masked(await history.runs({ sourceId, search, limit, of }), sourceId),

    async run(runId) {
      const run = runs.findShown(runId)
      if (run === undefined) {
        throw new AppError('not_found', 'This run is no longer kept.', {
          hint: 'How many runs are kept, and for how long, is set in the History tab.',
        })
      }
      return {
        run: await show(run),
        payload: history.payloadOf(runId),
        code: history.version(run.sourceId, run.sourceVersion)?.code ?? null,
      }
    },

    versions: (sourceId) => history.versions(sourceId),

    version(sourceId, version) {
      const found = history.version(sourceId, version)
      if (found === undefined) {
        throw new AppError('not_found', `Version ${version} of the code is no longer kept.`)
      }
      return found
    },
  }
}
