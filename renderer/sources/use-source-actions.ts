import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Params, Result } from '#preload/contract'
import { toWire } from '#preload/errors'
import { useConnector } from '../host/connector-context.tsx'
import { queryKeys } from '../host/query-keys.ts'

export interface SourceActions {
  readonly create: (params: Params<'sources.create'>, done: (source: Source) => void) => void
  readonly update: (params: Params<'sources.update'>, done: () => void) => void
  readonly isPending: boolean
  /** Why the last update was refused: shown in the form, beside what has to be changed. */
  readonly updateProblem: string | undefined
}

type Source = Result<'sources.get'>

export function useSourceActions(): SourceActions {
  const { api } = useConnector()
  const client = useQueryClient()
  const keep = async (source: Source): Promise<void> => {
    client.setQueryData(queryKeys.source(source.id), source)
    await client.invalidateQueries({ queryKey: queryKeys.sources })
  }
  const create = useMutation({
    mutationFn: (params: Params<'sources.create'>) => api['sources.create'](params),
    onSuccess: keep,
  })
  const update = useMutation({
    mutationFn: (params: Params<'sources.update'>) => api['sources.update'](params),
    meta: { isShownInPlace: true },
    onSuccess: keep,
  })
  return {
    create: (params, done) => create.mutate(params, { onSuccess: done }),
    update: (params, done) => update.mutate(params, { onSuccess: done }),
    updateProblem: update.error === null ? undefined : sentenceOf(update.error),
    isPending: create.isPending || update.isPending,
  }
}

function sentenceOf(error: unknown): string {
  const { message, hint } = toWire(error)
  return hint === undefined ? message : `${message} ${hint}`
}
