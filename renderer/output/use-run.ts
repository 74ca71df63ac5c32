/** Starting, awaiting and cancelling the run of a source. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import type { Params, Result, RunInput } from '#preload/contract'
import { AppError, toWire } from '#preload/errors'
import { useConnector } from '../host/connector-context.tsx'
import { useLastRun } from '../host/queries.ts'
import { queryKeys } from '../host/query-keys.ts'

export interface RunState {
  /** The last run of the source, whoever started it. */
  readonly run: Result<'runs.start'> | null
  readonly isRunning: boolean
  /** Why a run could not be started at all. */
  readonly startError: AppError | null
  /** `null` when it could not be started. */
  readonly start: (
    input: RunInput,
    options?: Params<'runs.start'>['options'],
    /** Also sees what it reaches of the code. */
    observe?: boolean,
  ) => Promise<Result<'runs.start'> | null>
  readonly cancel: () => Promise<void>
  readonly fail: (error: unknown) => void
}

export function useRun(sourceId: string): RunState {
  const { api } = useConnector()
  const client = useQueryClient()
  const lastRun = useLastRun(sourceId)
  const [isRunning, setRunning] = useState(false)
  const [startError, setStartError] = useState<AppError | null>(null)

  const fail = useCallback((error: unknown) => {
    setStartError(
      error instanceof AppError ? error : new AppError('internal', toWire(error).message),
    )
  }, [])

  const start = useCallback(
    async (input: RunInput, options?: Params<'runs.start'>['options'], observe = false) => {
      setRunning(true)
      setStartError(null)
      try {
        const run = await api['runs.start']({ sourceId, input, options, observe })
        client.setQueryData(queryKeys.lastRun(sourceId), run)
        return run
      } catch (error) {
        fail(error)
        return null
      } finally {
        setRunning(false)
      }
    },
    [api, client, fail, sourceId],
  )

  const cancel = useCallback(async () => {
    await api['runs.cancel']({ sourceId })
  }, [api, sourceId])

  const run = lastRun.data ?? null
  return useMemo(
    () => ({ run, isRunning, startError, start, cancel, fail }),
    [run, isRunning, startError, start, cancel, fail],
  )
}
