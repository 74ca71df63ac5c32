import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Params, Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { queryKeys } from '../host/query-keys.ts'

export interface SourceActions {
  readonly create: (params: Params<'sources.create'>, done: (source: Source) => void) => void
  readonly update: (params: Params<'sources.update'>, done: () => void) => void
  readonly remove: (sourceId: string, done: () => void) => void
  readonly isPending: boolean
}

type Source = Result<'sources.get'>

export function useSourceActions(): SourceActions {
  const { api } = useConnector()
  const client = useQueryClient()
  const refresh = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: queryKeys.sources })
  }
  const keep = async (source: Source): Promise<void> => {
    client.setQueryData(queryKeys.source(source.id), source)
    await refresh()
  }
  const create = useMutation({
    mutationFn: (params: Params<'sources.create'>) => api['sources.create'](params),
    onSuccess: keep,
  })
  const update = useMutation({
    mutationFn: (params: Params<'sources.update'>) => api['sources.update'](params),
    onSuccess: keep,
  })
  const remove = useMutation({
    mutationFn: (sourceId: string) => api['sources.delete']({ sourceId }),
    onSuccess: refresh,
  })
  return {
    create: (params, done) => create.mutate(params, { onSuccess: done }),
    update: (params, done) => update.mutate(params, { onSuccess: done }),
    remove: (sourceId, done) => remove.mutate(sourceId, { onSuccess: done }),
    isPending: create.isPending || update.isPending || remove.isPending,
  }
}
