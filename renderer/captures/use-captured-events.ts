/** The source's ring, newest first, and what is done to it; each deletion can be undone. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { useEvents } from '../host/queries.ts'
import { queryKeys } from '../host/query-keys.ts'
import { plural } from '../ui/format.ts'
import { showToast } from '../ui/toast.tsx'
import { offerUndo, withdrawUndo } from './deletion-offer.ts'

type EventSummary = Result<'events.list'>[number]

const NONE: readonly EventSummary[] = []

export interface CapturedEvents {
  readonly events: readonly EventSummary[]
  readonly isLoading: boolean
  /** What gave way last and can come back. */
  readonly evicted: EventSummary | null
  /** How many the last deletion took that can come back. */
  readonly deletedCount: number
  readonly remove: (event: EventSummary) => void
  readonly clear: () => void
  readonly restore: () => void
  readonly undoEviction: () => void
  readonly setPinned: (eventId: string, pinned: boolean) => void
  readonly setNote: (eventId: string, note: string) => void
}

export function useCapturedEvents(sourceId: string): CapturedEvents {
  'use memo'
  const { api } = useConnector()
  const query = useEvents(sourceId)
  const undoable = useQuery({
    queryKey: queryKeys.undoable(sourceId),
    queryFn: () => api['events.undoable']({ sourceId }),
  }).data

  const { mutate: restore } = useMutation({
    mutationFn: () => api['events.restore']({ sourceId }),
    onSuccess: () => withdrawUndo(sourceId),
  })
  const said = (title: string): void => offerUndo(sourceId, title, () => restore())
  const { mutate: remove } = useMutation({
    mutationFn: ({ id }: EventSummary) => api['events.delete']({ eventId: id }),
    onSuccess: (_done, { number }) => said(`Captured Event ${number} deleted.`),
  })
  const { mutate: clear } = useMutation({
    mutationFn: (_count: number) => api['events.clear']({ sourceId }),
    onSuccess: (_done, count) => said(`${plural(count, 'captured event')} deleted.`),
  })
  const { mutate: undoEviction } = useMutation({
    mutationFn: () => api['events.undoEviction']({ sourceId }),
    onSuccess: ({ number }) =>
      void showToast({ tone: 'info', title: `Captured Event ${number} is back, and pinned.` }),
  })
  const { mutate: setPinned } = useMutation({
    mutationFn: (change: { eventId: string; pinned: boolean }) => api['events.setPinned'](change),
  })
  const { mutate: setNote } = useMutation({
    mutationFn: (change: { eventId: string; note: string }) => api['events.setNote'](change),
  })

  const events = query.data ?? NONE
  return {
    events,
    isLoading: query.isPending,
    evicted: undoable?.evicted ?? null,
    deletedCount: undoable?.deleted.length ?? 0,
    remove: (event) => remove(event),
    clear() {
      if (events.length > 0) {
        clear(events.length)
      }
    },
    restore: () => restore(),
    undoEviction: () => undoEviction(),
    setPinned: (eventId, pinned) => setPinned({ eventId, pinned }),
    setNote: (eventId, note) => setNote({ eventId, note }),
  }
}
