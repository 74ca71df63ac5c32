/** Keeps the snapshots true: patches them by the core's events, asks anew after a lost connection. */
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Result } from '#preload/contract'
import type { Connector } from './connector.ts'
import { useConnector } from './connector-context.tsx'
import { queryKeys } from './query-keys.ts'

type EventList = Result<'events.list'>

/** Newest first, as the core lists them. */
function merged(list: EventList, back: EventList): EventList {
  const others = list.filter((event) => !back.some(({ id }) => id === event.id))
  return [...others, ...back].toSorted((a, b) => b.number - a.number)
}

function subscribe(connector: Connector, client: QueryClient): (() => void)[] {
  const patchEvents = (sourceId: string, patch: (list: EventList) => EventList): void => {
    client.setQueryData<EventList>(queryKeys.events(sourceId), (list) => list && patch(list))
    void client.invalidateQueries({ queryKey: queryKeys.searches(sourceId) })
    void client.invalidateQueries({ queryKey: queryKeys.undoable(sourceId) })
  }
  return [
    connector.on('sources.changed', ({ sourceId }) => {
      void client.invalidateQueries({ queryKey: queryKeys.sources })
      void client.invalidateQueries({ queryKey: queryKeys.source(sourceId) })
      // The sender's secret is one of the source's settings.
      void client.invalidateQueries({ queryKey: queryKeys.answers(sourceId) })
      void client.invalidateQueries({ queryKey: queryKeys.signatures })
    }),
    connector.on('capture.changed', (status) => {
      client.setQueryData(queryKeys.capture, status)
    }),
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
    let wasLost = false
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
