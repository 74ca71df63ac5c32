/**
 * The source's ring, newest first. A delete can be undone: the rows go at once and the core is
 * told a little later. When the page goes before that, nothing was deleted.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { useEvents } from '../host/queries.ts'
import { plural } from '../ui/format.ts'
import { showToast } from '../ui/toast.tsx'

type EventSummary = Result<'events.list'>[number]

const UNDO_MS = 6_000

export interface CapturedEvents {
  readonly events: readonly EventSummary[]
  readonly isLoading: boolean
  readonly remove: (eventIds: readonly string[]) => void
}

export function useCapturedEvents(
  sourceId: string,
  onError: (error: unknown) => void,
): CapturedEvents {
  const { api } = useConnector()
  const query = useEvents(sourceId)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>())

  useEffect(() => {
    const pending = timers.current
    return () => {
      for (const timer of pending) {
        clearTimeout(timer)
      }
    }
  }, [])

  const remove = useCallback(
    (eventIds: readonly string[]) => {
      const show = (): void =>
        setHidden((now) => new Set([...now].filter((id) => !eventIds.includes(id))))
      const carryOut = async (): Promise<void> => {
        try {
          await Promise.all(eventIds.map((eventId) => api['events.delete']({ eventId })))
        } catch (error) {
          onError(error)
        } finally {
          show()
        }
      }
      setHidden((now) => new Set([...now, ...eventIds]))
      const timer = setTimeout(() => {
        timers.current.delete(timer)
        void carryOut()
      }, UNDO_MS)
      timers.current.add(timer)
      showToast({
        tone: 'info',
        title: `${plural(eventIds.length, 'captured event')} deleted.`,
        action: {
          label: 'Undo',
          run: () => {
            clearTimeout(timer)
            timers.current.delete(timer)
            show()
          },
        },
      })
    },
    [api, onError],
  )

  const { data } = query
  const events = useMemo(
    () => (data ?? []).filter((event) => !hidden.has(event.id)),
    [data, hidden],
  )
  return { events, isLoading: query.isPending, remove }
}
