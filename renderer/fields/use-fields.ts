import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useConnector } from '../host/connector-context.tsx'
import { queryKeys } from '../host/query-keys.ts'
import type { FieldsReport } from './field-words.ts'

export interface FieldsState {
  readonly report: FieldsReport | null
  readonly isLoading: boolean
  readonly error: unknown
  readonly retry: () => void
}

/** Many webhooks may come at once, and each may be large. */
const REFRESH_MS = 250

function throttled(run: () => void): { call: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    call() {
      timer ??= setTimeout(() => {
        timer = undefined
        run()
      }, REFRESH_MS)
    },
    stop: () => clearTimeout(timer),
  }
}

/** Asked for while the fields are shown, and again when the events or what is read of them change. */
export function useFields(sourceId: string, isShown: boolean): FieldsState {
  const { api, on } = useConnector()
  const client = useQueryClient()
  const query = useQuery({
    queryKey: queryKeys.fields(sourceId),
    queryFn: () => api['fields.get']({ sourceId }),
    enabled: isShown,
    staleTime: Number.POSITIVE_INFINITY,
  })
  useEffect(() => {
    const soon = throttled(() => {
      void client.invalidateQueries({ queryKey: queryKeys.fields(sourceId) })
    })
    const refresh = (changed: string): void => {
      if (changed === sourceId) {
        soon.call()
      }
    }
    const offs = [
      on('events.added', ({ event }) => refresh(event.sourceId)),
      on('events.removed', (event) => refresh(event.sourceId)),
      on('events.restored', (event) => refresh(event.sourceId)),
      on('sources.changed', (event) => refresh(event.sourceId)),
      on('coverage.changed', (event) => refresh(event.sourceId)),
    ]
    return () => {
      soon.stop()
      for (const off of offs) {
        off()
      }
    }
  }, [on, client, sourceId])
  return {
    report: query.data ?? null,
    isLoading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
  }
}
