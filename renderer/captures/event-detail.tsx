import { ArrowLeft } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import type { Result } from '#preload/contract'
import { toWire } from '#preload/errors'
import { Button, IconButton } from '../ui/button.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { EmptyState, Skeleton } from '../ui/state.tsx'
import { carryOut, keyActionOf, type EventActions } from './event-actions.ts'
import { BodyView } from './body-view.tsx'
import './event-detail.css'
import { EventFacts } from './event-facts.tsx'
import { HeadersView } from './headers-view.tsx'
import { NameValueTable } from './name-value-table.tsx'
import { queryRows } from './query-rows.ts'
import { RawRequestOf } from './raw-request.tsx'
import { useEventView, type EventView } from './use-event-view.ts'

export type DetailView = 'body' | 'headers' | 'query' | 'raw' | 'replays'

export interface EventDetailProps {
  readonly event: Result<'events.list'>[number]
  readonly shown: DetailView
  readonly onShow: (view: DetailView) => void
  readonly onClose: () => void
  /** Its keys do here what they do in the list. */
  readonly onKey: EventActions
  /** Beside the name: what the signature is worth, and what can be done with the event. */
  readonly signature: ReactNode
  readonly actions: ReactNode
  readonly replays: ReactNode
  readonly renderJson: (text: string) => ReactNode
}

/** One captured event, decoded for reading; `R` shows it raw and back. */
export function EventDetail(props: EventDetailProps) {
  const { event, shown, onShow } = props
  const view = useEventView(event.id)
  const query = queryRows(event.query)
  const onKeyDown = (press: KeyboardEvent): void => {
    const place = placeOf(press.target)
    if (place === 'own') {
      return
    }
    if (press.key === 'Escape') {
      props.onClose()
      return
    }
    const action = keyActionOf(press)
    const isMeant = place === 'detail' || action === 'raw'
    if (isMeant && action !== undefined && action !== 'note') {
      press.preventDefault()
      carryOut(action, event, props.onKey, () => undefined)
    }
  }
  return (
    // Keys of the whole detail, wherever in it the focus is.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className="pane event-detail"
      aria-label={`Captured Event ${event.number}`}
      onKeyDown={onKeyDown}
    >
      <header className="detail-head">
        <IconButton
          label="Back to the test"
          hint="Back to the test (Escape)"
          size="small"
          icon={<ArrowLeft size={14} />}
          onPress={props.onClose}
        />
        <h2>
          <span className="detail-name">Captured Event {event.number}</span>
          {event.note !== '' && <span className="detail-note truncate">{event.note}</span>}
        </h2>
        {props.signature}
        <span className="grow" />
        {props.actions}
      </header>
      <div className="detail-views">
        <Segmented<DetailView>
          label="View of the event"
          value={shown}
          options={[
            { value: 'body', label: 'Body' },
            { value: 'headers', label: 'Headers', count: view.data?.headers.length },
            { value: 'query', label: 'Query', count: query.length },
            { value: 'raw', label: 'Raw' },
            { value: 'replays', label: 'Replays' },
          ]}
          onChange={onShow}
        />
        <span className="detail-line truncate mono">
          <strong>{event.method}</strong> <bdi>{event.path}</bdi>
        </span>
      </div>
      <div className="detail-content">
        {view.isError ? (
          <EmptyState
            title="The event could not be read"
            action={<Button onPress={() => void view.refetch()}>Try again</Button>}
          >
            {toWire(view.error).message}
          </EmptyState>
        ) : view.data === undefined ? (
          <Skeleton label="Loading the event" />
        ) : (
          contentOf(props, view.data)
        )}
      </div>
      {view.data !== undefined && <EventFacts view={view.data} />}
    </section>
  )
}

/**
 * `own`: fields and popovers, whose keys are theirs. `text`: the body in its editor, where a key
 * that deletes would surprise.
 */
function placeOf(target: EventTarget): 'own' | 'text' | 'detail' {
  if (!(target instanceof Element)) {
    return 'detail'
  }
  if (target.closest('input, .popover, .find-widget') !== null) {
    return 'own'
  }
  return target.closest('.monaco-editor') === null ? 'detail' : 'text'
}

function contentOf(props: EventDetailProps, view: EventView): ReactNode {
  switch (props.shown) {
    case 'body':
      return <BodyView key={view.eventId} view={view} renderJson={props.renderJson} />
    case 'headers':
      return <HeadersView view={view} />
    case 'query':
      return props.event.query === '' ? (
        <EmptyState title="No query">The address that was called has no query.</EmptyState>
      ) : (
        <NameValueTable label="Query parameters" rows={queryRows(props.event.query)} />
      )
    case 'raw':
      return <RawRequestOf eventId={view.eventId} hasFacts={false} />
    case 'replays':
      break
  }
  return props.replays
}
