import { useEffect, useState } from 'react'
import { useConnector } from '../host/connector-context.tsx'

/** Says each captured event to screen readers. */
export function CaptureAnnouncer(props: { sourceId: string }) {
  const connector = useConnector()
  const [text, setText] = useState('')
  useEffect(
    () =>
      connector.on('events.added', ({ event }) => {
        if (event.sourceId === props.sourceId) {
          setText(`Captured Event ${event.number}: ${event.title}`)
        }
      }),
    [connector, props.sourceId],
  )
  return <output className="visually-hidden">{text}</output>
}
