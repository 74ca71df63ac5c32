/**
 * The payload that a test runs on: the sample or a captured event, and an edited copy beside the
 * untouched original. An event runs as it arrived until it is edited.
 */
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Result, RunInput } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { queryKeys } from '../host/query-keys.ts'
import {
  keepPayloadDrafts,
  keepSelection,
  readPayloadDrafts,
  readSelection,
  SAMPLE,
  successorOf,
  withDraft,
  type PayloadDrafts,
} from './payload-drafts.ts'

export interface PayloadState {
  readonly selection: string
  readonly select: (selection: string) => void
  /** Whether the captured event is still there to be chosen. */
  readonly has: (eventId: string) => boolean
  /** Shows a text of elsewhere as an edited copy of the sample, to be reverted there. */
  readonly open: (text: string) => void
  /** What the editor shows; `null` until the event has been read. */
  readonly text: string | null
  readonly isEdited: boolean
  readonly edited: ReadonlySet<string>
  /** The chosen captured event, when one is chosen and still there. */
  readonly event: Result<'events.get'> | null
  readonly isLoading: boolean
  readonly edit: (text: string) => void
  readonly revert: () => void
  /** Forgets the edited copy because it has been saved as the source's sample. */
  readonly settleSample: (savedText: string) => void
  /** As of now, not of the last render; `undefined` when there is no edited copy. */
  readonly editedText: () => string | undefined
  readonly runInput: () => RunInput | null
}

interface PayloadSource {
  readonly id: string
  readonly samplePayload: string
}

export function usePayload(
  source: PayloadSource,
  events: readonly Result<'events.list'>[number][],
): PayloadState {
  const { api, on } = useConnector()
  const [wanted, setWanted] = useState(() => readSelection(source.id))
  const [drafts, setDraftsState] = useState<PayloadDrafts>(() => readPayloadDrafts(source.id))
  const draftsRef = useRef(drafts)

  const isThere = wanted === SAMPLE || events.some((event) => event.id === wanted)
  // An event that left the ring takes nothing along that was typed: its edited copy stays chosen.
  const selection = isThere || drafts[wanted] !== undefined ? wanted : SAMPLE
  const [seen, setSeen] = useState<string | null>(null)
  if (isThere && seen !== wanted) {
    setSeen(wanted)
  }
  const successor = successorOf({ wanted, seen, selection, newest: events[0]?.id })
  if (successor !== null) {
    setWanted(successor)
  }
  const query = useQuery({
    queryKey: queryKeys.event(selection),
    queryFn: () => api['events.get']({ eventId: selection }),
    enabled: selection !== SAMPLE && isThere,
  })
  const event = selection === SAMPLE ? null : (query.data ?? null)
  const original = selection === SAMPLE ? source.samplePayload : (event?.payloadText ?? null)

  const setDraft = useCallback(
    (key: string, text: string | null) => {
      draftsRef.current = withDraft(draftsRef.current, key, text)
      keepPayloadDrafts(source.id, draftsRef.current)
      setDraftsState(draftsRef.current)
    },
    [source.id],
  )

  useEffect(
    () =>
      on('events.added', ({ event: added }) => {
        const isIdle = selection === SAMPLE && draftsRef.current[SAMPLE] === undefined
        // What was just captured is what the user waits for, unless they are at something else.
        if (added.sourceId === source.id && isIdle) {
          setWanted(added.id)
        }
      }),
    [on, selection, source.id],
  )

  useEffect(() => keepSelection(source.id, wanted), [source.id, wanted])

  const draft = drafts[selection]
  const text = draft ?? original
  const edited = useMemo(() => new Set(Object.keys(drafts)), [drafts])
  return {
    selection,
    select: setWanted,
    has: (eventId) => events.some((candidate) => candidate.id === eventId),
    open(next) {
      setDraft(SAMPLE, next === source.samplePayload ? null : next)
      setWanted(SAMPLE)
    },
    text,
    isEdited: draft !== undefined,
    edited,
    event,
    isLoading: selection !== SAMPLE && isThere && query.isPending,
    edit: (next) => setDraft(selection, next === original ? null : next),
    revert: () => setDraft(selection, null),
    settleSample: (savedText) => {
      if (draftsRef.current[SAMPLE] === savedText) {
        setDraft(SAMPLE, null)
      }
    },
    editedText: () => draftsRef.current[selection],
    runInput() {
      const edit = draftsRef.current[selection]
      if (edit === undefined && selection !== SAMPLE) {
        return { kind: 'event', eventId: selection }
      }
      const now = edit ?? original
      return now === null ? null : { kind: 'payload', text: now }
    },
  }
}
