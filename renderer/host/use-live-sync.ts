/** Keeps the snapshots true: patches them by the core's events, asks anew after a lost connection. */
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Result } from '#preload/contract'
import type { Connector } from './connector.ts'
import { useConnector } from './connector-context.tsx'
import { queryKeys } from './query-keys.ts'

type EventList = Result<'events.list'>

function subscribe(connector: Connector, client: QueryClient): (() => void)[] {
  const patchEvents = (sourceId: string, patch: (list: EventList) => EventList): void => {
    client.setQueryData<EventList>(queryKeys.events(sourceId), (list) => list && patch(list))
  }
  return [
    connector.on('sources.changed', ({ sourceId }) => {
      void client.invalidateQueries({ queryKey: queryKeys.sources })
      void client.invalidateQueries({ queryKey: queryKeys.source(sourceId) })
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
