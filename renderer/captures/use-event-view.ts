import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { queryKeys } from '../host/query-keys.ts'

export type EventView = Result<'events.view'>

/** Decoded for reading; an event never changes, so that it is asked for once. */
export function useEventView(eventId: string): UseQueryResult<EventView> {
  const { api } = useConnector()
  return useQuery({
    queryKey: queryKeys.eventView(eventId),
    queryFn: () => api['events.view']({ eventId }),
  })
}

/** A page of the bytes from an offset on. */
export function useHexPage(
  eventId: string,
  of: 'arrived' | 'decoded',
  offset: number,
): UseQueryResult<Result<'events.hex'>> {
  const { api } = useConnector()
  return useQuery({
    queryKey: queryKeys.eventHex(eventId, { of, offset }),
    queryFn: () => api['events.hex']({ eventId, of, offset }),
  })
}
