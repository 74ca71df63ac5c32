import { TriangleAlert } from 'lucide-react'
import './captures.css'
import { lossWords } from './loss-words.ts'
import { useEventView } from './use-event-view.ts'

/** Says what the payload above the output does not show of what was sent. */
export function PayloadNote(props: { eventId: string; onInspect: () => void }) {
  const view = useEventView(props.eventId).data
  const words = view === undefined ? null : lossWords(view)
  return words === null ? null : (
    <p className="payload-note">
      <TriangleAlert size={12} aria-hidden="true" />
      <span className="truncate">The function sees {words}.</span>
      <button type="button" className="line-link" onClick={props.onInspect}>
        Inspect shows what was sent
      </button>
    </p>
  )
}
