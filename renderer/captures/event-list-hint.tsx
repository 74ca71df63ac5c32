import { Inbox, Pin, SearchX } from 'lucide-react'

export interface EventListHintProps {
  readonly isEmpty: boolean
  readonly isNothingFound: boolean
  readonly isCapturing: boolean
  readonly isFull: boolean
  readonly onCapture: () => void
  readonly onImport: () => void
}

/** What the list itself cannot say: that it is empty and why, or that it takes nothing more. */
export function EventListHint(props: EventListHintProps) {
  if (props.isFull) {
    return (
      <p className="event-list-hint" data-tone="warn" role="alert">
        <Pin size={14} aria-hidden="true" />
        <span>
          Every place is taken by a pinned event: new webhooks are refused. Unpin one to go on.
        </span>
      </p>
    )
  }
  if (props.isNothingFound) {
    return (
      <p className="event-list-hint">
        <SearchX size={14} aria-hidden="true" />
        <span>Nothing of it stands in the headers, bodies and notes of these events.</span>
      </p>
    )
  }
  if (!props.isEmpty) {
    return null
  }
  return (
    <p className="event-list-hint">
      <Inbox size={14} aria-hidden="true" />
      {props.isCapturing ? (
        <span>Waiting for a webhook. Send one to the URL above; it appears here at once.</span>
      ) : (
        <span>
          No captured events yet.{' '}
          <button type="button" className="text-button" onClick={props.onCapture}>
            Open a capture window
          </button>{' '}
          for what your upstream tool really sends, or{' '}
          <button type="button" className="text-button" onClick={props.onImport}>
            import
          </button>{' '}
          webhooks.
        </span>
      )}
    </p>
  )
}
