/** Finds events by what stands in their headers, bodies and notes; the core looks, not the page. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { queryKeys } from '../host/query-keys.ts'

export type SearchHit = Result<'events.search'>[number]

/** After the last key: each search reads every body of the ring. */
const PAUSE_MS = 150

export interface SearchState {
  readonly text: string
  readonly setText: (text: string) => void
  /** By event; `null` while nothing is looked for. */
  readonly hits: ReadonlyMap<string, SearchHit> | null
}

export function useSearch(sourceId: string): SearchState {
  const { api } = useConnector()
  const [text, setText] = useState('')
  const [wanted, setWanted] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setWanted(text.trim()), text === '' ? 0 : PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  const isLooking = wanted !== ''
  const { data } = useQuery({
    queryKey: queryKeys.search(sourceId, wanted),
    queryFn: () => api['events.search']({ sourceId, text: wanted }),
    enabled: isLooking,
    gcTime: 0,
    placeholderData: (before) => before,
  })
  const hits = useMemo(
    () =>
      isLooking && data !== undefined
        ? new Map(data.map((hit) => [hit.eventId, hit] as const))
        : null,
    [isLooking, data],
  )
  return { text, setText, hits }
}
