import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Result } from '#preload/contract'
import { toWire } from '#preload/errors'
import { useConnector } from '../host/connector-context.tsx'
import { queryKeys } from '../host/query-keys.ts'
import { orderOf, type ReplayDraft } from './replay-draft.ts'

type Replays = Result<'replay.send'>

/** The history of one event, newest first. */
export function useReplays(sourceId: string, eventId: string): Replays | undefined {
  const { api } = useConnector()
  return useQuery({
    queryKey: queryKeys.replays(sourceId, eventId),
    queryFn: () => api['replay.history']({ sourceId, eventId }),
  }).data
}

export function useClearReplays(sourceId: string): { readonly mutate: () => void } {
  const { api } = useConnector()
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => api['replay.clearHistory']({ sourceId }),
    onSuccess: () => void client.invalidateQueries({ queryKey: queryKeys.allReplays(sourceId) }),
  })
}

export interface Sending {
  readonly isSending: boolean
  /** Of the last sending: why nothing went out. */
  readonly problem: string | null
  /** Of this dialog, newest first. */
  readonly results: Replays
  readonly send: (draft: ReplayDraft) => void
}

export function useSending(event: Result<'events.get'>): Sending {
  const { api } = useConnector()
  const client = useQueryClient()
  const [results, setResults] = useState<Replays>([])
  const [problem, setProblem] = useState<string | null>(null)
  const sending = useMutation({
    mutationFn: (draft: ReplayDraft) => api['replay.send'](orderOf(event, draft)),
    onMutate: () => setProblem(null),
    onSuccess: (sent) => {
      setResults((before) => [...sent, ...before])
      void client.invalidateQueries({ queryKey: queryKeys.replays(event.sourceId, event.id) })
    },
    // Said beside the buttons, where the choice that settles it is.
    onError: (error) => {
      const { message, hint } = toWire(error)
      setProblem([message, hint].filter((part) => part !== undefined).join(' '))
    },
    meta: { isShownInPlace: true },
  })
  return {
    isSending: sending.isPending,
    problem,
    results,
    send: (draft) => sending.mutate(draft),
  }
}
