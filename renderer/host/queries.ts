/** Reads that several features share. They are never stale: the core's events keep them true. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Params, Result } from '#preload/contract'
import { useConnector } from './connector-context.tsx'
import { queryKeys } from './query-keys.ts'

export function useSources(): UseQueryResult<Result<'sources.list'>> {
  const { api } = useConnector()
  return useQuery({ queryKey: queryKeys.sources, queryFn: () => api['sources.list']({}) })
}

export function useSource(sourceId: string): UseQueryResult<Result<'sources.get'>> {
  const { api } = useConnector()
  return useQuery({
    queryKey: queryKeys.source(sourceId),
    queryFn: () => api['sources.get']({ sourceId }),
  })
}

export function useCaptureStatus(): UseQueryResult<Result<'capture.status'>> {
  const { api } = useConnector()
  return useQuery({ queryKey: queryKeys.capture, queryFn: () => api['capture.status']({}) })
}

export function useEvents(sourceId: string): UseQueryResult<Result<'events.list'>> {
  const { api } = useConnector()
  return useQuery({
    queryKey: queryKeys.events(sourceId),
    queryFn: () => api['events.list']({ sourceId }),
  })
}

export function useEvent(eventId: string): UseQueryResult<Result<'events.get'>> {
  const { api } = useConnector()
  return useQuery({
    queryKey: queryKeys.event(eventId),
    queryFn: () => api['events.get']({ eventId }),
  })
}

export function useAppInfo(): UseQueryResult<Result<'app.info'>> {
  const { api } = useConnector()
  return useQuery({ queryKey: queryKeys.appInfo, queryFn: () => api['app.info']({}) })
}

export function usePreferences(): UseQueryResult<Result<'preferences.get'>> {
  const { api } = useConnector()
  return useQuery({ queryKey: queryKeys.preferences, queryFn: () => api['preferences.get']({}) })
}

export function useLastRun(sourceId: string): UseQueryResult<Result<'runs.last'>> {
  const { api } = useConnector()
  return useQuery({
    queryKey: queryKeys.lastRun(sourceId),
    queryFn: () => api['runs.last']({ sourceId }),
  })
}

export function useLastPush(sourceId: string): UseQueryResult<Result<'push.last'>> {
  const { api } = useConnector()
  return useQuery({
    queryKey: queryKeys.lastPush(sourceId),
    queryFn: () => api['push.last']({ sourceId }),
  })
}

export function useSourceAnswer(sourceId: string): UseQueryResult<Result<'answers.get'>> {
  const { api } = useConnector()
  return useQuery({
    queryKey: queryKeys.answers(sourceId),
    queryFn: () => api['answers.get']({ sourceId }),
  })
}

export type SignatureOptions = Omit<Params<'signatures.check'>, 'eventId'>

const AS_IT_CAME: SignatureOptions = {}

export function useSignature(
  eventId: string,
  options: SignatureOptions = AS_IT_CAME,
): UseQueryResult<Result<'signatures.check'>> {
  const { api } = useConnector()
  return useQuery({
    queryKey: queryKeys.signature(eventId, options),
    queryFn: () => api['signatures.check']({ eventId, ...options }),
    // While another secret or sender is tried the last answer stays, with what it is shown in.
    placeholderData: (before, asked) =>
      asked?.queryKey.includes(eventId) === true ? before : undefined,
    // A secret that is only tried is part of the key: it goes as soon as nothing shows it.
    ...(options.secret === undefined ? {} : { gcTime: 0 }),
  })
}
