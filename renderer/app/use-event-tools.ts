/** What can be done to a captured event, put together from the features that do it. */
import { useCallback, useMemo, useState } from 'react'
import { neighbourOf, type EventActions, type EventSummary } from '../captures/event-actions.ts'
import type { DetailView } from '../captures/event-detail.tsx'
import type { CapturedEvents } from '../captures/use-captured-events.ts'
import { useExport, type Exports } from '../exchange/use-export.ts'
import type { PayloadState } from '../test-panel/use-payload.ts'
import { focusWithin } from './focus-within.ts'
import { reportError } from './report-error.ts'

export interface Replaying {
  readonly eventId: string
  readonly startsEditing: boolean
}

export interface EventTools {
  readonly actions: EventActions
  readonly exports: Exports
  /** The view of the chosen event that takes the place of the test; `null` while testing. */
  readonly view: DetailView | null
  readonly show: (view: DetailView | null) => void
  readonly replaying: Replaying | null
  readonly endReplay: () => void
}

export function useEventTools(
  captured: CapturedEvents,
  payload: Pick<PayloadState, 'selection' | 'edited' | 'select'>,
): EventTools {
  'use memo'
  const [view, setView] = useState<DetailView | null>(null)
  const [replaying, setReplaying] = useState<Replaying | null>(null)
  const exports = useExport(reportError)
  const { events, setPinned, setNote, remove } = captured
  const { selection, edited, select } = payload
  const { run } = exports

  const inspect = useCallback(
    (event: EventSummary, change: (now: DetailView | null) => DetailView | null) => {
      select(event.id)
      setView(change)
    },
    [select],
  )
  const endInspect = useCallback(() => {
    setView(null)
    focusWithin('[role="listbox"][aria-label="Test payloads"]')
  }, [])
  const removeChosen = useCallback(
    (event: EventSummary, listed = events) => {
      const next = neighbourOf(listed, event.id)
      // An edited copy outlives its event, and stays the chosen one.
      if (event.id === selection && next !== undefined && !edited.has(event.id)) {
        select(next.id)
      }
      remove(event)
    },
    [events, selection, edited, select, remove],
  )
  const isInspecting = view !== null
  const actions = useMemo<EventActions>(
    () => ({
      inspect: (event) => inspect(event, (now) => now ?? 'body'),
      toggleInspect: (event) => (isInspecting ? endInspect() : inspect(event, () => 'body')),
      endInspect: () => (isInspecting ? endInspect() : undefined),
      showRaw: (event) => inspect(event, (now) => (now === 'raw' ? 'body' : 'raw')),
      replay: (event, startsEditing) => setReplaying({ eventId: event.id, startsEditing }),
      copyCurl: (event) => run({ kind: 'copy', eventId: event.id, format: 'curl' }),
      save: (event, format) => run({ kind: 'save', eventId: event.id, format }),
      setPinned,
      setNote,
      remove: removeChosen,
    }),
    [inspect, isInspecting, endInspect, run, setPinned, setNote, removeChosen],
  )
  return {
    actions,
    exports,
    view,
    show: setView,
    replaying,
    endReplay: () => setReplaying(null),
  }
}
