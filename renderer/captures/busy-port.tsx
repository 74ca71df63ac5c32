import { useState } from 'react'
import type { Result } from '#preload/contract'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { NoticeBar } from '../ui/notice-bar.tsx'
import { portOfUrl, urlAt } from './webhook-urls.ts'

export interface BusyPortProps {
  readonly status: Pick<Result<'capture.status'>, 'busyPort' | 'localUrl'>
  readonly token: string
}

/** Says that the address which was to be seen before, or is known by heart, reaches nobody. */
export function BusyPort(props: BusyPortProps) {
  const { busyPort, localUrl } = props.status
  const [seen, setSeen] = useState<string | null>(null)
  const state = `${busyPort} ${localUrl}`
  if (busyPort === null || seen === state) {
    return null
  }
  return (
    <NoticeBar
      testId="busy-port"
      text={
        <>
          <strong>Port {busyPort} is in use by another program.</strong>{' '}
          {localUrl === null
            ? 'Unless it is free by then, the next window chooses another port, shown here.'
            : `Webhooks come to port ${portOfUrl(localUrl)} for now. The next window tries ${busyPort} again.`}
        </>
      }
    >
      {localUrl !== null && (
        <CopyButton text={urlAt(localUrl, props.token)} label="Copy the new local URL" />
      )}
      <Button onPress={() => setSeen(state)}>Done</Button>
    </NoticeBar>
  )
}
