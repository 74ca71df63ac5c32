/** The methods around past runs and the whole ring. */
import type { HistoryService } from '#main/runtime/history/history-service'
import type { CaseExport } from '#main/runtime/ring/case-export'
import type { RingService } from '#main/runtime/ring/ring-service'
import type { historyMethods } from '#preload/contract/history'
import type { ringMethods } from '#preload/contract/ring'
import type { Handlers } from '../dispatch.ts'

type HistoryMethods = keyof typeof historyMethods | keyof typeof ringMethods

export function historyHandlers(services: {
  readonly history: HistoryService
  readonly ring: RingService
  readonly caseExport: CaseExport
}): Pick<Handlers, HistoryMethods> {
  const { history, ring, caseExport } = services
  return {
    'history.runs': (query) => history.runs(query),
    'history.run': ({ runId }) => history.run(runId),
    'history.versions': ({ sourceId }) => history.versions(sourceId),
    'history.version': ({ sourceId, version }) => history.version(sourceId, version),

    'ring.run': ({ sourceId, observe }) => ring.run(sourceId, observe),
    'ring.cancel': ({ sourceId }) => {
      ring.cancel(sourceId)
      return {}
    },
    'ring.last': ({ sourceId }) => ring.last(sourceId),
    'ring.accept': ({ sourceId, keys }) => ring.accept(sourceId, keys),
    'ring.undoAccept': ({ sourceId }) => ring.undoAccept(sourceId),
    'ring.export': ({ sourceId, secrets = false }) => ring.exportCases(sourceId, secrets),
    'ring.exportArchive': ({ sourceId, secrets = false }) => caseExport.archive(sourceId, secrets),
    'ring.exportFolder': async ({ sourceId, secrets = false }) => ({
      folder: await caseExport.toFolder(sourceId, secrets),
    }),
  }
}
