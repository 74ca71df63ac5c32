/**
 * Starting, awaiting and cancelling the run of a source. What is shown of it is kept outside of the
 * bench's own state: a result renders what shows it and nothing else.
 */
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'
import type { Params, Result } from '#preload/contract'
import { AppError, toWire } from '#preload/errors'
import { useConnector } from '../host/connector-context.tsx'
import type { Connector } from '../host/connector.ts'
import { useLastRun } from '../host/queries.ts'
import { queryKeys } from '../host/query-keys.ts'
import { createBusy } from '../ui/busy.ts'

export type Run = Result<'runs.start'>

/** The same object for as long as the source is on the bench. */
export interface RunControl {
  readonly sourceId: string
  /**
   * `null` when it could not be started. It may be started before its code is saved, which is
   * given with it then; a save that fails says so itself.
   */
  readonly start: (
    order: Omit<Params<'runs.start'>, 'sourceId'>,
    isSaved: Promise<boolean>,
  ) => Promise<Run | null>
  readonly cancel: () => Promise<void>
  readonly isRunningNow: () => boolean
  /** Resolves when nothing runs, or a run takes long. */
  readonly calm: () => Promise<void>
  /** For long enough to be shown. */
  readonly isRunning: () => boolean
  /** Why a run could not be started at all. */
  readonly startError: () => AppError | null
  readonly subscribe: (listener: () => void) => () => void
}

function createRunControl(
  sourceId: string,
  { api, client }: { api: Connector['api']; client: QueryClient },
): RunControl {
  const listeners = new Set<() => void>()
  const tell = (): void => {
    for (const listener of listeners) {
      listener()
    }
  }
  const busy = createBusy(tell)
  let startError: AppError | null = null

  function setStartError(next: AppError | null): void {
    if (next !== startError) {
      startError = next
      tell()
    }
  }

  return {
    sourceId,
    start(order, isSaved) {
      setStartError(null)
      return busy.during(async () => {
        try {
          const run = await api['runs.start']({ ...order, sourceId })
          client.setQueryData(queryKeys.lastRun(sourceId), run)
          return run
        } catch (error) {
          if (await isSaved) {
            setStartError(
              error instanceof AppError ? error : new AppError('internal', toWire(error).message),
            )
          }
          return null
        }
      })
    },
    async cancel() {
      await api['runs.cancel']({ sourceId })
    },
    isRunningNow: busy.isNow,
    calm: busy.calm,
    isRunning: busy.isShown,
    startError: () => startError,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** For one source: the component that calls it is made anew for another. */
export function useRunControl(sourceId: string): RunControl {
  const { api } = useConnector()
  const client = useQueryClient()
  const [control] = useState(() => createRunControl(sourceId, { api, client }))
  return control
}

export function useIsRunning(control: RunControl): boolean {
  return useSyncExternalStore(control.subscribe, control.isRunning)
}

export function useStartError(control: RunControl): AppError | null {
  return useSyncExternalStore(control.subscribe, control.startError)
}

/** The last run of the source, whoever started it. */
export function useShownRun({ sourceId }: Pick<RunControl, 'sourceId'>): Run | null {
  return useLastRun(sourceId).data ?? null
}
