import { useState } from 'react'
import type { Result } from '#preload/contract'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { NoticeBar } from '../ui/notice-bar.tsx'
import { busyPortWords } from './busy-port-words.ts'
import { portOfUrl, urlAt } from './webhook-urls.ts'

export interface BusyPortProps {
  readonly status: Pick<Result<'capture.status'>, 'busyPort' | 'localUrl'>
  readonly token: string
  /** Makes the port that webhooks come to the usual one. */
  readonly onKeep: (port: number) => void
}

/** Says that the address which was to be seen before, or is known by heart, reaches nobody. */
export function BusyPort(props: BusyPortProps) {
  const { busyPort, localUrl } = props.status
  const [seen, setSeen] = useState<string | null>(null)
  const state = `${busyPort?.port} ${localUrl}`
  if (busyPort === null || seen === state) {
    return null
  }
  const { title, next } = busyPortWords(busyPort, localUrl)
  return (
    <NoticeBar
      testId="busy-port"
      text={
        <>
          <strong>{title}</strong> {next}
        </>
      }
    >
      {localUrl !== null && (
        <CopyButton text={urlAt(localUrl, props.token)} label="Copy the new local URL" />
      )}
      {localUrl !== null && busyPort.reason === 'forbidden' && (
        <Button onPress={() => props.onKeep(Number(portOfUrl(localUrl)))}>
          Keep port {portOfUrl(localUrl)}
        </Button>
      )}
      <Button onPress={() => setSeen(state)}>Done</Button>
    </NoticeBar>
  )
}
