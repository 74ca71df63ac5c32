/** What was run and saved, asked for while it is shown. */
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { queryKeys } from '../host/query-keys.ts'

export type RunSummary = Result<'history.runs'>[number]
export type CodeVersion = Result<'history.versions'>[number]

export interface HistoryState {
  readonly runs: UseQueryResult<RunSummary[]>
  readonly versions: UseQueryResult<CodeVersion[]>
}

/** Runs of their own, or those that were part of a run of all events. */
export type RunsOf = 'single' | 'ring'

export function useHistory(
  sourceId: string,
  { search, of }: { search: string; of: RunsOf },
  isShown: boolean,
): HistoryState {
  const { api, on } = useConnector()
  const client = useQueryClient()
  const key = useMemo(() => ['history', sourceId], [sourceId])
  useEffect(() => {
    const refresh = (): void => void client.invalidateQueries({ queryKey: key })
    const offs = [
      on('runs.finished', ({ run }) => {
        if (run.sourceId === sourceId) {
          refresh()
        }
      }),
      on('ring.finished', ({ report }) => {
        if (report.sourceId === sourceId) {
          refresh()
        }
      }),
      on('sources.changed', (event) => {
        if (event.sourceId === sourceId) {
          refresh()
        }
      }),
      on('preferences.changed', refresh),
    ]
    return () => {
      for (const off of offs) {
        off()
      }
    }
  }, [on, client, key, sourceId])
  const runs = useQuery({
    queryKey: [...key, 'runs', of, search],
    queryFn: () => api['history.runs']({ sourceId, search, of }),
    enabled: isShown,
    // The list stays while the next letters of a search are typed.
    placeholderData: (previous, query) => (query?.queryKey.at(-2) === of ? previous : undefined),
  })
  const versions = useQuery({
    queryKey: [...key, 'versions'],
    queryFn: () => api['history.versions']({ sourceId }),
    enabled: isShown,
  })
  return { runs, versions }
}

export function usePastRun(runId: string): UseQueryResult<Result<'history.run'>> {
  const { api } = useConnector()
  return useQuery({
    queryKey: queryKeys.pastRun(runId),
    queryFn: () => api['history.run']({ runId }),
    // Of a run only its masks change, but outputs are large.
    gcTime: 60_000,
  })
}

export function useVersionCode(
  sourceId: string,
  version: number,
): UseQueryResult<Result<'history.version'>> {
  const { api } = useConnector()
  return useQuery({
    queryKey: ['code-version', sourceId, version],
    queryFn: () => api['history.version']({ sourceId, version }),
    gcTime: 60_000,
    placeholderData: (previous) => previous,
  })
}
