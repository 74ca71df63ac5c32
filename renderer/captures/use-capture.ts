/** The source's capture window: how long it is open, and the actions on it. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { useCaptureStatus } from '../host/queries.ts'
import { queryKeys } from '../host/query-keys.ts'

const EXTENSION_SECONDS = 300

export interface CaptureState {
  readonly status: Result<'capture.status'> | undefined
  /** When the window closes; `null` while no window of this source is open. */
  readonly endsAt: string | null
  readonly captured: number
  readonly isOpening: boolean
  readonly open: () => void
  readonly extend: () => void
  readonly stop: () => void
}

export function useCapture(sourceId: string): CaptureState {
  const { api } = useConnector()
  const client = useQueryClient()
  const status = useCaptureStatus().data
  const window = status?.windows.find((candidate) => candidate.sourceId === sourceId)
  const onSuccess = (next: Result<'capture.status'>): void => {
    client.setQueryData(queryKeys.capture, next)
  }
  const open = useMutation({ mutationFn: () => api['capture.open']({ sourceId }), onSuccess })
  const extend = useMutation({
    mutationFn: () => api['capture.extend']({ sourceId, seconds: EXTENSION_SECONDS }),
    onSuccess,
  })
  const stop = useMutation({ mutationFn: () => api['capture.close']({ sourceId }), onSuccess })
  return {
    status,
    endsAt: window?.endsAt ?? null,
    captured: window?.captured ?? 0,
    isOpening: open.isPending,
    open: () => open.mutate(),
    extend: () => extend.mutate(),
    stop: () => stop.mutate(),
  }
}
