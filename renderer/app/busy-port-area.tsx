import type { Result } from '#preload/contract'
import { BusyPort } from '../captures/busy-port.tsx'
import { useAppliedPreferences } from './use-preferences.ts'

export interface BusyPortAreaProps {
  readonly status: Result<'capture.status'> | undefined
  readonly token: string
}

export function BusyPortArea({ status, token }: BusyPortAreaProps) {
  'use memo'
  const { change } = useAppliedPreferences()
  return status === undefined ? null : (
    <BusyPort status={status} token={token} onKeep={(capturePort) => change({ capturePort })} />
  )
}
