/** Address checks of this session: some are not stored as events, and no one should miss them. */
import { useEffect, useState } from 'react'
import type { EventData } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { showToast } from '../ui/toast.tsx'

export interface SeenHandshake extends EventData<'handshake.seen'> {
  readonly at: string
}

const KEPT = 20

/** Mounted as long as the source is on the bench, whichever tab is shown. */
export function useSeenHandshakes(sourceId: string): readonly SeenHandshake[] {
  const { on } = useConnector()
  const [seen, setSeen] = useState<readonly SeenHandshake[]>([])
  useEffect(
    () =>
      on('handshake.seen', (check) => {
        if (check.sourceId !== sourceId) {
          return
        }
        setSeen((before) => [{ ...check, at: new Date().toISOString() }, ...before].slice(0, KEPT))
        showToast(
          check.answered
            ? { tone: 'info', title: `${check.description} It was answered.` }
            : {
                tone: 'error',
                title: `${check.description} It was not answered.`,
                hint: 'Address checks must be on, and the signing secret chosen: Settings, Webhook.',
              },
        )
      }),
    [on, sourceId],
  )
  return seen
}
