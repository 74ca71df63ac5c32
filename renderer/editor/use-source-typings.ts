/** Keeps the editor's typings those of the source: asked for again a moment after each change. */
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { useLatest } from '../ui/use-latest.ts'
import { setSourceTypings } from './typings/source-typings.ts'

/** Webhooks come in bursts: the types are made once for all of them. */
const PAUSE_MS = 400

export function useSourceTypings(source: Result<'sources.get'>): void {
  const { api, on } = useConnector()
  const { id, profile, handler } = source
  const { data, refetch } = useQuery({
    queryKey: ['typings', id],
    queryFn: () => api['sources.typings']({ sourceId: id }),
  })
  const askAgain = useLatest(() => void refetch())
  const dts = data?.dts
  useEffect(() => setSourceTypings({ profile, handler, dts }), [profile, handler, dts])

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = (): void => {
      timer = undefined
      askAgain.current()
    }
    const renew = (sourceId: string): void => {
      // Not put off by further events: a steady stream would put it off for ever.
      if (sourceId === id && timer === undefined) {
        timer = setTimeout(ask, PAUSE_MS)
      }
    }
    const offs = [
      on('events.added', ({ event }) => renew(event.sourceId)),
      on('events.removed', ({ sourceId }) => renew(sourceId)),
      on('sources.changed', ({ sourceId }) => renew(sourceId)),
    ]
    return () => {
      clearTimeout(timer)
      for (const off of offs) {
        off()
      }
    }
  }, [askAgain, id, on])
}
