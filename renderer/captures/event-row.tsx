import { Pencil, Pin, StickyNote } from 'lucide-react'
import { ListBoxItem } from 'react-aria-components'
import { formatAge, formatBytes } from '../ui/format.ts'
import type { EventSummary } from './event-actions.ts'
import type { SearchHit } from './use-search.ts'

export interface EventRowProps {
  readonly event: EventSummary
  readonly isEdited: boolean
  readonly hit: SearchHit | undefined
  readonly now: number
}

export function EventRow(props: EventRowProps) {
  'use memo'
  const { event, hit } = props
  const marks = [
    ...(event.pinned ? ['pinned'] : []),
    ...(event.note === '' ? [] : [`note: ${event.note}`]),
  ]
  return (
    <ListBoxItem
      id={event.id}
      className="row event-row"
      textValue={[`Captured Event ${event.number}`, event.title, ...marks].join(', ')}
      data-event={event.id}
    >
      <span className="event-method">{event.method}</span>
      <span className="event-name truncate">Captured Event {event.number}</span>
      {hit?.places[0] === undefined ? (
        <span className="event-title truncate">
          <bdi>{event.title}</bdi>
          {event.note !== '' && (
            <span className="event-note">
              <StickyNote size={11} aria-hidden="true" /> <bdi>{event.note}</bdi>
            </span>
          )}
        </span>
      ) : (
        <Place place={hit.places[0]} />
      )}
      {props.isEdited && <EditedMark />}
      {event.pinned && (
        <span className="event-pin" title="Pinned: never gives way to newer events">
          <Pin size={11} fill="currentColor" aria-hidden="true" />
        </span>
      )}
      <span className="event-facts">
        {formatBytes(event.size)} · {formatAge(event.receivedAt, props.now)}
      </span>
    </ListBoxItem>
  )
}

/** In one line: line ends and indents say nothing here. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ')

/** What was found stays in sight: what is around it gives way. */
function Place({ place }: { place: SearchHit['places'][number] }) {
  return (
    <span className="event-title event-hit">
      <span className="event-hit-before">
        <bdi>{oneLine(place.before.slice(-24))}</bdi>
      </span>
      <mark>{oneLine(place.found)}</mark>
      <bdi className="event-hit-after">{oneLine(place.after)}</bdi>
    </span>
  )
}

export function EditedMark() {
  return (
    <span className="event-edited">
      <Pencil size={11} aria-hidden="true" />
      Edited
    </span>
  )
}
