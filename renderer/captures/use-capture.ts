/** The source's capture window: how long it is open, and the actions on it. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { useCaptureStatus } from '../host/queries.ts'
import { queryKeys } from '../host/query-keys.ts'

type Status = Result<'capture.status'>
type CaptureWindow = Status['windows'][number]

const EXTENSION_SECONDS = 300

export interface CaptureState {
  readonly status: Status | undefined
  readonly window: CaptureWindow | null
  /** When the window closes; `null` while no window of this source is open. */
  readonly endsAt: string | null
  /** Windows of other sources. */
  readonly others: readonly CaptureWindow[]
  readonly isOpening: boolean
  readonly open: () => void
  /** Closes after one event. */
  readonly grabNext: () => void
  readonly extend: () => void
  readonly stop: () => void
  readonly stopOther: (sourceId: string) => void
  /** For a replay to another source: its window, without leaving this one. */
  readonly openOther: (sourceId: string) => void
  /** A window that is open, for which another process captures. */
  readonly openAgain: () => void
}

const NONE: readonly CaptureWindow[] = []

export function useCapture(sourceId: string): CaptureState {
  'use memo'
  const { api } = useConnector()
  const client = useQueryClient()
  const status = useCaptureStatus().data
  const windows = status?.windows ?? NONE
  const window = windows.find((candidate) => candidate.sourceId === sourceId) ?? null
  const onSuccess = (next: Status): void => {
    client.setQueryData(queryKeys.capture, next)
  }
  const { mutate: open, isPending: isOpening } = useMutation({
    mutationFn: (order: { sourceId: string; count?: number }) => api['capture.open'](order),
    onSuccess,
  })
  const { mutate: extend } = useMutation({
    mutationFn: () => api['capture.extend']({ sourceId, seconds: EXTENSION_SECONDS }),
    onSuccess,
  })
  const { mutate: close } = useMutation({
    mutationFn: (id: string) => api['capture.close']({ sourceId: id }),
    onSuccess,
  })
  return {
    status,
    window,
    endsAt: window?.endsAt ?? null,
    others: windows.filter((candidate) => candidate.sourceId !== sourceId),
    isOpening,
    open: () => open({ sourceId }),
    grabNext: () => open({ sourceId, count: 1 }),
    extend: () => extend(),
    stop: () => close(sourceId),
    stopOther: (id) => close(id),
    openOther: (id) => open({ sourceId: id }),
    openAgain: () => open({ sourceId: (window ?? windows[0])?.sourceId ?? sourceId }),
  }
}
