/**
 * The payload that a test runs on: the sample or a captured event, and an edited copy beside the
 * untouched original. An event runs as it arrived until it is edited.
 */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { Result, RunInput } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { queryKeys } from '../host/query-keys.ts'
import { useLatest } from '../ui/use-latest.ts'
import {
  createPayloadDrafts,
  keepSelection,
  readSelection,
  SAMPLE,
  successorOf,
  type PayloadDrafts,
} from './payload-drafts.ts'

/** Stays the same object while an edited payload is edited on. */
export interface PayloadState {
  readonly selection: string
  readonly select: (selection: string) => void
  /** Whether the captured event is still there to be chosen. */
  readonly has: (eventId: string) => boolean
  /** Shows a text of elsewhere as an edited copy of the sample, to be reverted there. */
  readonly open: (text: string) => void
  /** What came, or is kept as the sample; `null` until the event has been read. */
  readonly original: string | null
  readonly drafts: PayloadDrafts
  readonly isEdited: boolean
  readonly edited: ReadonlySet<string>
  /** Of the chosen captured event, when one is chosen and read. */
  readonly rawHeaders: Result<'events.payload'>['rawHeaders'] | null
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

type Events = readonly Result<'events.list'>[number][]

/** For one source: the component that calls it is made anew for another. */
export function usePayload(source: PayloadSource, events: Events): PayloadState {
  const { id: sourceId, samplePayload } = source
  const { api, on } = useConnector()
  const [wanted, setWanted] = useState(() => readSelection(sourceId))
  const [drafts] = useState(() => createPayloadDrafts(sourceId))
  const edited = useSyncExternalStore(drafts.subscribe, drafts.keys)
  const latestEvents = useLatest(events)

  const isThere = wanted === SAMPLE || events.some((event) => event.id === wanted)
  // An event that left the ring takes nothing along that was typed: its edited copy stays chosen.
  const selection = isThere || edited.has(wanted) ? wanted : SAMPLE
  const [seen, setSeen] = useState<string | null>(null)
  if (isThere && seen !== wanted) {
    setSeen(wanted)
  }
  const successor = successorOf({ wanted, seen, selection, newest: events[0]?.id })
  if (successor !== null) {
    setWanted(successor)
  }
  const query = useQuery({
    queryKey: queryKeys.payload(selection),
    queryFn: () => api['events.payload']({ eventId: selection }),
    enabled: selection !== SAMPLE && isThere,
  })
  const read = selection === SAMPLE ? undefined : query.data
  const original = selection === SAMPLE ? samplePayload : (read?.text ?? null)
  const rawHeaders = read?.rawHeaders ?? null

  useEffect(
    () =>
      on('events.added', ({ event: added }) => {
        const isIdle = selection === SAMPLE && drafts.get(SAMPLE) === undefined
        // What was just captured is what the user waits for, unless they are at something else.
        if (added.sourceId === sourceId && isIdle) {
          setWanted(added.id)
        }
      }),
    [on, selection, sourceId, drafts],
  )

  useEffect(() => keepSelection(sourceId, wanted), [sourceId, wanted])

  return useMemo(
    () => ({
      selection,
      select: setWanted,
      has: (eventId) => latestEvents.current.some((candidate) => candidate.id === eventId),
      open(next) {
        drafts.set(SAMPLE, next === samplePayload ? null : next)
        setWanted(SAMPLE)
      },
      original,
      drafts,
      isEdited: edited.has(selection),
      edited,
      rawHeaders,
      edit: (next) => drafts.set(selection, next === original ? null : next),
      revert: () => drafts.set(selection, null),
      settleSample(savedText) {
        if (drafts.get(SAMPLE) === savedText) {
          drafts.set(SAMPLE, null)
        }
      },
      editedText: () => drafts.get(selection),
      runInput() {
        const edit = drafts.get(selection)
        if (edit === undefined && selection !== SAMPLE) {
          return { kind: 'event', eventId: selection }
        }
        const now = edit ?? original
        return now === null ? null : { kind: 'payload', text: now }
      },
    }),
    [selection, latestEvents, samplePayload, original, drafts, edited, rawHeaders],
  )
}

/** What the editor shows; renders its caller at each key, so keep that one small. */
export function usePayloadText({ drafts, selection, original }: PayloadState): string | null {
  return useSyncExternalStore(drafts.subscribe, () => drafts.get(selection)) ?? original
}
