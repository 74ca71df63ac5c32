import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Params, Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { useLastPush } from '../host/queries.ts'
import { queryKeys } from '../host/query-keys.ts'

export interface PushState {
  readonly last: Result<'push.last'>
  readonly isPushing: boolean
  readonly isSaving: boolean
  /** The last run, also one that is not drawn yet. */
  readonly push: () => void
  readonly saveTarget: (target: Omit<Params<'target.set'>, 'sourceId'>, onSaved: () => void) => void
}

export function usePush(sourceId: string): PushState {
  const { api } = useConnector()
  const client = useQueryClient()
  const last = useLastPush(sourceId)
  const push = useMutation({
    mutationFn: (runId: string) => api['push.start']({ sourceId, runId }),
    onSuccess: (result) => client.setQueryData(queryKeys.lastPush(sourceId), result),
  })
  const saveTarget = useMutation({
    mutationFn: (target: Omit<Params<'target.set'>, 'sourceId'>) =>
      api['target.set']({ sourceId, ...target }),
    onSuccess: (source) => client.setQueryData(queryKeys.source(sourceId), source),
  })
  return {
    last: last.data ?? null,
    isPushing: push.isPending,
    isSaving: saveTarget.isPending,
    push() {
      const run = client.getQueryData<Result<'runs.last'>>(queryKeys.lastRun(sourceId))
      if (run != null) {
        push.mutate(run.id)
      }
    },
    saveTarget: (target, onSaved) => saveTarget.mutate(target, { onSuccess: onSaved }),
  }
}
