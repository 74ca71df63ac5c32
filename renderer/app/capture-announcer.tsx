import { useEffect, useState } from 'react'
import { useConnector } from '../host/connector-context.tsx'
import { paced } from '../host/paced.ts'

/** A reader that is interrupted by each of many says none. */
const PAUSE_MS = 500

/** Says each captured event to screen readers. */
export function CaptureAnnouncer(props: { sourceId: string }) {
  const connector = useConnector()
  const [text, setText] = useState('')
  useEffect(() => {
    let newest = ''
    const say = paced(PAUSE_MS, () => setText(newest))
    const off = connector.on('events.added', ({ event }) => {
      if (event.sourceId === props.sourceId) {
        newest = `Captured Event ${event.number}: ${event.title}`
        say.want()
      }
    })
    return () => {
      off()
      say.dispose()
    }
  }, [connector, props.sourceId])
  return <output className="visually-hidden">{text}</output>
}
