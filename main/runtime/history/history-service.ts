/** Past runs and versions: what they ran on, what they gave, the code they ran. */
import type { HistoryRepo, RunQuery } from '#main/store/history-repo'
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
}

const DEFAULT_LIMIT = 200

export function createHistoryService({ history, runs, show }: HistoryDependencies): HistoryService {
  return {
    runs: ({ sourceId, search = '', limit = DEFAULT_LIMIT, of = null }) =>
      history.runs({ sourceId, search, limit, of }),

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
