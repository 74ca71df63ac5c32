/** The function on all captured events: starting, following, cancelling and accepting. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { queryKeys } from '../host/query-keys.ts'
import { useLatest } from '../ui/use-latest.ts'
import { readLocal, writeLocal } from '../ui/local-store.ts'
import { showToast } from '../ui/toast.tsx'
import { plural } from '../ui/format.ts'
import { mergeRows, rowId, type RingReport, type RingRow } from './ring-words.ts'

interface Progress {
  readonly done: number
  readonly total: number
  readonly arrived: ReadonlyMap<string, RingRow>
}

export interface RingState {
  readonly report: RingReport | null
  /** Those of the report, and while it runs what has come so far. */
  readonly rows: readonly RingRow[]
  readonly progress: Progress | null
  readonly isWatching: boolean
  readonly watch: (isWatching: boolean) => void
  /** By default observed as the option says. */
  readonly run: (observes?: boolean) => void
  readonly cancel: () => void
  /** All rows when none are named. */
  readonly accept: (keys?: string[]) => void
}

export interface RingOptions {
  readonly source: Pick<Result<'sources.get'>, 'id' | 'version'>
  /** Also sees what the events reach of the code and read of their payload. */
  readonly observes: boolean
  readonly onError: (error: unknown) => void
}

const NO_ROWS: readonly RingRow[] = []

export function useRing({ source, observes, onError }: RingOptions): RingState {
  'use memo'
  const { api, on } = useConnector()
  const client = useQueryClient()
  const sourceId = source.id
  const key = useMemo(() => queryKeys.ring(sourceId), [sourceId])
  const last = useQuery({ queryKey: key, queryFn: () => api['ring.last']({ sourceId }) })
  const [progress, setProgress] = useState<Progress | null>(null)
  const [isWatching, setWatching] = useState(() => readLocal(`ring-watch:${sourceId}`) === true)

  useEffect(() => {
    const offs = [
      on('ring.progress', (event) => {
        if (event.sourceId !== sourceId) {
          return
        }
        setProgress((now) => {
          // Counting from the start again: another run took the place of the one under way.
          const arrived = now === null || event.done <= now.done ? [] : now.arrived
          return {
            done: event.done,
            total: event.total,
            arrived: new Map([...arrived, [rowId(event.row), event.row]]),
          }
        })
      }),
      on('ring.finished', ({ report }) => {
        if (report.sourceId === sourceId) {
          client.setQueryData(key, report)
          setProgress(null)
        }
      }),
    ]
    return () => {
      for (const off of offs) {
        off()
      }
    }
  }, [on, client, key, sourceId])

  const observing = useLatest(observes)
  const run = useCallback(
    (observe?: boolean) => {
      setProgress((now) => now ?? { done: 0, total: 0, arrived: new Map() })
      api['ring.run']({ sourceId, observe: observe ?? observing.current }).catch(
        (error: unknown) => {
          setProgress(null)
          onError(error)
        },
      )
    },
    [api, observing, onError, sourceId],
  )

  const cancel = useCallback(() => {
    api['ring.cancel']({ sourceId }).catch(onError)
  }, [api, onError, sourceId])

  const accept = useCallback(
    (keys?: string[]) => {
      const undo = async (): Promise<void> => {
        try {
          client.setQueryData(key, await api['ring.undoAccept']({ sourceId }))
        } catch (error) {
          onError(error)
        }
      }
      const take = async (): Promise<void> => {
        try {
          const report = await api['ring.accept']({
            sourceId,
            ...(keys === undefined ? {} : { keys }),
          })
          client.setQueryData(key, report)
          showToast({
            tone: 'info',
            title: `${plural(keys?.length ?? report.rows.length, 'result')} accepted as the baseline.`,
            action: { label: 'Undo', run: () => void undo() },
          })
        } catch (error) {
          onError(error)
        }
      }
      void take()
    },
    [api, client, key, onError, sourceId],
  )

  const seenVersion = useRef(source.version)
  useEffect(() => {
    const isSaved = source.version !== seenVersion.current
    seenVersion.current = source.version
    if (isSaved && isWatching) {
      run()
    }
  }, [source.version, isWatching, run])

  const report = last.data ?? null
  const rows = useMemo(() => {
    const before = report?.rows ?? NO_ROWS
    return progress === null ? before : mergeRows(before, progress.arrived)
  }, [report, progress])
  return {
    report,
    rows,
    progress,
    isWatching,
    watch: (next) => {
      writeLocal(`ring-watch:${sourceId}`, next)
      setWatching(next)
      if (next) {
        run()
      }
    },
    run,
    cancel,
    accept,
  }
}
