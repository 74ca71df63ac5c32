/** Keeps the snapshots true: patches them by the core's events, asks anew after a lost connection. */
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Result } from '#preload/contract'
import type { Connector } from './connector.ts'
import { useConnector } from './connector-context.tsx'
import { learnSave } from './own-saves.ts'
import { areFirstAnswersTrue } from './first-answers.ts'
import { paced } from './paced.ts'
import { queryKeys } from './query-keys.ts'

type EventList = Result<'events.list'>
type Patch = (list: EventList) => EventList

/** Webhooks come in bursts: what each of them changes is shown together, still as if at once. */
const SHOWN_EVERY_MS = 120

/** What is asked of the core anew because of them. */
const ASKED_EVERY_MS = 600

/** Newest first, as the core lists them. */
function merged(list: EventList, back: EventList): EventList {
  const others = list.filter((event) => !back.some(({ id }) => id === event.id))
  return [...others, ...back].toSorted((a, b) => b.number - a.number)
}

interface Bursts {
  readonly patchEvents: (sourceId: string, patch: Patch) => void
  readonly setStatus: (status: Result<'capture.status'>) => void
  readonly dispose: () => void
}

/** What each webhook changes: the ring's list and the state of the capture. */
function createBursts(client: QueryClient): Bursts {
  const patches = new Map<string, Patch[]>()
  const changed = new Set<string>()
  let status: Result<'capture.status'> | undefined
  const ask = paced(ASKED_EVERY_MS, () => {
    for (const sourceId of changed) {
      void client.invalidateQueries({ queryKey: queryKeys.searches(sourceId) })
      void client.invalidateQueries({ queryKey: queryKeys.undoable(sourceId) })
    }
    changed.clear()
  })
  const show = paced(SHOWN_EVERY_MS, () => {
    for (const [sourceId, all] of patches) {
      client.setQueryData<EventList>(
        queryKeys.events(sourceId),
        (list) => list && all.reduce((patched, patch) => patch(patched), list),
      )
    }
    patches.clear()
    if (status !== undefined) {
      client.setQueryData(queryKeys.capture, status)
      status = undefined
    }
  })
  return {
    patchEvents(sourceId, patch) {
      patches.set(sourceId, [...(patches.get(sourceId) ?? []), patch])
      changed.add(sourceId)
      show.want()
      ask.want()
    },
    setStatus(next) {
      status = next
      show.want()
    },
    dispose() {
      show.dispose()
      ask.dispose()
    },
  }
}

function subscribe(connector: Connector, client: QueryClient): (() => void)[] {
  const { patchEvents, setStatus, dispose } = createBursts(client)
  return [
    dispose,
    connector.on('sources.changed', ({ sourceId, saved }) => {
      if (saved !== undefined) {
        void learnSave(client, sourceId, saved)
        return
      }
      void client.invalidateQueries({ queryKey: queryKeys.sources })
      void client.invalidateQueries({ queryKey: queryKeys.source(sourceId) })
      // The sender's secret is one of the source's settings.
      void client.invalidateQueries({ queryKey: queryKeys.answers(sourceId) })
      void client.invalidateQueries({ queryKey: queryKeys.signatures })
    }),
    connector.on('capture.changed', setStatus),
    connector.on('events.added', ({ event }) => {
      patchEvents(event.sourceId, (list) => [event, ...list.filter((e) => e.id !== event.id)])
    }),
    connector.on('events.removed', ({ sourceId, eventIds }) => {
      patchEvents(sourceId, (list) => list.filter((event) => !eventIds.includes(event.id)))
    }),
    connector.on('events.updated', ({ event }) => {
      patchEvents(event.sourceId, (list) => list.map((one) => (one.id === event.id ? event : one)))
    }),
    connector.on('events.restored', ({ sourceId, events }) => {
      patchEvents(sourceId, (list) => merged(list, events))
    }),
    connector.on('answers.changed', ({ sourceId }) => {
      void client.invalidateQueries({ queryKey: queryKeys.answers(sourceId) })
      void client.invalidateQueries({ queryKey: queryKeys.signatures })
    }),
    connector.on('replay.finished', ({ replay }) => {
      void client.invalidateQueries({
        queryKey: queryKeys.replays(replay.sourceId, replay.eventId),
      })
    }),
    connector.on('runs.finished', ({ run }) => {
      client.setQueryData(queryKeys.lastRun(run.sourceId), run)
    }),
    connector.on('push.finished', ({ push }) => {
      client.setQueryData(queryKeys.lastPush(push.sourceId), push)
    }),
    connector.on('store.changed', () => {
      void client.invalidateQueries()
    }),
    connector.on('preferences.changed', (preferences) => {
      client.setQueryData(queryKeys.preferences, preferences)
      // The addresses that the next window will have depend on them.
      void client.invalidateQueries({ queryKey: queryKeys.capture })
    }),
  ]
}

export function useLiveSync(): void {
  const connector = useConnector()
  const client = useQueryClient()
  useEffect(() => {
    const offs = subscribe(connector, client)
    if (!areFirstAnswersTrue()) {
      void client.invalidateQueries()
    }
    let wasLost = connector.connection.kind === 'reconnecting'
    offs.push(
      connector.onConnectionChange(() => {
        if (connector.connection.kind === 'connected' && wasLost) {
          void client.invalidateQueries()
        }
        wasLost = connector.connection.kind === 'reconnecting'
      }),
    )
    return () => {
      for (const off of offs) {
        off()
      }
    }
  }, [connector, client])
}
