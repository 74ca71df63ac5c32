import { FlaskConical, Inbox, Pencil, Trash2 } from 'lucide-react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import type { Result } from '#preload/contract'
import { Button, IconButton } from '../ui/button.tsx'
import { formatAge, formatBytes } from '../ui/format.ts'
import { useNow } from '../ui/use-now.ts'
import './event-list.css'

type EventSummary = Result<'events.list'>[number]

export interface EventListProps {
  readonly events: readonly EventSummary[]
  /** `'sample'` or the id of an event. */
  readonly selected: string
  /** Those with an edited copy of their payload. */
  readonly edited: ReadonlySet<string>
  readonly isCapturing: boolean
  readonly onSelect: (selection: string) => void
  readonly onDelete: (eventIds: readonly string[]) => void
  readonly onCapture: () => void
}

export function EventList(props: EventListProps) {
  const now = useNow(10_000)
  const { events, selected, edited } = props
  const selectedEvent = events.find((event) => event.id === selected)
  return (
    <section className="pane event-list" aria-label="Payloads">
      <header className="event-list-bar">
        <span className="muted">{events.length} of 10 captured</span>
        <span className="grow" />
        <IconButton
          label="Delete captured event"
          hint="Delete captured event (Delete)"
          size="small"
          icon={<Trash2 size={13} />}
          isDisabled={selectedEvent === undefined}
          onPress={() => props.onDelete([selected])}
        />
        <Button
          variant="quiet"
          size="small"
          isDisabled={events.length === 0}
          onPress={() => props.onDelete(events.map((event) => event.id))}
        >
          Clear
        </Button>
      </header>
      {/* The list box has no key handler of its own for deleting. */}
      <div
        role="presentation"
        className="event-rows-frame"
        onKeyDown={(event) => {
          if (event.key === 'Delete' && selectedEvent !== undefined) {
            props.onDelete([selectedEvent.id])
          }
        }}
      >
        <ListBox
          aria-label="Test payloads"
          className="event-rows scroll"
          selectionMode="single"
          selectionBehavior="replace"
          disallowEmptySelection
          selectedKeys={[selected]}
          onSelectionChange={(keys) => {
            const [key] = keys === 'all' ? [] : [...keys]
            if (key !== undefined) {
              props.onSelect(String(key))
            }
          }}
        >
          <ListBoxItem id="sample" className="event-row" textValue="Sample payload">
            <FlaskConical size={13} aria-hidden="true" />
            <span className="event-name">Sample payload</span>
            {edited.has('sample') && <EditedMark />}
          </ListBoxItem>
          {events.map((event) => (
            <ListBoxItem
              key={event.id}
              id={event.id}
              className="event-row"
              textValue={`Captured Event ${event.number}, ${event.title}`}
            >
              <span className="event-method">{event.method}</span>
              <span className="event-name truncate">Captured Event {event.number}</span>
              <span className="event-title truncate">{event.title}</span>
              {edited.has(event.id) && <EditedMark />}
              <span className="event-facts">
                {formatBytes(event.size)} · {formatAge(event.receivedAt, now)}
              </span>
            </ListBoxItem>
          ))}
        </ListBox>
      </div>
      {events.length === 0 && (
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
              to test with what your upstream tool really sends.
            </span>
          )}
        </p>
      )}
    </section>
  )
}

function EditedMark() {
  return (
    <span className="event-edited">
      <Pencil size={11} aria-hidden="true" />
      Edited
    </span>
  )
}
